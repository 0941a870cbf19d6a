package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/newsgraph/newsgraph/extract/article"
)

// Options say how to watch. The zero value of each but Inputs is fit for use.
type Options struct {
	Inputs []string      // folders, files, patterns; addresses of feeds
	Every  time.Duration // how often a feed is asked; zero means 15 minutes
	Look   time.Duration // how often files are looked at; zero means 2 seconds
	Pause  time.Duration // between two requests to a host; zero means a second
	State  string        // file that remembers what was taken; empty for none
	Agent  string        // how requests name the program
	Warn   func(error)   // told of what could not be read or fetched; may be nil
	Once   bool          // end when all inputs were looked at once
}

// Found is what is new.
type Found struct {
	Files   []string         // to be read
	Records []article.Record // from feeds
}

// All gives the records of both, as article.Read does.
func (f Found) All(ctx context.Context, o article.Options) iter.Seq2[article.Record, error] {
	return func(yield func(article.Record, error) bool) {
		for r, err := range article.Read(ctx, f.Files, o) {
			if !yield(r, err) {
				return
			}
		}
		for _, r := range f.Records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

const (
	feedsAtATime = 8
	longestPause = 6 * time.Hour // between two attempts at a feed that fails
	entriesKept  = 5000          // that a feed's state remembers
	mostEntries  = 5000          // of one answer that are read
)

// IsFeed reports whether an input is the address of a feed, not a file.
func IsFeed(input string) bool {
	_, err := webAddress(input)
	return err == nil
}

// Run looks and fetches until the context ends, and hands what it finds to take,
// one call at a time. When take fails, Run ends with its error; what it was
// given is found again by the next Run.
func Run(ctx context.Context, o Options, take func(context.Context, Found) error) error {
	w, err := newWatcher(o)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	found := make(chan arrival)
	var feeds sync.WaitGroup
	slots := make(chan struct{}, feedsAtATime)
	for _, address := range w.feeds {
		feeds.Go(func() { w.follow(ctx, address, slots, found) })
	}
	done := make(chan struct{})
	go func() {
		feeds.Wait()
		close(done)
	}()
	err = w.collect(ctx, found, done, take)
	stop()
	<-done
	return err
}

// watcher is one Run.
type watcher struct {
	o     Options
	files files
	feeds []string
	fetch *fetcher

	mu    sync.Mutex // of state
	state *state
}

func newWatcher(o Options) (*watcher, error) {
	o.Every, o.Look, o.Pause = cmp.Or(o.Every, 15*time.Minute), cmp.Or(o.Look, 2*time.Second), cmp.Or(o.Pause, time.Second)
	o.Agent = cmp.Or(o.Agent, "newsgraph")
	if o.Warn == nil {
		o.Warn = func(error) {}
	}
	s, err := readState(o.State)
	if err != nil {
		return nil, err
	}
	w := &watcher{o: o, state: s}
	named, users := map[string]bool{}, map[string]*url.Userinfo{}
	var paths []string
	for _, in := range o.Inputs {
		u, err := webAddress(in)
		if err != nil {
			paths = append(paths, in)
			continue
		}
		named[hostPort(u)] = true
		address, user := apart(u)
		if user != nil {
			for _, where := range []string{address, origin(u)} {
				users[where] = cmp.Or(users[where], user)
			}
		}
		if !slices.Contains(w.feeds, address) {
			w.feeds = append(w.feeds, address)
		}
	}
	w.files = files{inputs: paths, taken: maps.Clone(s.Files), now: time.Now}
	w.fetch = newFetcher(o.Agent, o.Pause, named, http.ProxyFromEnvironment)
	w.fetch.users = users
	return w, nil
}

// arrival is something of a feed on its way to take: an entry, or the end of
// what an answer held.
type arrival struct {
	feed   string
	entry  entry
	record *article.Record // nil: of this entry there is nothing to have
	end    *Validators     // of an answer, all of whose entries came before
}

// collect looks at files, gathers what feeds bring, and gives both to take.
func (w *watcher) collect(ctx context.Context, found <-chan arrival, feedsDone <-chan struct{}, take func(context.Context, Found) error) error {
	tick := time.NewTicker(w.o.Look)
	defer tick.Stop()
	var waiting []arrival
	for looks := 1; ; looks++ {
		now := w.files.changed()
		for _, err := range now.errs {
			w.o.Warn(err)
		}
		f := Found{Files: now.order}
		for _, a := range waiting {
			if a.record != nil {
				f.Records = append(f.Records, *a.record)
			}
		}
		if len(f.Files)+len(f.Records) > 0 {
			if err := take(ctx, f); err != nil {
				return err
			}
		}
		if len(now.ready)+len(now.gone)+len(waiting) > 0 {
			if err := w.remember(now, waiting); err != nil {
				return err
			}
			waiting = nil
		}
		if w.o.Once && looks > 1 && feedsDone == nil {
			return nil
		}
	gather:
		for {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case a := <-found:
				waiting = append(waiting, a)
			case <-feedsDone:
				feedsDone = nil // all is here
			case <-tick.C:
				break gather
			}
		}
	}
}

// remember notes what was taken.
func (w *watcher) remember(now look, taken []arrival) error {
	now.note(w.files.taken)
	w.mu.Lock()
	defer w.mu.Unlock()
	now.note(w.state.Files)
	for _, a := range taken {
		if s := w.state.feed(a.feed); a.end != nil {
			s.Validators = *a.end
		} else {
			s.Taken[a.entry.key] = a.entry.tag
		}
	}
	return w.state.write(w.o.State)
}

// follow asks for a feed again and again, and sends on what is new in it.
func (w *watcher) follow(ctx context.Context, address string, slots chan struct{}, found chan<- arrival) {
	w.mu.Lock()
	s := w.state.feed(address)
	next, sent := s.Next, maps.Clone(s.Taken)
	if soon := time.Now().Add(w.o.Every); s.Failures == 0 && next.After(soon) {
		next = soon
	}
	w.mu.Unlock()
	for {
		if !w.o.Once && Sleep(ctx, time.Until(next)) != nil {
			return
		}
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		err := w.ask(ctx, address, sent, found)
		<-slots
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			w.o.Warn(err)
		}
		if next, err = w.later(address, err); err != nil {
			w.o.Warn(err)
		}
		if w.o.Once {
			return
		}
	}
}

