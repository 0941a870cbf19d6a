package watch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	robotsLast  = 24 * time.Hour   // how long a robots.txt holds
	robotsAgain = 10 * time.Minute // when one is asked for again that could not be had
	longestWait = time.Minute      // the longest Crawl-delay that is kept
	longestRule = 500 << 10        // bytes of a robots.txt that are read
)

// hosts are those that were asked for something.
type hosts struct {
	mu sync.Mutex
	by map[string]*host
}

// host is a server. What it holds belongs to whoever has its turn.
type host struct {
	turn   chan struct{}
	next   time.Time // before which nothing may be asked
	code   int       // of the last answer when that asked to wait, else 0
	delay  time.Duration
	robots *robotstxt.Group // nil: nothing is known
	until  time.Time        // how long that holds
	err    error            // why robots.txt could not be had
}

// of is the host of an address; scheme and port tell hosts apart.
func (h *hosts) of(u *url.URL) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.by == nil {
		h.by = map[string]*host{}
	}
	name := origin(u)
	if h.by[name] == nil {
		h.by[name] = &host{turn: make(chan struct{}, 1)}
	}
	return h.by[name]
}

// enter waits for the turn, which leave gives up.
func (h *host) enter(ctx context.Context) error {
	select {
	case h.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *host) leave() { <-h.turn }

// allowed asks robots.txt of the host whether an address may be fetched.
func (f *fetcher) allowed(ctx context.Context, h *host, u *url.URL) error {
	if h.until.IsZero() || f.now().After(h.until) {
		h.robots, h.delay, h.err = nil, 0, nil
		hold := robotsLast
		if h.robots, h.err = f.rules(ctx, h, u); h.err != nil {
			hold = robotsAgain
		} else {
			h.delay = min(h.robots.CrawlDelay, longestWait)
			h.next = f.now().Add(max(f.pause, h.delay))
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		h.until = f.now().Add(hold)
	}
	if h.err != nil {
		return h.err
	}
	if path := u.EscapedPath(); !h.robots.Test(path) || u.RawQuery != "" && !h.robots.Test(path+"?"+u.RawQuery) {
		return final{fmt.Errorf("%s: robots.txt of its host forbids it", u)}
	}
	return nil
}

// rules reads robots.txt. One that is not there allows all, one that the server
// cannot give now nothing. Redirects are followed to wherever they lead.
func (f *fetcher) rules(ctx context.Context, h *host, u *url.URL) (*robotstxt.Group, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range mostRedirects {
		resp, err := f.send(ctx, h, at, Validators{})
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(io.LimitReader(resp.Body, longestRule))
		_ = resp.Body.Close() // what it held is here
		if err != nil {
			return nil, fmt.Errorf("%s: %w", at, err)
		}
		if to := resp.Header.Get("Location"); resp.StatusCode >= 300 && resp.StatusCode < 400 && to != "" {
			if at, err = at.Parse(to); err != nil {
				return nil, err
			}
			if at, err = webAddress(at.String()); err != nil {
				return nil, err
			}
			continue
		}
		if resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests {
			return nil, status{at.String(), resp.StatusCode, retryAfter(resp.Header.Get("Retry-After"), f.now())}
		}
		data, err := robotstxt.FromStatusAndBytes(resp.StatusCode, body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", at, err)
		}
		return data.FindGroup(f.agent), nil
	}
	return robotsOfNone().FindGroup(f.agent), nil // RFC 9309: as one that is not there
}

func robotsOfNone() *robotstxt.RobotsData {
	data, err := robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	if err != nil {
		return &robotstxt.RobotsData{}
	}
	return data
}
