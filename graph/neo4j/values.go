package neo4j

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// What nodes and relationships say is compared by hashing the properties that
// the database has of them as those of the graph are hashed. Properties that are
// not the model's do not count: they are somebody's own.

// model lists the properties of the model, by label or type.
var model = sync.OnceValue(func() map[string][]string {
	statement := new(room).statement(graph.Statement{ID: "s", Object: "e", Modality: schema.Asserted})
	out := map[string][]string{
		entityLabel:     entityProps(nil, graph.Entity{}, nil).names(),
		articleLabel:    articleProps(graph.Article{}).names(),
		statementLabel:  statement.props.names(),
		mentionsType:    new(room).mentions("", []graph.Mention{{}})[0].props.names(),
		statesType:      statesEdge(graph.Evidence{}).props.names(),
		citesType:       nil,
		publishedByType: nil,
		writtenByType:   nil,
		subjectType:     nil,
		objectType:      nil,
		saidByType:      nil,
	}
	for _, r := range schema.Default().Relations {
		out[string(r.Type)] = statement.typed.props.names()
	}
	return out
})

// says reports whether node i of the table is what the database says of it.
func (t *table) says(i int, n nodeMark) bool {
	keys := model()[t.label]
	if list, ok := n.props["identifiers"].([]any); ok && t.label == entityLabel {
		keys = slices.Clone(keys)
		for _, k := range list {
			if k, ok := k.(string); ok && !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
		slices.Sort(keys)
	}
	props := make(Properties, len(keys))
	for i, k := range keys {
		props[i] = Property{k, plain(n.props[k])}
	}
	switch {
	case t.label == entityLabel:
		types := slices.DeleteFunc(slices.Clone(n.labels), func(l string) bool { return !schema.Default().HasEntity(schema.EntityType(l)) })
		return len(types) == 1 && entityDigest(schema.EntityType(types[0]), props).short() == *t.digest.at(i)
	case t.values:
		return propsDigest(t.label, props).sum() == *t.own.at(i)
	}
	return citedDigest(props).short() == *t.digest.at(i)
}

// relationshipSays is the digest of a relationship with these properties.
func relationshipSays(typ, start, end string, value func(key string) any) digest {
	keys := model()[typ]
	props := make(Properties, len(keys))
	for i, k := range keys {
		props[i] = Property{k, plain(value(k))}
	}
	return newEdge(typ, start, end, props).digest
}

// plain turns a value of the driver into one that a graph's properties have.
func plain(v any) any {
	switch v := v.(type) {
	case int64:
		return int(v)
	case []any:
		if len(v) == 0 {
			return []string{}
		}
		texts, numbers := make([]string, 0, len(v)), make([]int, 0, len(v))
		for _, x := range v {
			switch x := x.(type) {
			case string:
				texts = append(texts, x)
			case int64:
				numbers = append(numbers, int(x))
			}
		}
		if len(texts) == len(v) {
			return texts
		}
		if len(numbers) == len(v) {
			return numbers
		}
	}
	return v
}

// compareValues reads every relationship of the store and gives the articles and
// statements for lacking whose relationships are not, each in full, those that
// their hashes say. It lists the relationships that are of nothing any more.
func (s *survey) compareValues(ctx context.Context, db database, g *gone) error {
	for _, list := range [][]string{g.articles, g.statements} {
		slices.Sort(list)
	}
	for _, typ := range sortedKeys(model()) {
		if isLabel(typ) {
			continue
		}
		t, leaving := &s.statements, g.statements
		if slices.Contains(articleTypes, typ) {
			t, leaving = &s.articles, g.articles
		}
		for e, err := range db.relationships(ctx, s.marks.prefix(), typ) {
			if err != nil {
				return err
			}
			i := t.find(e.owner)
			if i < 0 {
				if _, leaves := slices.BinarySearch(leaving, e.owner); !leaves && s.cited.find(e.owner) < 0 {
					g.edges = append(g.edges, e)
				}
				continue
			}
			if t.state[i] == absent { // it outlived its node
				t.state[i] = unowned
			}
			*t.sums.at(i) -= e.says.sum()
			if e.mark != s.marks.edge(e.says) && t.state[i] == same {
				t.state[i] = lacking
			}
		}
	}
	for _, t := range []*table{&s.articles, &s.statements} {
		for i := range t.sums.n {
			if *t.sums.at(i) != 0 && t.state[i] == same {
				t.state[i] = lacking
			}
		}
	}
	return nil
}

// columns are the properties of a type as a query returns them.
func columns(typ string) string {
	var b strings.Builder
	for _, k := range model()[typ] {
		b.WriteString(", r." + k)
	}
	return b.String()
}
