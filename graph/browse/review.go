package browse

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/graph/store"
)

// Review is the page that asks whether two entities are one: those of the
// address, else the next pair that articles leave in doubt.
type Review struct {
	Ready   bool        `json:"ready"`          // false where the doubtful pairs are not known yet
	Pair    *Pair       `json:"pair,omitempty"` // none: nothing is in doubt
	Left    int         `json:"left"`           // pairs in doubt, this one included
	Unsure  int         `json:"unsure"`         // pairs that were put aside
	Aside   bool        `json:"aside"`          // whether the pair is one of those
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
	Unsure *store.Unsure       `json:"unsure,omitempty"` // who put it aside
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
	contextsShown = 4
	decidedShown  = 8
	sideFacts     = 5
)

func (s *Server) review(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	v := &Review{Ready: true, Aside: r.FormValue("aside") != ""}
	var err error
	if v.Decided, err = lastDecided(ctx, now, decidedShown); err != nil {
		return nil, err
	}
	if c := s.curator; c != nil {
		c.mu.Lock()
		v.Waiting = c.waiting
		c.mu.Unlock()
	}
	if r.FormValue("a") != "" {
		v.Chosen = true
		return v, s.chosenPair(ctx, now, r, v)
	}
	v.Left, v.Unsure, err = now.DoubtCounts(ctx)
	if errors.Is(err, store.ErrNotLooked) {
		v.Ready = false
		return v, nil
	}
	if err != nil {
		return nil, err
	}
	next, err := now.Doubts(ctx, v.Aside, 1)
	if err != nil || len(next) == 0 {
		return v, err
	}
	if v.Pair, err = s.readPair(ctx, now, next[0].A, next[0].B); err == nil {
		v.Pair.Reason, v.Pair.Score, v.Pair.Unsure = next[0].Reason, next[0].Score, next[0].Unsure
	}
	return v, err
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
