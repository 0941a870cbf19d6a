package neo4j

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// source is a publisher or an author and the entity that stands for it.
type source struct {
	kind   schema.EntityType
	name   string
	key    string // graph.NameKey of both
	entity string

	rank     int // how well entity fits: 0 none, 1 an alias, 2 the name, 3 the id
	articles int
}

// sources numbers the publishers and authors of all articles and finds the
// entity of each.
type sources struct {
	list   []source
	byKey  map[string]int
	byName map[spelling]int32 // of the names as they were given: most come often
}

type spelling struct {
	kind schema.EntityType
	name string
}

func newSources() *sources { return &sources{byKey: map[string]int{}, byName: map[spelling]int32{}} }

// number returns the number of a publisher or author, -1 for an empty name.
// Names that share a name key are one source under the first spelling seen.
func (s *sources) number(kind schema.EntityType, name string) int32 {
	given := spelling{kind, name}
	i, ok := s.byName[given]
	if !ok {
		i = s.add(kind, strings.Join(strings.Fields(name), " "))
		s.byName[given] = i
	}
	return i
}

func (s *sources) add(kind schema.EntityType, name string) int32 {
	if name == "" {
		return -1
	}
	key := graph.NameKey(kind, name)
	i, ok := s.byKey[key]
	if !ok {
		i = len(s.list)
		s.byKey[key] = i
		s.list = append(s.list, source{kind: kind, name: name, key: key})
	} else if name < s.list[i].name {
		s.list[i].name = name
	}
	return int32(i)
}

// offer considers an entity for the sources that bear one of its names. A
// person is matched by an alias of two words at least: a last name alone is
// not enough across articles.
func (s *sources) offer(e graph.Entity) {
	if e.Type != schema.Person && e.Type != schema.Organization || len(s.list) == 0 {
		return
	}
	try := func(key string, rank int) {
		i, ok := s.byKey[key]
		if !ok || s.list[i].kind != e.Type {
			return
		}
		src := &s.list[i]
		better := rank > src.rank || rank == src.rank && (e.Articles > src.articles || e.Articles == src.articles && e.ID < src.entity)
		if better {
			src.entity, src.rank, src.articles = e.ID, rank, e.Articles
		}
	}
	try(e.ID, 3)
	for _, id := range e.FormerIDs {
		try(id, 1)
	}
	try(graph.NameKey(e.Type, e.Name), 2)
	for _, a := range e.Aliases {
		if e.Type == schema.Organization || strings.Contains(a.Name, " ") {
			try(graph.NameKey(e.Type, a.Name), 1)
		}
	}
}

// made returns the entities for the sources that no entity of the graph stands
// for, by id, and points the sources at them.
func (s *sources) made() []graph.Entity {
	var out []graph.Entity
	for i := range s.list {
		src := &s.list[i]
		if src.rank > 0 {
			continue
		}
		src.entity = src.key
		out = append(out, graph.Entity{
			ID: src.key, Type: src.kind, Name: src.name, Aliases: []graph.Alias{{Name: src.name}},
		})
	}
	slices.SortFunc(out, func(a, b graph.Entity) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// edges are the PUBLISHED_BY and WRITTEN_BY relationships of an article.
func (s *sources) edges(article string, publisher int32, authors []int32) []edge {
	var out []edge
	if publisher >= 0 {
		out = append(out, newEdge(publishedByType, article, s.list[publisher].entity, nil))
	}
	seen := map[string]bool{}
	for _, a := range authors {
		if a >= 0 && !seen[s.list[a].entity] {
			seen[s.list[a].entity] = true
			out = append(out, newEdge(writtenByType, article, s.list[a].entity, nil))
		}
	}
	return out
}
