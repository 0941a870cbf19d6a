package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/newsgraph/newsgraph/extract/article"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// quick are options that do not keep a test waiting.
func quick(inputs ...string) Options {
	return Options{Inputs: inputs, Look: 10 * time.Millisecond, Pause: time.Nanosecond, Every: 20 * time.Millisecond, Agent: "newsgraph-test/1"}
}

// once watches until all inputs were looked at, and returns the titles found
// and what was wrong.
func once(t *testing.T, o Options) (titles, warned []string) {
	t.Helper()
	o.Once = true
	var mu sync.Mutex
	o.Warn = func(err error) {
		mu.Lock()
		defer mu.Unlock()
		warned = append(warned, err.Error())
	}
	err := Run(t.Context(), o, func(ctx context.Context, f Found) error {
		for r, err := range f.All(ctx, article.Options{}) {
			if err != nil {
				return err
			}
			titles = append(titles, r.Title)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(titles)
	return titles, warned
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got)\n%s", what, d)
	}
}

func TestAFeedIsReadOnceAndAgainWhereItChanged(t *testing.T) {
	s := newSite(t)
	s.put("/a", story("Bridge closed", "The bridge"))
	s.put("/b", story("Mill burns", "The mill"))
	s.put("/feed.xml", s.rss("/a|Bridge closed|Short.", "/b|Mill burns|Short."))
	o := quick(s.URL + "/feed.xml")
	o.State = filepath.Join(t.TempDir(), ".watch")

	titles, warned := once(t, o)
	same(t, "titles", titles, "Bridge closed", "Mill burns")
	same(t, "warnings", warned)
	same(t, "requests", s.requests(), "/robots.txt", "/feed.xml", "/a", "/b")

	titles, _ = once(t, o)
	same(t, "titles of the second time", titles)
	if got := s.requests(); len(got) != 2 || !strings.HasPrefix(got[1], "/feed.xml if ") {
		t.Errorf("requests of the second time: %q, want the feed if it changed, and no page", got)
	}

	s.put("/c", story("Fair opens", "The fair"))
	s.put("/feed.xml", s.rss("/c|Fair opens|Short.", "/a|Bridge closed|Short."))
	titles, _ = once(t, o)
	same(t, "titles of the third time", titles, "Fair opens")

	if s.most > 1 || !s.agents["newsgraph-test/1"] || len(s.agents) != 1 {
		t.Errorf("%d requests at a time by %v, want one by newsgraph-test/1", s.most, s.agents)
	}
}

func TestPagesKnowWhatTheFeedKnows(t *testing.T) {
	s := newSite(t)
	s.put("/a", story("Bridge closed", "The bridge"))
	s.put("/feed.xml", s.rss("/a|Bridge closed|Short."))
	o := quick(s.URL + "/feed.xml")
	o.Once = true
	var got []article.Record
	if err := Run(t.Context(), o, func(_ context.Context, f Found) error {
		got = append(got, f.Records...)
		return nil
	}); err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	r := got[0]
	if r.URL != s.URL+"/a" || r.Key != article.CanonicalURL(s.URL+"/a") || r.Published != "2024-03-04T10:00:00Z" || r.Publisher != "The Elmsworth Echo" || !strings.Contains(r.Text, "The bridge had a long day") {
		t.Errorf("%+v", r)
	}
}

func TestWhatRobotsForbidIsNotFetched(t *testing.T) {
	s := newSite(t)
	s.put("/robots.txt", "User-agent: newsgraph\nDisallow: /members/\n\nUser-agent: *\nDisallow: /\n")
	s.put("/a", story("Bridge closed", "The bridge"))
	s.put("/members/b", story("Mill burns", "The mill"))
	s.put("/feed.xml", s.rss("/a|Bridge closed|Short.", "/members/b|Mill burns|The mill by the river burned down on Sunday, the fire brigade said."))
	titles, _ := once(t, quick(s.URL+"/feed.xml"))
	same(t, "titles", titles, "Bridge closed", "Mill burns") // of the second the feed's own text
	same(t, "requests", s.requests(), "/robots.txt", "/feed.xml", "/a")
}

func TestNothingIsFetchedWhileRobotsCannotBeHad(t *testing.T) {
	s := newSite(t)
	s.fail["/robots.txt"] = http.StatusServiceUnavailable
	s.put("/feed.xml", s.rss("/a|Bridge closed|Short."))
	_, warned := once(t, quick(s.URL+"/feed.xml"))
	if len(warned) != 1 || !strings.Contains(warned[0], "/robots.txt: 503") {
		t.Errorf("warned %q, want of the robots.txt that answers 503", warned)
	}
	same(t, "requests", s.requests(), "/robots.txt")
}

func TestAPageThatIsAwayIsTriedAgain(t *testing.T) {
	s := newSite(t)
	s.fail["/a"] = http.StatusBadGateway
	s.put("/a", story("Bridge closed", "The bridge"))
	s.put("/feed.xml", s.rss("/a|Bridge closed|Short.", "/gone|Mill burns|Short."))
	o := quick(s.URL + "/feed.xml")
	o.State = filepath.Join(t.TempDir(), ".watch")
	titles, _ := once(t, o)
	same(t, "titles while the page is away", titles, "Mill burns") // the feed's word for what is gone for good
	s.requests()
	delete(s.fail, "/a")
	titles, _ = once(t, o)
	same(t, "titles when it is back", titles, "Bridge closed")
	same(t, "requests", s.requests(), "/robots.txt", "/feed.xml", "/a")
}

// TestEntriesWithoutAPageKeepTheirPlace lets a feed of entries without links
// roll on: what stands where another stood must not take its place.
func TestEntriesWithoutAPageKeepTheirPlace(t *testing.T) {
	s := newSite(t)
	o := quick(s.URL + "/feed.xml")
	o.State, o.Once = filepath.Join(t.TempDir(), ".watch"), true
	keys := map[string]string{}
	for _, entries := range [][]string{
		{"|Bridge closed|The bridge was closed on Sunday.", "|Mill burns|The mill burned down."},
		{"|Fair opens|The fair was opened.", "|Bridge closed|The bridge was closed on Sunday, and is open again."},
	} {
		s.put("/feed.xml", s.rss(entries...))
		if err := Run(t.Context(), o, func(_ context.Context, f Found) error {
			for _, r := range f.Records {
				if was, there := keys[r.Key]; there && was != r.Title || r.Source.Path != r.Key {
					t.Errorf("%s stands under %s (%s), as %s did", r.Title, r.Key, r.Source, was)
				}
				keys[r.Key] = r.Title
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if len(keys) != 3 {
		t.Errorf("the entries stand under %v, want three keys", keys)
	}
}

func TestAPageNamesItsFeed(t *testing.T) {
	s := newSite(t)
	s.put("/", `<html><head><link rel="stylesheet" href="/x.css"><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>News</body></html>`)
	_, warned := once(t, quick(s.URL+"/"))
	same(t, "warnings", warned, s.URL+"/: not a feed, but a page that names "+s.URL+"/feed.xml")
}

func TestAFeedThatFailsIsLeftAlone(t *testing.T) {
	s := newSite(t)
	s.header.Set("Retry-After", "7200")
	s.put("/robots.txt", "")
	s.fail["/feed.xml"] = http.StatusTooManyRequests
	o := quick(s.URL + "/feed.xml")
	o.State = filepath.Join(t.TempDir(), ".watch")
	once(t, o)
	st, err := readState(o.State)
	if err != nil {
		t.Fatal(err)
	}
	f := st.Feeds[s.URL+"/feed.xml"]
	if left := time.Until(f.Next); f.Failures != 1 || left < 119*time.Minute || left > 2*time.Hour {
		t.Errorf("after a failure the next attempt is in %v, want the two hours that the server asks for", left)
	}
	w := &watcher{o: Options{Every: time.Hour}, state: st}
	for n, want := range []time.Duration{4 * time.Hour, 6 * time.Hour, 6 * time.Hour} {
		next, err := w.later(s.URL+"/feed.xml", errors.New("away"))
		if left := time.Until(next); err != nil || left > want || left < want-time.Minute {
			t.Errorf("after %d failures the next attempt is in %v, want %v", n+2, left, want)
		}
	}
}

func TestLinksLeadToNoPrivateAddress(t *testing.T) {
	s, inner := newSite(t), newSite(t)
	inner.put("/secret", story("Secret", "The secret"))
	s.put("/hop", "-> "+inner.URL+"/secret")
	s.put("/feed.xml", s.rss(inner.URL+"/secret|One|Told by the feed.", "/hop|Two|Told by the feed, too.", "ftp://example.org/x|Three|Told without a page."))
	o := quick(s.URL + "/feed.xml")
	titles, _ := once(t, o)
	same(t, "titles", titles, "One", "Three", "Two")
	same(t, "requests to the inner host", inner.requests())

	o.Inputs = append(o.Inputs, inner.URL+"/feed.xml") // named by the user
	titles, _ = once(t, o)
	if !slices.Contains(titles, "Secret") {
		t.Errorf("titles %q, want the page of a host that the user named", titles)
	}
}

func TestAFeedIsReadUpToAMost(t *testing.T) {
	s := newSite(t)
	many := make([]string, mostEntries+2)
	for i := range many {
		many[i] = fmt.Sprintf("|Story %d|The council of Elmsworth met for the %dth time.", i, i)
	}
	entries, more, err := readFeed(t.Context(), s.URL, []byte(s.rss(many...)))
	if err != nil || more != 2 || len(entries) != mostEntries || entries[0].own == nil || entries[mostEntries-1].own == nil {
		t.Errorf("%d entries, %d more, %v", len(entries), more, err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, _, err := readFeed(ctx, s.URL, []byte(s.rss("/a|Bridge closed|Short."))); !errors.Is(err, context.Canceled) {
		t.Errorf("%v after the end was asked for", err)
	}
}

func TestAHostThatAsksToWaitIsLeftAlone(t *testing.T) {
	s, other := newSite(t), newSite(t)
	s.header.Set("Retry-After", "7200")
	s.fail["/a"] = http.StatusTooManyRequests
	other.put("/c", story("Fair opens", "The fair"))
	other.put("/feed.xml", s.rss(s.URL+"/a|Bridge closed|Short.", s.URL+"/b|Mill burns|Short.", other.URL+"/c|Fair opens|Short."))
	o := quick(other.URL+"/feed.xml", s.URL+"/none.xml")
	o.State = filepath.Join(t.TempDir(), ".watch")
	titles, _ := once(t, o)
	same(t, "titles", titles, "Fair opens")
	if got := s.requests(); slices.Contains(got, "/b") || !slices.Contains(got, "/a") {
		t.Errorf("asked for %q, want nothing after /a", got)
	}
	st, err := readState(o.State)
	if err != nil || st.Feeds[other.URL+"/feed.xml"].Validators != (Validators{}) {
		t.Errorf("%+v, %v: want no validators, as entries are left", st, err)
	}

	f := newFetcher("newsgraph-test/1", time.Nanosecond, map[string]bool{strings.TrimPrefix(s.URL, "http://"): true}, http.ProxyFromEnvironment)
	s.requests()
	for range 2 {
		_, err := f.get(t.Context(), s.URL+"/a", Validators{})
		var is status
		if !errors.As(err, &is) || is.code != http.StatusTooManyRequests || is.after < 7100*time.Second {
			t.Errorf("%v (%+v), want the wait that the host asks for", err, is)
		}
	}
	same(t, "requests", s.requests(), "/robots.txt", "/a")
}

func TestPasswordsOfFeedsStayUnsaid(t *testing.T) {
	s := newSite(t)
	s.user = "jo:secret"
	s.put("/a", story("Bridge closed", "The bridge"))
	s.put("/feed.xml", s.rss("/a|Bridge closed|Short.", "/gone|Mill burns|", "|Fair opens|The fair was opened."))
	o := quick(strings.Replace(s.URL, "://", "://jo:secret@", 1)+"/feed.xml", strings.Replace(s.URL, "://", "://jo:secret@", 1)+"/none.xml")
	o.State, o.Once = filepath.Join(t.TempDir(), ".watch"), true
	var mu sync.Mutex
	var said strings.Builder
	o.Warn = func(err error) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintln(&said, err)
	}
	titles := 0
	if err := Run(t.Context(), o, func(_ context.Context, f Found) error {
		titles += len(f.Records)
		fmt.Fprintf(&said, "%+v\n", f)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	state, err := os.ReadFile(o.State)
	if err != nil {
		t.Fatal(err)
	}
	if titles < 2 || !strings.Contains(said.String(), "/none.xml: 404") {
		t.Errorf("%d read, said %s", titles, said.String())
	}
	for _, text := range []string{said.String(), string(state)} {
		if strings.Contains(text, "secret") || !strings.Contains(text, s.URL+"/none.xml") {
			t.Error(text)
		}
	}
}

// TestARunThatEndsLosesNothing stops in the middle of a call and goes on.
func TestARunThatEndsLosesNothing(t *testing.T) {
	s, dir := newSite(t), t.TempDir()
	s.put("/a", story("Bridge closed", "The bridge"))
	s.put("/feed.xml", s.rss("/a|Bridge closed|Short."))
	if err := os.WriteFile(filepath.Join(dir, "b.txt"), []byte("Mill burns\n\nThe mill burned.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := quick(s.URL+"/feed.xml", dir)
	o.State = filepath.Join(dir, ".watch")
	full := errors.New("the disk is full")
	if err := Run(t.Context(), o, func(context.Context, Found) error { return full }); !errors.Is(err, full) {
		t.Fatalf("%v, want the error of the call", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	seen := map[string]bool{}
	err := Run(ctx, o, func(ctx context.Context, f Found) error {
		for r, err := range f.All(ctx, article.Options{}) {
			if err != nil {
				return err
			}
			seen[r.Title] = true
		}
		if len(seen) == 2 {
			stop()
		}
		return nil
	})
	stop()
	if !errors.Is(err, context.Canceled) || !seen["Bridge closed"] || !seen["Mill burns"] {
		t.Errorf("%v, seen %v: want both and the end that was asked for", err, seen)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2024, 3, 4, 10, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "90": 90 * time.Second, "-3": 0, "soon": 0, "99999999": 7 * 24 * time.Hour,
		"Mon, 04 Mar 2024 10:30:00 GMT": 30 * time.Minute, "Mon, 04 Mar 2024 09:30:00 GMT": 0,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("Retry-After %q is %v, want %v", value, got, want)
		}
	}
}

func TestAStateOfAnotherVersionIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".watch")
	for text, says := range map[string]string{`{"version":9}`: "version 9", "{": "remove it to begin anew"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		o := quick()
		o.State = path
		if err := Run(t.Context(), o, nil); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", text, err, says)
		}
	}
}
