package watch

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestPublicAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.215.14": true, "2606:4700::1111": true, "100.63.255.255": true, "100.128.0.0": true, "198.20.0.1": true,
		"127.0.0.1": false, "::1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"0.0.0.0": false, "0.1.2.3": false, "100.64.0.1": false, "100.127.255.255": false, "198.18.0.1": false, "198.19.255.255": false,
		"224.0.0.1": false, "255.255.255.255": false, "::": false, "fe80::1": false, "fd00::1": false, "ff02::1": false,
		"::ffff:10.0.0.1": false, "::ffff:100.64.0.1": false, "64:ff9b::a00:1": false, "64:ff9b::5db8:d70e": false,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: public %v, want %v", address, got, want)
		}
		if err := publicOnly("tcp", netip.AddrPortFrom(netip.MustParseAddr(address), 80).String(), nil); (err == nil) != want {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestNothingPrivateThroughAProxy asks a proxy, which would reach anything.
func TestNothingPrivateThroughAProxy(t *testing.T) {
	s := newSite(t)
	s.put("/a", story("Bridge closed", "The bridge"))
	proxy, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	f := newFetcher("newsgraph-test/1", time.Nanosecond, map[string]bool{"10.0.0.9:80": true}, http.ProxyURL(proxy))
	for _, host := range []string{"10.0.0.1", "127.0.0.1", "[::1]", "169.254.169.254", "100.64.0.1", "10.0.0.9:8080", "localhost", "localhost.", "a.localhost", "127.1", "0x7f000001", "2130706433", "10.0.0.1."} {
		if _, err := f.get(t.Context(), "http://"+host+"/a", Validators{}); err == nil || passing(err) || !strings.Contains(err.Error(), "not a public address") {
			t.Errorf("%s: %v, want a refusal", host, err)
		}
	}
	same(t, "requests", s.requests())
	for _, host := range []string{"10.0.0.9", "93.184.215.14", "elmsworth.invalid"} {
		if _, err := f.get(t.Context(), "http://"+host+"/a", Validators{}); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	if got := s.requests(); len(got) != 6 {
		t.Errorf("asked for %q, want robots.txt and the page of each of three hosts", got)
	}
}
