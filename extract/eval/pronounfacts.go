package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// PronounFacts says what becomes of annotated facts one argument of which is a
// pronoun.
type PronounFacts struct {
	Facts    int   // facts with a pronoun, "I" and "we" included
	Third    int   // of these, with a pronoun of the third person or a relative one
	Link     Count // of these whose entity's name the annotation tells: resolved to it, to another, not at all
	Resolved int   // of the third-person ones, resolved to any name
	Found    int   // facts found with the pronoun itself as argument, and the right type and direction
	Any      int   // facts found between the chain of the pronoun and that of the other argument
}

// FactsOfPronouns measures facts with pronouns in documents annotated with the
// properties of KnowledgeNet, whose facts name the spans of their arguments,
// every name and pronoun that is the argument. Own mentions are used.
func FactsOfPronouns(docs []Document, task CorefTask, facts RelationTask) PronounFacts {
	var s PronounFacts
	labels := knowledgeNet().labels()
	for i := range docs {
		d := &docs[i]
		if !slices.ContainsFunc(d.Relations, func(r Relation) bool { return labels[r.Type] != nil }) {
			continue
		}
		in := relations.Input{Doc: task.Analyze(d.Text)}
		in.Mentions, in.Chains = task.Resolve(in.Doc, task.Recognize(in.Doc))
		if facts.Values != nil {
			in.Values = facts.Values(in.Doc)
		}
		var found []relations.Statement
		if facts.Statements != nil {
			found = facts.Statements(in)
		}
		for k := range d.Relations {
			s.fact(d, k, labels[d.Relations[k].Type], &in, found)
		}
	}
	return s
}

// factPronouns are the pronouns that sets annotate as arguments of facts;
// true: third person and relative ones.
var factPronouns = map[string]bool{
	"he": true, "him": true, "his": true, "she": true, "her": true, "it": true, "its": true, "they": true, "them": true, "their": true,
	"who": true, "which": true, "whose": true, "whom": true, "that": true, "himself": true, "herself": true, "itself": true, "hers": true,
	"i": false, "me": false, "my": false, "we": false, "our": false, "us": false, "you": false, "your": false, "where": false, "myself": false,
}

// IsPronoun reports whether a mention is one of the pronouns that can be
// arguments of facts.
func IsPronoun(form string) bool {
	_, ok := factPronouns[strings.ToLower(form)]
	return ok && form != "US"
}

// PronounNames are the spans of the names that a pronoun of a fact stands for:
// those with the same link, and those that the same fact names.
func PronounNames(d *Document, pronoun int) []text.Span {
	var out []text.Span
	add := func(i int) {
		if e := &d.Entities[i]; i != pronoun && !IsPronoun(e.Text) {
			out = append(out, text.Span{Start: e.Start, End: e.End})
		}
	}
	p := &d.Entities[pronoun]
	for i := range d.Entities {
		if e := &d.Entities[i]; p.Cluster != "" && e.Cluster == p.Cluster {
			add(i)
		}
	}
	for _, r := range d.Relations {
		for _, q := range d.Relations {
			switch {
			case r.Type != q.Type:
			case r.Head == pronoun && q.Tail == r.Tail && d.Entities[q.Head].Type == p.Type:
				add(q.Head)
			case r.Tail == pronoun && q.Head == r.Head && d.Entities[q.Tail].Type == p.Type:
				add(q.Tail)
			}
		}
	}
	return out
}

// fact counts a relation; label is what the ontology has for it, nil for nothing.
func (s *PronounFacts) fact(d *Document, k int, label *Label, in *relations.Input, found []relations.Statement) {
	r := d.Relations[k]
	pronoun, other := r.Head, r.Tail
	if !IsPronoun(d.Entities[pronoun].Text) {
		pronoun, other = other, pronoun
	}
	p := &d.Entities[pronoun]
	if !IsPronoun(p.Text) {
		return
	}
	s.Facts++
	at := text.Span{Start: p.Start, End: p.End}
	chain := -1
	for _, m := range in.Mentions {
		if m.Kind == names.Pronoun && m.Overlaps(at) {
			chain = m.Chain
		}
	}
	if factPronouns[strings.ToLower(p.Text)] {
		s.Third++
		if chain >= 0 {
			s.Resolved++
		}
		if names := PronounNames(d, pronoun); len(names) > 0 {
			switch {
			case chain < 0:
				s.Link.Missed++
			case holds(in.Mentions, chain, names):
				s.Link.Right++
			default:
				s.Link.False++
			}
		}
	}
	exact, any := false, false
	for _, st := range found {
		if label == nil || !slices.Contains(label.Types, st.Type) {
			continue
		}
		for _, ev := range st.Evidence {
			subject, object := ev.Subject, ev.Object
			if label.Inverse {
				subject, object = object, subject
			}
			fits := func(head, tail text.Span, headChain, tailChain int) (bool, bool) {
				a, b := &d.Entities[r.Head], &d.Entities[r.Tail]
				sa, sb := text.Span{Start: a.Start, End: a.End}, text.Span{Start: b.Start, End: b.End}
				e := head.Overlaps(sa) && tail.Overlaps(sb)
				o := text.Span{Start: d.Entities[other].Start, End: d.Entities[other].End}
				if pronoun == r.Head {
					return e, chain >= 0 && headChain == chain && tail.Overlaps(o)
				}
				return e, chain >= 0 && tailChain == chain && head.Overlaps(o)
			}
			hc, tc := st.Subject, st.Object
			if label.Inverse {
				hc, tc = tc, hc
			}
			e, c := fits(subject, object, hc, tc)
			if def, _ := schema.Default().Relation(st.Type); def.Symmetric {
				e2, c2 := fits(object, subject, tc, hc)
				e, c = e || e2, c || c2
			}
			exact, any = exact || e, any || c || e
		}
	}
	if exact {
		s.Found++
	}
	if any {
		s.Any++
	}
}

// holds reports whether a chain has a name that overlaps one of the spans.
func holds(ms []names.Mention, chain int, spans []text.Span) bool {
	for _, m := range ms {
		if m.Chain == chain && isName(m) && slices.ContainsFunc(spans, m.Overlaps) {
			return true
		}
	}
	return false
}

// Write prints the counts.
func (s PronounFacts) Write(w io.Writer) error {
	share := func(a, b int) float64 { return ratio(a, b) }
	_, err := fmt.Fprintf(w, `facts with a pronoun       %d; of the third person or relative %d, resolved to some name %.3f
  name known               %d: resolved to it %.3f, to another %.3f; precision %.3f
  found at the pronoun     %.3f of all, by chain and other argument %.3f
`, s.Facts, s.Third, share(s.Resolved, s.Third), s.Link.Right+s.Link.False+s.Link.Missed,
		share(s.Link.Right, s.Link.Right+s.Link.False+s.Link.Missed), share(s.Link.False, s.Link.Right+s.Link.False+s.Link.Missed), s.Link.Precision(),
		share(s.Found, s.Facts), share(s.Any, s.Facts))
	return err
}
