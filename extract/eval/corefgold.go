package eval

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// CorefDocument is an annotated document made ready for coreference.
type CorefDocument struct {
	Doc   text.Document
	Names []names.Mention      // the annotated names of our types that align with tokens, sorted, not overlapping
	Chain map[text.Span]string // gold chain of every annotated span, and of the spans of Names
	Head  map[text.Span]string // gold chain by the token that heads a mention, in sets that say which
	named map[string]bool      // gold chains that have a name
	spans []goldSpan           // all annotated mentions
	whole bool                 // pronouns are annotated as well
}

// goldSpan is an annotated mention.
type goldSpan struct {
	text.Span
	head  text.Span // empty in sets without
	chain string
}

// CorefGold prepares a document; analyze makes its tokens.
func CorefGold(d *Document, analyze func(string) text.Document) CorefDocument {
	g := CorefDocument{Doc: analyze(d.Text), Chain: map[text.Span]string{}, Head: map[text.Span]string{}, named: map[string]bool{}}
	entities := slices.Clone(d.Entities)
	slices.SortStableFunc(entities, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.End-a.Start, b.End-b.Start), cmp.Compare(a.Start, b.Start))
	})
	for _, e := range entities {
		chain := string(e.Cluster)
		if chain == "" {
			continue
		}
		s := goldSpan{Span: text.Span{Start: e.Start, End: e.End}, chain: chain}
		if e.Head != nil {
			s.head = text.Span{Start: e.Head[0], End: e.Head[1]}
			if _, ok := g.Head[s.head]; !ok {
				g.Head[s.head] = chain
			}
		}
		g.whole = g.whole || thirdPerson[strings.ToLower(e.Text)]
		g.Chain[s.Span] = chain
		g.spans = append(g.spans, s)
		m, ok := g.name(e)
		if !ok {
			continue
		}
		g.named[chain] = true
		if m.Type != "" && !slices.ContainsFunc(g.Names, func(o names.Mention) bool { return o.Overlaps(m.Span) }) {
			g.Chain[m.Span] = chain
			g.Names = append(g.Names, m)
		}
	}
	slices.SortFunc(g.Names, func(a, b names.Mention) int { return cmp.Compare(a.Start, b.Start) })
	return g
}

// thirdPerson are pronouns whose presence shows that a set annotates them.
var thirdPerson = map[string]bool{"he": true, "his": true, "she": true, "her": true, "it": true, "its": true, "they": true}

// coreferenceType maps the types of the sets to ours; "" for what is none.
func coreferenceType(t string) schema.EntityType {
	switch strings.ToLower(t) {
	case "per", "person":
		return schema.Person
	case "org", "organization":
		return schema.Organization
	case "loc", "location", "place":
		return schema.Place
	case "event":
		return schema.Event
	case "misc":
		return schema.Work
	}
	return ""
}

// unnamedTypes are types of annotated mentions that are values or roles.
var unnamedTypes = map[string]bool{"time": true, "num": true, "money": true, "role": true, "date": true}

// name aligns an annotated name with tokens, without a leading "the" or a
// possessive. The type is empty when the set's is none of ours.
func (g *CorefDocument) name(e Entity) (names.Mention, bool) {
	if e.Named != nil && !*e.Named || IsPronoun(e.Text) || strings.Count(e.Text, " ") > 7 || unnamedTypes[strings.ToLower(e.Type)] {
		return names.Mention{}, false
	}
	m := names.Mention{Type: coreferenceType(e.Type), Kind: names.Name, Chain: -1, Probability: 1}
	m.Span = trimmed(g.Doc.Text, text.Span{Start: e.Start, End: e.End})
	if first, _ := utf8.DecodeRuneInString(g.Doc.Text[m.Start:m.End]); !unicode.IsUpper(first) {
		return m, false
	}
	for i, s := range g.Doc.Sentences {
		first := slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.Start == m.Start })
		last := slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.End == m.End })
		if first < 0 || last < first {
			continue
		}
		if e.Named != nil && !strings.HasPrefix(s.Tokens[last].Tag, "NNP") {
			return m, false
		}
		m.Sentence, m.First, m.Last = i, first, last+1
		if _, _, ok := gazetteer.DemonymOf(m.In(g.Doc.Text)); ok && m.Type == schema.Place {
			m.Kind = names.Demonym
		}
		return m, true
	}
	return m, false
}

