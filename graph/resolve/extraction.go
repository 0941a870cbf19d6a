package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// FromExtraction keeps of an extraction what resolving needs. Mentions without
// a chain, and statements whose chains or values the extraction does not have,
// are left out, and so are spans that do not lie within the text.
func FromExtraction(x extract.Extraction) Article {
	a := Article{
		Article: x.Article,
		Chains:  make([]Chain, len(x.Chains)),
	}
	a.Shingles = shingles(x.Article.Text)
	place := make(map[int]int, len(x.Chains)) // chain id → index
	for i, c := range x.Chains {
		place[c.ID] = i
		a.Chains[i] = Chain{Type: c.Type, Name: strings.Clone(strings.TrimSpace(c.Name))}
	}
	a.Mentions = make([]Mention, 0, len(x.Mentions))
	forms := make(map[string]string) // each kept once, and without the text
	for _, m := range x.Mentions {
		i, ok := place[m.Chain]
		if !ok || !within(m.Span, x.Article.Text) {
			continue
		}
		form, ok := forms[m.In(x.Article.Text)]
		if !ok {
			form = strings.Clone(m.In(x.Article.Text))
			forms[form] = form
		}
		a.Mentions = append(a.Mentions, Mention{
			Span: m.Span, Chain: i, Type: m.Type, Kind: m.Kind, Form: form, Probability: m.Probability,
		})
		if a.Chains[i].Listed == "" {
			a.Chains[i].Listed = m.Listed
		}
		if m.Kind == names.Name {
			a.Chains[i].addForm(oneLine(form))
		}
	}
	slices.SortFunc(a.Mentions, func(p, q Mention) int {
		return cmp.Or(cmp.Compare(p.Start, q.Start), cmp.Compare(p.End, q.End), cmp.Compare(p.Chain, q.Chain))
	})
	for i := range a.Chains {
		slices.SortFunc(a.Chains[i].Forms, func(p, q Form) int {
			return cmp.Or(cmp.Compare(q.Count, p.Count), cmp.Compare(p.Text, q.Text))
		})
	}
	for _, s := range x.Statements {
		if st, ok := statement(x, s, place); ok {
			a.Statements = append(a.Statements, st)
		}
	}
	addHints(&a)
	return a
}

func within(s text.Span, t string) bool { return 0 <= s.Start && s.Start < s.End && s.End <= len(t) }

func (c *Chain) addForm(form string) {
	for i := range c.Forms {
		if c.Forms[i].Text == form {
			c.Forms[i].Count++
			return
		}
	}
	c.Forms = append(c.Forms, Form{form, 1})
}

func statement(x extract.Extraction, s relations.Statement, place map[int]int) (Statement, bool) {
	def, known := schema.Default().Relation(s.Type)
	subject, ok := place[s.Subject]
	if !known || !ok {
		return Statement{}, false
	}
	st := Statement{
		Type: s.Type, Subject: subject, Object: -1, Modality: s.Modality, Role: s.Role, Speaker: -1,
		ValidFrom: s.ValidFrom, ValidTo: s.ValidTo, Amount: s.Amount, Stake: s.Stake, Probability: s.Probability,
	}
	if def.Dated {
		for _, v := range x.Values {
			if v.ID == s.Object {
				st.Value = v.Value
			}
		}
		ok = st.Value != ""
	} else {
		st.Object, ok = place[s.Object]
	}
	if !ok {
		return Statement{}, false
	}
	if s.Speaker != nil {
		if i, ok := place[*s.Speaker]; ok {
			st.Speaker = i
		}
	}
	for _, e := range s.Evidence {
		if within(e.Span, x.Article.Text) && within(e.Subject, x.Article.Text) && within(e.Object, x.Article.Text) {
			st.Evidence = append(st.Evidence, Evidence{
				Span: e.Span, Subject: e.Subject, Object: e.Object, Rule: e.Rule, Probability: e.Probability,
				Sentence: strings.Clone(e.In(x.Article.Text)), Marks: slices.DeleteFunc(slices.Clone(e.Marks), func(m relations.Mark) bool { return !within(m.Span, x.Article.Text) }),
				Reasons: e.Reasons,
			})
		}
	}
	return st, len(st.Evidence) > 0
}