// later notes when a feed is asked again.
func (w *watcher) later(address string, failed error) (time.Time, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.state.feed(address)
	pause := w.o.Every
	if failed == nil {
		s.Failures = 0
	} else {
		s.Failures++
		pause = min(pause<<min(s.Failures, 10), max(longestPause, w.o.Every))
		var st status
		if errors.As(failed, &st) {
			pause = max(pause, st.after)
		}
	}
	s.Next = time.Now().Add(pause).UTC()
	return s.Next, w.state.write(w.o.State)
}

// ask fetches a feed and the pages of its new entries, and sends these on. sent
// are the entries that were, with what tells a change.
func (w *watcher) ask(ctx context.Context, address string, sent map[string]string, found chan<- arrival) error {
	w.mu.Lock()
	last := w.state.feed(address).Validators
	w.mu.Unlock()
	a, err := w.fetch.get(ctx, address, last)
	if err != nil || a.same {
		return err
	}
	entries, more, err := readFeed(ctx, address, a.body)
	if err != nil {
		return err
	}
	if more > 0 {
		w.o.Warn(fmt.Errorf("%s: has %d entries: all but the first %d are left out", address, len(entries)+more, len(entries)))
	}
	send := func(a arrival) error {
		select {
		case found <- a:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	busy := map[string]bool{} // hosts that asked to be left alone
	for _, e := range entries {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case sent[e.key] == e.tag:
			continue
		case busy[originOf(e.link)]:
			a.Validators = Validators{}
			continue
		}
		one := arrival{feed: address, entry: e}
		r, err := w.read(ctx, e)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil:
			one.record = &r
		case passing(err):
			w.o.Warn(err)
			a.Validators = Validators{} // it is tried again, even if the feed stays as it is
			var st status
			if errors.As(err, &st) && st.busy() {
				busy[originOf(st.url)] = true
			}
			continue
		default:
			w.o.Warn(err)
		}
		if err := send(one); err != nil {
			return err
		}
		sent[e.key] = e.tag
	}
	w.forget(address, sent, entries)
	return send(arrival{feed: address, end: &a.Validators})
}

// forget drops what is remembered of entries that a feed no longer holds, once
// there are many.
func (w *watcher) forget(address string, sent map[string]string, entries []entry) {
	if len(sent) <= entriesKept {
		return
	}
	there := make(map[string]bool, len(entries))
	for _, e := range entries {
		there[e.key] = true
	}
	old := func(key, _ string) bool { return !there[key] }
	maps.DeleteFunc(sent, old)
	w.mu.Lock()
	defer w.mu.Unlock()
	maps.DeleteFunc(w.state.feed(address).Taken, old)
}

// read makes a record of an entry: of its page where that may be fetched, else
// of the text in the feed.
func (w *watcher) read(ctx context.Context, e entry) (article.Record, error) {
	if e.link == "" {
		return *e.own, nil
	}
	a, err := w.fetch.get(ctx, e.link, Validators{})
	if err == nil {
		return page(ctx, a, e.own)
	}
	if e.own != nil && !passing(err) {
		return *e.own, nil
	}
	return article.Record{}, err
}
