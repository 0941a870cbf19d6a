package watch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"syscall"
)

// elsewhere are networks, beside those that netip.Addr tells, in which no public
// server is (https://www.iana.org/assignments/iana-ipv4-special-registry/ and
// iana-ipv6-special-registry), or which lead to such.
var elsewhere = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"),
}

// isPublic reports whether an address is neither of this machine nor of a
// private network.
func isPublic(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	for _, net := range elsewhere {
		if net.Contains(ip) {
			return false
		}
	}
	return ip.IsGlobalUnicast() && !ip.IsPrivate()
}

// publicOnly refuses to connect to this machine and to private networks.
func publicOnly(_, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if ip, err := netip.ParseAddr(host); err != nil || !isPublic(ip) {
		return notPublic(host)
	}
	return nil
}

func notPublic(host string) error {
	return final{fmt.Errorf("%s is not a public address: only hosts that were named may be there", host)}
}

// mayPass refuses what publicOnly would where a proxy connects in its stead. What
// this machine cannot resolve is the proxy's to judge.
func (f *fetcher) mayPass(ctx context.Context, r *http.Request) error {
	if f.named[hostPort(r.URL)] {
		return nil
	}
	if p, err := f.proxy(r); err != nil || p == nil {
		return err
	}
	host := strings.ToLower(strings.TrimSuffix(r.URL.Hostname(), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return notPublic(host)
	}
	ip, err := netip.ParseAddr(host)
	switch {
	case err == nil && !isPublic(ip), err != nil && endsInNumber(host):
		return notPublic(host)
	case err == nil:
		return nil
	}
	all, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return ctx.Err()
	}
	for _, ip := range all {
		if !isPublic(ip) {
			return notPublic(host)
		}
	}
	return nil
}

// endsInNumber reports whether a host is an address of four bytes however it is
// written, as 127.1 and 0x7f000001 (https://url.spec.whatwg.org/#ends-in-a-number-checker).
func endsInNumber(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}
