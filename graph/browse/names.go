package browse

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// Suggestion is an entity that a term names.
type Suggestion struct {
	store.End
	Articles int       `json:"articles"`
	How      store.How `json:"how"`
	Also     string    `json:"also,omitempty"` // the other form of its name that matched, folded
}

// nameIndex finds entities by the beginning of a name or of a word in it, in
// any form that articles use: the positions where words begin, sorted by what
// follows, so that every prefix is one stretch of them.
type nameIndex struct {
	names    []indexed
	entities []Suggestion // without How
	starts   []wordStart
	order    []int32 // of entities, those in most articles first

	mu    sync.Mutex
	short map[string][]Suggestion // the first ones for terms of a letter or two, which many names begin with
}

type indexed struct {
	folded   string
	entity   int32
	mentions int32 // by this form
	main     bool
}

type wordStart struct{ name, at int32 }

func readNames(ctx context.Context, now *store.Store) (*nameIndex, error) {
	x := &nameIndex{short: map[string][]Suggestion{}}
	known := map[string]int32{}
	var mentions []int
	for n, err := range now.Names(ctx) {
		if err != nil {
			return nil, err
		}
		i, ok := known[n.ID]
		if !ok {
			i = int32(len(x.entities))
			known[n.ID] = i
			x.entities = append(x.entities, Suggestion{End: n.End, Articles: n.Articles})
			x.order, mentions = append(x.order, i), append(mentions, n.Mentions)
		}
		x.names = append(x.names, indexed{n.Folded, i, int32(n.ByForm), n.Main})
	}
	for i, n := range x.names {
		for at := range n.folded {
			if at == 0 || n.folded[at-1] == ' ' {
				x.starts = append(x.starts, wordStart{int32(i), int32(at)})
			}
		}
	}
	slices.SortFunc(x.starts, func(a, b wordStart) int {
		return cmp.Or(strings.Compare(x.rest(a), x.rest(b)), cmp.Compare(a.name, b.name), cmp.Compare(a.at, b.at))
	})
	slices.SortFunc(x.order, func(i, j int32) int {
		a, b := &x.entities[i], &x.entities[j]
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(mentions[j], mentions[i]), strings.Compare(a.ID, b.ID))
	})
	for letter := 'a'; letter <= 'z'; letter++ {
		x.find(string(letter), suggestShown)
	}
	return x, nil
}

// common lists the ids of the entities of a type (empty for all), those in most
// articles first: up to limit of them after the first skip.
func (x *nameIndex) common(typ schema.EntityType, skip, limit int) (ids []string) {
	for _, i := range x.order {
		e := &x.entities[i]
		if typ != "" && e.Type != typ {
			continue
		}
		if skip--; skip < 0 {
			ids = append(ids, e.ID)
		}
		if len(ids) == limit {
			break
		}
	}
	return ids
}

func (x *nameIndex) rest(w wordStart) string { return x.names[w.name].folded[w.at:] }

// beginning returns the word starts that prefix follows.
func (x *nameIndex) beginning(prefix string) []wordStart {
	from := sort.Search(len(x.starts), func(i int) bool { return x.rest(x.starts[i]) >= prefix })
	to := from + sort.Search(len(x.starts)-from, func(i int) bool { return !strings.HasPrefix(x.rest(x.starts[from+i]), prefix) })
	return x.starts[from:to]
}

// find returns up to limit entities, best first: as store.Find does.
func (x *nameIndex) find(term string, limit int) []Suggestion {
	folded := gazetteer.Normalize(term)
	if folded == "" || limit <= 0 {
		return nil
	}
	if len(folded) > 2 || limit > searchShown+1 {
		return x.look(folded, limit)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	found, ok := x.short[folded]
	if !ok {
		found = x.look(folded, searchShown+1)
		x.short[folded] = found
	}
	return found[:min(limit, len(found))]
}

func (x *nameIndex) look(folded string, limit int) []Suggestion {
	type hit struct {
		rank  int8
		name  int32
		score int
	}
	ways := []store.How{store.ByName, store.ByAlias, store.ByStart, store.ByWords}
	hits := map[int32]hit{}
	add := func(rank int8, name int32) {
		e := x.names[name].entity
		if old, ok := hits[e]; !ok || rank < old.rank {
			hits[e] = hit{rank, name, store.Score(ways[rank], int(x.names[name].mentions), x.entities[e].Articles)}
		}
	}
	for _, w := range x.beginning(folded) {
		n := x.names[w.name]
		switch {
		case n.folded == folded && n.main:
			add(0, w.name)
		case n.folded == folded:
			add(1, w.name)
		case w.at == 0:
			add(2, w.name)
		default:
			add(3, w.name)
		}
	}
	if words := strings.Fields(folded); len(hits) < limit && len(words) > 1 {
		longest := slices.MaxFunc(words, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
		for _, w := range x.beginning(longest) {
			name := " " + x.names[w.name].folded
			if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(name, " "+word) }) {
				add(3, w.name)
			}
		}
	}
	order := make([]int32, 0, len(hits))
	for e := range hits {
		order = append(order, e)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(hits[a].rank/2, hits[b].rank/2), cmp.Compare(hits[b].score, hits[a].score), cmp.Compare(hits[a].rank, hits[b].rank), cmp.Compare(x.entities[b].Articles, x.entities[a].Articles), strings.Compare(x.entities[a].ID, x.entities[b].ID))
	})
	found := make([]Suggestion, 0, min(limit, len(order)))
	for _, e := range order[:min(limit, len(order))] {
		f := x.entities[e]
		f.How = ways[hits[e].rank]
		if n := x.names[hits[e].name]; !n.main && n.folded != gazetteer.Normalize(f.Name) {
			f.Also = n.folded
		}
		found = append(found, f)
	}
	return found
}
