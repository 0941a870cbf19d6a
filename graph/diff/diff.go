package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Kind is how a statement changed.
type Kind string

// The kinds, in the order in which they are listed; see the package
// documentation.
const (
	Contradicted Kind = "contradicted"
	New          Kind = "new"
	Confirmed    Kind = "confirmed"
	Moved        Kind = "moved"
	Weakened     Kind = "weakened"
	Gone         Kind = "gone"
)

// Kinds returns all kinds in their order.
func Kinds() []Kind { return []Kind{Contradicted, New, Confirmed, Moved, Weakened, Gone} }

// Fact is a statement with the names of its ends.
type Fact struct {
	graph.Statement
	SubjectName string `json:"subject_name"`
	ObjectName  string `json:"object_name,omitempty"`
}

// Change is a statement that is another than before.
type Change struct {
	Kind   Kind  `json:"kind"`
	Fact   Fact  `json:"fact"`            // as it is now; of one that is gone, as it was
	Before int   `json:"stories_before"`  // independent stories that made it before
	Other  *Fact `json:"other,omitempty"` // contradicted: what it speaks against; moved: what it was
	Fresh  bool  `json:"fresh,omitempty"` // contradicted: nobody made it before
}

// Changes are all differences between two states of a graph.
type Changes struct {
	List []Change // by kind, then those with most stories first

	ArticlesNew, ArticlesGone int
	EntitiesNew, EntitiesGone int // an entity that another took in is neither
}

// Of returns the changes of a kind.
func (c Changes) Of(k Kind) []Change {
	return slices.Collect(func(yield func(Change) bool) {
		for _, one := range c.List {
			if one.Kind == k && !yield(one) {
				return
			}
		}
	})
}

// Compare says what changed from one state to the next.
func Compare(before, after *Snapshot) Changes {
	var c Changes
	c.ArticlesNew, c.ArticlesGone = missing(after.articles, before.articles), missing(before.articles, after.articles)
	kept := map[string]bool{} // entities of after that were there
	for id := range before.entities {
		if now := after.now(id); after.entities[now] != "" {
			kept[now] = true
		} else {
			c.EntitiesGone++
		}
	}
	c.EntitiesNew = len(after.entities) - len(kept)

	old := map[key][]graph.Statement{}
	for _, t := range before.statements {
		k := after.keyOf(t)
		old[k] = append(old[k], t)
	}
	says := map[triple][]graph.Statement{} // what after states, however it holds
	dated := map[triple][]graph.Statement{}
	for _, t := range after.statements {
		k := after.keyOf(t)
		says[k.triple] = append(says[k.triple], t)
		if t.Object == "" {
			k.value = ""
			dated[k.triple] = append(dated[k.triple], t)
		}
	}
	var fresh []graph.Statement
	for _, t := range after.statements {
		k := after.keyOf(t)
		was, there := old[k]
		if !there {
			fresh = append(fresh, t)
			continue
		}
		delete(old, k)
		n := 0
		for _, o := range was {
			n = max(n, o.Stories)
		}
		switch {
		case t.Stories > n:
			c.add(after, Change{Kind: Confirmed, Fact: after.fact(t), Before: n}, says, dated)
		case t.Stories < n:
			c.List = append(c.List, Change{Kind: Weakened, Fact: after.fact(t), Before: n})
		}
	}
	moved := c.moved(before, after, old, fresh)
	for _, t := range fresh {
		if !moved[t.ID] {
			c.add(after, Change{Kind: New, Fact: after.fact(t), Fresh: true}, says, dated)
		}
	}
	for _, list := range old {
		for _, t := range list {
			c.List = append(c.List, Change{Kind: Gone, Fact: before.fact(t), Before: t.Stories})
		}
	}
	slices.SortFunc(c.List, func(a, b Change) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Kinds(), a.Kind), slices.Index(Kinds(), b.Kind)),
			cmp.Compare(b.Fact.Stories, a.Fact.Stories), cmp.Compare(b.Fact.Confidence, a.Fact.Confidence), cmp.Compare(a.Fact.ID, b.Fact.ID),
		)
	})
	return c
}

// missing counts what is in a and not in b.
func missing(a, b map[string]bool) int {
	n := 0
	for id := range a {
		if !b[id] {
			n++
		}
	}
	return n
}

// add lists a statement that is new or confirmed, as contradicted where
// something speaks against it.
func (c *Changes) add(after *Snapshot, one Change, says, dated map[triple][]graph.Statement) {
	k := after.keyOf(one.Fact.Statement)
	var against []graph.Statement
	for _, o := range says[k.triple] {
		if (o.Modality == schema.Denied) != (k.modality == schema.Denied) {
			against = append(against, o)
		}
	}
	if v := k.value; v != "" && states(k.modality) {
		k.value = ""
		for _, o := range dated[k.triple] {
			if states(o.Modality) && !strings.HasPrefix(o.Value, v) && !strings.HasPrefix(v, o.Value) {
				against = append(against, o)
			}
		}
	}
	if len(against) > 0 {
		best := slices.MaxFunc(against, func(a, b graph.Statement) int {
			if a.Outweighs(b) {
				return 1
			}
			return -1
		})
		other := after.fact(best)
		one.Kind, one.Other = Contradicted, &other
	}
	if one.Kind != Contradicted {
		one.Fresh = false
	}
	c.List = append(c.List, one)
}

// states reports whether something is said as a fact.
func states(m schema.Modality) bool { return m == schema.Asserted || m == schema.Past }

// moved lists the fresh statements that sentences of old ones make now, takes
// these out of old, and returns the ids of those.
func (c *Changes) moved(before, after *Snapshot, old map[key][]graph.Statement, fresh []graph.Statement) map[string]bool {
	type place struct {
		k key
		t graph.Statement
	}
	by := map[string]place{} // of an evidence
	for _, t := range before.statements {
		k := after.keyOf(t)
		if _, there := old[k]; !there {
			continue
		}
		for _, e := range before.evidence[t.ID] {
			by[e] = place{k, t}
		}
	}
	moved := map[string]bool{}
	for _, t := range fresh {
		for _, e := range after.evidence[t.ID] {
			from, ok := by[e]
			if !ok || from.t.Type != t.Type || from.t.Modality != t.Modality {
				continue
			}
			was := before.fact(from.t)
			c.List = append(c.List, Change{Kind: Moved, Fact: after.fact(t), Before: from.t.Stories, Other: &was})
			moved[t.ID] = true
			old[from.k] = slices.DeleteFunc(old[from.k], func(o graph.Statement) bool { return o.ID == from.t.ID })
			break
		}
	}
	return moved
}
