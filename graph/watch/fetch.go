package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	longestAnswer = 20 << 20 // bytes
	patience      = time.Minute
	mostRedirects = 5
)

// Validators are what a server gave to tell whether its answer changed.
type Validators struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"last_modified,omitempty"`
}

// answer is what a server gave.
type answer struct {
	Validators
	url  string // after redirects
	kind string // media type
	body []byte
	same bool // nothing changed since the validators
}

// final marks an error that the next attempt would meet again.
type final struct{ error }

func (e final) Unwrap() error { return e.error }

// status is an answer that is no success.
type status struct {
	url   string
	code  int
	after time.Duration // that the server asks to wait; 0 when it does not say
}

// passing reports whether a failure may be over the next time.
func passing(err error) bool {
	var s status
	if errors.As(err, &s) {
		return s.code >= 500 || s.code == http.StatusTooManyRequests || s.code == http.StatusRequestTimeout
	}
	var f final
	return !errors.As(err, &f)
}

// busy reports whether the server asks to be left alone for a while.
func (e status) busy() bool {
	return e.code == http.StatusTooManyRequests || e.code == http.StatusServiceUnavailable
}

func (e status) Error() string {
	return fmt.Sprintf("%s: %d %s", e.url, e.code, http.StatusText(e.code))
}

// fetcher fetches politely. It is safe for concurrent use.
type fetcher struct {
	client *http.Client
	proxy  func(*http.Request) (*url.URL, error)
	named  map[string]bool          // hosts that may be anywhere, as hostPort tells them
	users  map[string]*url.Userinfo // who asks, by address and by origin
	agent  string
	now    func() time.Time
	pause  time.Duration // between two requests to a host
	hosts  hosts
}

// newFetcher makes a fetcher that connects to the hosts that the user named, and
// to the proxy, wherever they are.
func newFetcher(agent string, pause time.Duration, named map[string]bool, proxy func(*http.Request) (*url.URL, error)) *fetcher {
	known := maps.Clone(named)
	for _, scheme := range []string{"http", "https"} {
		p, err := proxy(&http.Request{URL: &url.URL{Scheme: scheme, Host: "example.org"}})
		if err == nil && p != nil {
			known[hostPort(p)] = true
		}
	}
	f := &fetcher{proxy: proxy, named: named, agent: agent, now: time.Now, pause: pause}
	f.client = &http.Client{
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy: proxy,
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				d := net.Dialer{Timeout: 20 * time.Second}
				if !known[address] {
					d.Control = publicOnly
				}
				return d.DialContext(ctx, network, address)
			},
			MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second, TLSHandshakeTimeout: 20 * time.Second, ForceAttemptHTTP2: true,
		},
	}
	return f
}

// hostPort is where a client of an address connects to.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// origin tells servers apart.
func origin(u *url.URL) string { return u.Scheme + "://" + hostPort(u) }

// originOf is the origin of a link, "" of none.
func originOf(link string) string {
	u, err := webAddress(link)
	if err != nil {
		return ""
	}
	return origin(u)
}

// apart is an address without user and password, and these. What names an
// address, a warning or the state, holds no passwords.
func apart(u *url.URL) (address string, user *url.Userinfo) {
	plain := *u
	plain.User = nil
	return plain.String(), u.User
}

// get fetches an address, politely, and follows it where it leads.
func (f *fetcher) get(ctx context.Context, address string, last Validators) (answer, error) {
	for range mostRedirects + 1 {
		u, err := webAddress(address)
		if err != nil {
			return answer{}, err
		}
		a, to, err := f.once(ctx, u, last)
		if err != nil || to == "" {
			return a, err
		}
		next, err := u.Parse(to)
		if err != nil {
			return answer{}, fmt.Errorf("%s leads to %.100q: %w", address, to, err)
		}
		next.User = nil // nobody but the user says who asks
		address = next.String()
	}
	return answer{}, final{fmt.Errorf("%s: led on more than %d times", address, mostRedirects)}
}

// webAddress parses an address of http or https.
func webAddress(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, final{fmt.Errorf("%.100s: want an address that begins with http:// or https://", s)}
	}
	return u, nil
}

// once makes one request, in the turn of its host, if robots.txt allows it. to
// is where the answer leads, if it does.
func (f *fetcher) once(ctx context.Context, u *url.URL, last Validators) (a answer, to string, err error) {
	h := f.hosts.of(u)
	if err := h.enter(ctx); err != nil {
		return a, "", err
	}
	defer h.leave()
	if err := f.allowed(ctx, h, u); err != nil {
		return a, "", err
	}
	resp, err := f.send(ctx, h, u, last)
	if err != nil {
		return a, "", err
	}
	defer func() { _ = resp.Body.Close() }() // read to its end or given up
	a = answer{url: u.String(), kind: resp.Header.Get("Content-Type"), Validators: Validators{resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")}}
	switch code := resp.StatusCode; {
	case code == http.StatusNotModified:
		a.same, a.Validators = true, last
		return a, "", nil
	case code >= 300 && code < 400 && resp.Header.Get("Location") != "":
		return a, resp.Header.Get("Location"), nil
	case code != http.StatusOK:
		return a, "", status{a.url, code, retryAfter(resp.Header.Get("Retry-After"), f.now())}
	}
	a.body, err = readAll(resp.Body)
	if err != nil {
		return a, "", fmt.Errorf("%s: %w", a.url, err)
	}
	return a, "", nil
}

// send makes a request when the host's pause is over.
func (f *fetcher) send(ctx context.Context, h *host, u *url.URL, last Validators) (*http.Response, error) {
	wait := h.next.Sub(f.now())
	if h.code != 0 && wait > longestWait {
		return nil, status{u.String(), h.code, wait}
	}
	if err := Sleep(ctx, wait); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.agent)
	req.Header.Set("Accept", "text/html, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/*;q=0.8, */*;q=0.1")
	req.Header.Set("Accept-Language", "en, *;q=0.5")
	if last.ETag != "" {
		req.Header.Set("If-None-Match", last.ETag)
	}
	if last.Modified != "" {
		req.Header.Set("If-Modified-Since", last.Modified)
	}
	if user := cmp.Or(f.users[u.String()], f.users[origin(u)]); user != nil {
		password, _ := user.Password()
		req.SetBasicAuth(user.Username(), password)
	}
	if err := f.mayPass(ctx, req); err != nil {
		return nil, err
	}
	resp, err := f.client.Do(req)
	h.next, h.code = f.now().Add(max(f.pause, h.delay)), 0
	if err == nil {
		after := retryAfter(resp.Header.Get("Retry-After"), f.now())
		if st := (status{code: resp.StatusCode}); st.busy() && after > 0 {
			h.code = st.code
			h.next = f.now().Add(max(f.pause, h.delay, after))
		}
	}
	var failed *url.Error
	if errors.As(err, &failed) && ctx.Err() == nil {
		return nil, fmt.Errorf("%s: %w", u, failed.Err)
	}
	return resp, err
}

func readAll(r io.Reader) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, longestAnswer+1))
	if err == nil && len(body) > longestAnswer {
		err = final{fmt.Errorf("longer than %d MB", longestAnswer>>20)}
	}
	return body, err
}

// retryAfter reads how long a server asks to wait: seconds, or a date.
func retryAfter(value string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(value); err == nil && n >= 0 {
		return time.Duration(min(n, 7*24*3600)) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, min(at.Sub(now), 7*24*time.Hour))
	}
	return 0
}

// Sleep waits, unless the context ends first.
func Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