// trimmed is a span without a leading "the" and a possessive.
func trimmed(s string, p text.Span) text.Span {
	for _, the := range []string{"the ", "The "} {
		if strings.HasPrefix(s[p.Start:p.End], the) {
			p.Start += len(the)
		}
	}
	for _, of := range []string{" 's", "'s", "’s"} {
		if strings.HasSuffix(s[p.Start:p.End], of) {
			p.End -= len(of)
		}
	}
	return p
}

// NameChains are the gold chains of the names.
func (g *CorefDocument) NameChains() [][]text.Span {
	return grouped(g.Names, func(m names.Mention) (text.Span, string) { return m.Span, g.Chain[m.Span] })
}

// namedChains are the gold chains that have a name, with all their mentions
// but demonyms: some sets make "Iranian" a chain of its own, others none.
func (g *CorefDocument) namedChains() [][]text.Span {
	var of []goldSpan
	for _, s := range g.spans {
		if g.named[s.chain] && !isDemonym(s.In(g.Doc.Text)) {
			of = append(of, s)
		}
	}
	return grouped(of, func(s goldSpan) (text.Span, string) { return s.Span, s.chain })
}

func isDemonym(s string) bool {
	_, people, ok := gazetteer.DemonymOf(s)
	return ok && !people
}

// grouped puts spans with one key together, in the order of the keys' first.
func grouped[T any](list []T, key func(T) (text.Span, string)) [][]text.Span {
	at := map[string]int{}
	var chains [][]text.Span
	for _, x := range list {
		span, k := key(x)
		i, ok := at[k]
		if !ok {
			i = len(chains)
			at[k] = i
			chains = append(chains, nil)
		}
		chains[i] = append(chains[i], span)
	}
	return chains
}

// matched replaces the spans of found chains by the annotated ones that they
// are: first where the two are equal but for articles and possessives, then
// where a found span lies within an annotated one and covers its head. Every
// annotated mention stands for one found one at most.
func (g *CorefDocument) matched(found [][]text.Span) [][]text.Span {
	out := make([][]text.Span, len(found))
	used := make([]bool, len(g.spans))
	exact := map[text.Span]int{}
	for i, s := range g.spans {
		exact[trimmed(g.Doc.Text, s.Span)] = i
	}
	done := map[text.Span]bool{}
	for c, chain := range found {
		out[c] = slices.Clone(chain)
		for k, p := range chain {
			if i, ok := exact[trimmed(g.Doc.Text, p)]; ok && !used[i] {
				used[i] = true
				out[c][k] = g.spans[i].Span
				done[p] = true
			}
		}
	}
	for c, chain := range found {
		for k, p := range chain {
			if done[p] {
				continue
			}
			for i, s := range g.spans { // shortest first
				if !used[i] && s.Contains(p) && g.heads(s.head, p) {
					used[i] = true
					out[c][k] = s.Span
					break
				}
			}
		}
	}
	return out
}

// heads reports whether a found span covers the head of an annotated one, or
// goes on a name whose head is its first word: "President [Obama]".
func (g *CorefDocument) heads(head, p text.Span) bool {
	if head.End == 0 {
		return false
	}
	if p.Contains(head) {
		return true
	}
	if p.Start < head.Start {
		return false
	}
	for _, w := range strings.Fields(g.Doc.Text[head.Start:p.Start]) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) || strings.HasSuffix(w, ",") {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(g.Doc.Text[p.Start:p.End])
	return unicode.IsUpper(r)
}

// HasChains reports whether documents say which of their entities are one.
func HasChains(docs []Document) bool {
	for i := range docs {
		for j := range docs[i].Entities {
			if docs[i].Entities[j].Cluster != "" {
				return true
			}
		}
	}
	return false
}
