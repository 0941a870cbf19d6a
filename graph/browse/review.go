package browse

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"sync"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/graph/store"
)

// Review is the page that asks whether two entities are one: those of the
// address, else the next pair that articles leave in doubt.
type Review struct {
	Ready   bool        `json:"ready"`          // false while the doubtful pairs are being found
	Pair    *Pair       `json:"pair,omitempty"` // none: nothing is in doubt
	Left    int         `json:"left"`           // pairs in doubt, this one included
	Unsure  int         `json:"unsure"`         // pairs put aside while the server runs
	Waiting int         `json:"waiting"`        // decisions that the graph does not follow yet
	Decided []Decided   `json:"decided"`        // the last decisions, the last first
	Chosen  bool        `json:"chosen"`         // whether the address names the pair
	Else    []store.End `json:"else,omitempty"` // others of the name in the address
}

// Pair is two entities and what articles say of both.
type Pair struct {
	A      Side                `json:"a"`
	B      Side                `json:"b"`
	Reason resolve.DoubtReason `json:"reason,omitempty"`
	Score  float64             `json:"score,omitempty"`
	Both   int                 `json:"articles_of_both"` // articles that name both
}

// Side is one of them.
type Side struct {
	graph.Entity
	Contexts []store.Context `json:"contexts"`
	Facts    []FactView      `json:"facts"` // the best of them
}

// Others are the names that are not the main one.
func (v Side) Others() []graph.Alias {
	return slices.DeleteFunc(slices.Clone(v.Aliases[:min(len(v.Aliases), aliasesShown)]), func(a graph.Alias) bool { return a.Name == v.Name })
}

// Says puts the reason for the doubt in words.
func (p *Pair) Says() string {
	switch p.Reason {
	case resolve.ShortName:
		return "One name is a part of the other."
	case resolve.Namesakes:
		return "They bear one name, but what is said of them differs."
	case resolve.MiddleName:
		return "One has a middle name, the other has none."
	case resolve.Nickname:
		return "One name is short for the other."
	case resolve.Spelling:
		return "The names are a letter apart."
	case resolve.TypeDiffers:
		return "They bear one name, and are of two types."
	}
	return ""
}

func (v *Review) title() string {
	if v.Pair == nil {
		return "Review"
	}
	return plain("Are they one? " + v.Pair.A.Name + ", " + v.Pair.B.Name)
}

const (
	doubtsRead    = 300
	contextsShown = 4
	decidedShown  = 8
	sideFacts     = 5
)

// doubts are the pairs in doubt. Finding them takes as long as bringing the
// graph up to date, so they are found in the background, and again only when
// all were answered and the graph is another.
type doubts struct {
	mu      sync.Mutex
	running bool
	failed  error
	made    bool
	at      graph.Meta
	pairs   []store.Doubt
}

// get returns the pairs, or ready false while they are being found.
func (s *Server) pairsInDoubt(meta graph.Meta, again bool) (pairs []store.Doubt, ready bool, err error) {
	d := &s.doubts
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.running:
		return nil, false, nil
	case d.failed != nil:
		err, d.failed = d.failed, nil // the next one who asks tries again
		return nil, false, err
	case d.made && (!again || d.at == meta):
		return d.pairs, true, nil
	}
	d.running = true
	s.background.Go(func() {
		var pairs []store.Doubt
		var err error
		s.o.Heavy(func() { pairs, err = s.st.Doubts(s.life, doubtsRead) })
		d.mu.Lock()
		defer d.mu.Unlock()
		d.running, d.failed = false, err
		if err == nil {
			d.made, d.at, d.pairs = true, meta, pairs
		}
	})
	return nil, false, nil
}

func (s *Server) review(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	meta, err := now.Meta(ctx)
	if err != nil {
		return nil, err
	}
	v := &Review{Ready: true}
	last, decided, err := decisions(ctx, now, decidedShown)
	if err != nil {
		return nil, err
	}
	v.Decided = last
	unsure := map[[2]string]bool{}
	if c := s.curator; c != nil {
		c.mu.Lock()
		v.Waiting, v.Unsure = c.waiting, len(c.unsure)
		for p := range c.unsure {
			unsure[p] = true
		}
		c.mu.Unlock()
	}
	if r.FormValue("a") != "" {
		v.Chosen = true
		return v, s.chosenPair(ctx, now, r, v)
	}
	for _, again := range []bool{false, true} {
		var pairs []store.Doubt
		if pairs, v.Ready, err = s.pairsInDoubt(meta, again); err != nil || !v.Ready {
			return v, err
		}
		var next *store.Doubt
		for i, d := range pairs {
			p := pairOf(d.A, d.B)
			if decided[p] || unsure[p] {
				continue
			}
			ends, err := now.Ends(ctx, p[:])
			if err != nil {
				return nil, err
			}
			if len(ends) < 2 {
				continue // one was joined or is gone since
			}
			if v.Left++; next == nil {
				next = &pairs[i]
			}
		}
		if next != nil {
			v.Pair, err = s.readPair(ctx, now, next.AEntity.ID, next.BEntity.ID)
			if err == nil {
				v.Pair.Reason, v.Pair.Score = next.Reason, next.Score
			}
			return v, err
		}
	}
	return v, nil
}

// chosenPair reads the pair of the address: a is an id, b an id or a name.
func (s *Server) chosenPair(ctx context.Context, now *store.Store, r *http.Request, v *Review) error {
	a, err := now.Entity(ctx, r.FormValue("a"))
	if err != nil {
		return err
	}
	b, err := s.end(ctx, now, r.FormValue("b"))
	if err != nil {
		return err
	}
	if b == nil || b.Entity == nil {
		return notFound("no entity is named %q", short(r.FormValue("b"), 60))
	}
	other := b.Entity.ID
	for _, f := range b.Else {
		if other == a.ID {
			other = f.ID // the name of both: another one is meant
			continue
		}
		v.Else = append(v.Else, f.End)
	}
	if other == a.ID {
		return badRequest("%q finds %s itself, and nobody else: give the name of the other one", short(r.FormValue("b"), 60), short(a.Name, 60))
	}
	v.Pair, err = s.readPair(ctx, now, a.ID, other)
	return err
}

func (s *Server) readPair(ctx context.Context, now *store.Store, a, b string) (*Pair, error) {
	net, err := s.network(ctx, now)
	if err != nil {
		return nil, err
	}
	p := &Pair{}
	for id, side := range map[string]*Side{a: &p.A, b: &p.B} {
		if side.Entity, err = now.Entity(ctx, id); err != nil {
			return nil, err
		}
		if side.Contexts, err = now.Contexts(ctx, id, contextsShown); err != nil {
			return nil, err
		}
		var best []string
		for l := range net.Of(id) {
			if best = append(best, l.ID); len(best) == sideFacts {
				break
			}
		}
		if side.Facts, err = dressed(ctx, now, best, 0); err != nil {
			return nil, err
		}
	}
	p.Both, err = now.Together(ctx, a, b)
	return p, err
}

// latest are the last of some decisions, the last first.
func latest(list []resolve.Decision, most int) []resolve.Decision {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b resolve.Decision) int { return cmp.Compare(b.When, a.When) })
	return list[:min(len(list), most)]
}
