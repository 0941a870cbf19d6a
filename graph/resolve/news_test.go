package resolve

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// marked finds [P Name] and [P Name|form]: a mention of a chain. A form that
// begins with ~ is a demonym, with - a pronoun or description.
var marked = regexp.MustCompile(`\[([A-Z]) ([^\]|]+)(?:\|([~-]?)([^\]]+))?\]`)

var letters = map[string]schema.EntityType{
	"P": schema.Person, "O": schema.Organization, "L": schema.Place, "G": schema.Group, "T": schema.Product,
	"E": schema.Event, "A": schema.Law, "W": schema.Work,
}

// news makes an extraction of a marked text. Each line is a sentence; each fact
// is "subject|TYPE|object", then modality, role and speaker if there are any,
// and is said by every sentence that mentions both.
func news(t testing.TB, id, published, markup string, facts ...string) extract.Extraction {
	t.Helper()
	x := extract.Extraction{Version: extract.Version}
	chains := map[string]int{}
	var b strings.Builder
	for n, line := range strings.Split(markup, "\n") {
		if n > 0 {
			b.WriteByte('\n')
		}
		start, last := b.Len(), 0
		for _, m := range marked.FindAllStringSubmatchIndex(line, -1) {
			b.WriteString(line[last:m[0]])
			last = m[1]
			typ, name := letters[line[m[2]:m[3]]], line[m[4]:m[5]]
			form, kind := name, names.Name
			if m[8] >= 0 {
				form = line[m[8]:m[9]]
				switch line[m[6]:m[7]] {
				case "~":
					kind = names.Demonym
				case "-":
					kind = names.Description
				}
			}
			key := string(typ) + name
			c, ok := chains[key]
			if !ok {
				c = len(x.Chains)
				chains[key] = c
				if _, ok := chains[name]; !ok {
					chains[name] = c
				}
				x.Chains = append(x.Chains, coref.Chain{ID: c, Type: typ, Name: name})
			}
			x.Mentions = append(x.Mentions, names.Mention{Span: text.Span{Start: b.Len(), End: b.Len() + len(form)}, Type: typ, Kind: kind, Chain: c, Probability: .75})
			b.WriteString(form)
		}
		b.WriteString(line[last:])
		if b.Len() > start {
			x.Sentences = append(x.Sentences, text.Span{Start: start, End: b.Len()})
		}
	}
	for _, f := range facts {
		x.Statements = append(x.Statements, factOf(t, &x, chains, f))
	}
	x.Article = article.Article{ID: id, Key: "https://news.example/" + id, Published: published, Language: "en", Text: b.String()}
	return x
}

func factOf(t testing.TB, x *extract.Extraction, chains map[string]int, f string) relations.Statement {
	t.Helper()
	parts := append(strings.Split(f, "|"), "", "", "")
	st := relations.Statement{Type: schema.RelationType(parts[1]), Modality: schema.Modality(parts[3]), Role: parts[4], Probability: .875}
	if st.Modality == "" {
		st.Modality = schema.Asserted
	}
	chain := func(name string) int {
		c, ok := chains[name]
		if !ok {
			t.Fatalf("%q: no chain %q", f, name)
		}
		return c
	}
	st.Subject = chain(parts[0])
	if parts[5] != "" {
		c := chain(parts[5])
		st.Speaker = &c
	}
	def, ok := schema.Default().Relation(st.Type)
	if !ok {
		t.Fatalf("%q: no relation %q", f, st.Type)
	}
	if def.Dated {
		st.Object = len(x.Values)
		x.Values = append(x.Values, values.Value{ID: st.Object, Span: text.Span{Start: x.Sentences[0].Start, End: x.Sentences[0].Start + 1}, Kind: values.Date, Value: parts[2]})
	} else {
		st.Object = chain(parts[2])
	}
	for _, s := range x.Sentences {
		find := func(chain int) (text.Span, bool) {
			for _, m := range x.Mentions {
				if m.Chain == chain && s.Contains(m.Span) {
					return m.Span, true
				}
			}
			return text.Span{}, false
		}
		subject, ok1 := find(st.Subject)
		object, ok2 := find(st.Object)
		if def.Dated {
			object, ok2 = x.Values[st.Object].Span, true
		}
		if ok1 && ok2 {
			st.Evidence = append(st.Evidence, relations.Evidence{Span: s, Subject: subject, Object: object, Rule: "test", Probability: .875})
		}
	}
	if len(st.Evidence) == 0 {
		t.Fatalf("no sentence says %q", f)
	}
	return st
}

// resolved resolves extractions in the order given.
func resolved(t testing.TB, list ...extract.Extraction) graph.Graph {
	t.Helper()
	g, err := Resolve(func(yield func(extract.Extraction, error) bool) {
		for _, x := range list {
			if !yield(x, nil) {
				return
			}
		}
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// names of the entities of a type, in the order of their names, with the number
// of articles.
func entitiesOf(g graph.Graph, types ...schema.EntityType) map[string][]int {
	out := map[string][]int{}
	for _, e := range g.Entities {
		for _, t := range types {
			if e.Type == t {
				out[e.Name] = append(out[e.Name], e.Articles)
			}
		}
	}
	return out
}

// articlesOf makes articles of texts in the notation of news.
func articlesOf(t testing.TB, texts []string) (list []extract.Extraction) {
	for i, text := range texts {
		list = append(list, news(t, fmt.Sprint("a", i), "", text))
	}
	return list
}

// namesOf lists the entities of a type as "Name/articles", in the order of names.
func namesOf(g graph.Graph, typ schema.EntityType) string {
	var got []string
	for name, counts := range entitiesOf(g, typ) {
		for _, n := range counts {
			got = append(got, fmt.Sprint(name, "/", n))
		}
	}
	slices.Sort(got)
	return strings.Join(got, " ")
}
