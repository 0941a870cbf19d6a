package train

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// pronoun is what a pronoun can stand for, the likelier first, and which
// others stand for the same in a sentence.
type pronoun struct {
	types []schema.EntityType
	group int
}

// pronouns are those that KnowledgeNet takes for arguments of facts.
var pronouns = sync.OnceValue(func() map[string]pronoun {
	person := []schema.EntityType{schema.Person}
	thing := []schema.EntityType{schema.Organization, schema.Place}
	people := []schema.EntityType{schema.Organization, schema.Person}
	m := map[string]pronoun{}
	for group, words := range []struct {
		types []schema.EntityType
		list  string
	}{
		{person, "he him his himself"},
		{person, "she her herself"},
		{thing, "it its itself"},
		{people, "they them their"},
		{people, "we our us"},
		{person, "i me my myself"},
		{person, "you your"},
		{person, "who whom"},
		{thing, "which that"},
		{thing, "where"},
		{people, "whose"},
	} {
		for _, w := range strings.Fields(words.list) {
			m[w] = pronoun{words.types, group}
		}
	}
	return m
})

// arguments returns what KnowledgeNet annotates as arguments of facts: names,
// and every pronoun, resolved or not. Each pronoun is a chain of its own, whose
// id is that of what it stands for: a name's chain or, below zero, pronouns that
// are alike in a sentence.
func arguments(doc text.Document, recognizer names.Recognizer) ([]names.Mention, []coref.Chain) {
	mentions, chains := coref.Resolve(doc, recognizer.Recognize(doc))
	resolved := map[span]int{}
	for _, m := range mentions {
		if m.Kind == names.Pronoun {
			resolved[m.Span] = m.Chain
		}
	}
	list := slices.DeleteFunc(mentions, func(m names.Mention) bool { return m.Kind == names.Description || m.Kind == names.Pronoun })
	given := len(list)
	for i := range doc.Sentences {
		for k, token := range doc.Sentences[i].Tokens {
			p, ok := pronouns()[strings.ToLower(token.Text)]
			if !ok || token.Text == "US" || token.Tag == "IN" || token.Tag == "DT" {
				continue
			}
			m := names.Mention{Span: token.Span, Type: p.types[0], Kind: names.Pronoun, Chain: len(chains), Probability: 1, Sentence: i, First: k, Last: k + 1}
			if slices.ContainsFunc(list[:given], func(o names.Mention) bool { return o.Overlaps(m.Span) }) {
				continue
			}
			one, ok := resolved[m.Span]
			if !ok {
				one = -1 - p.group
			}
			chains = append(chains, coref.Chain{ID: one, Type: m.Type, Name: token.Text})
			list = append(list, m)
		}
	}
	slices.SortStableFunc(list, func(a, b names.Mention) int { return cmp.Compare(a.Start, b.Start) })
	return list, chains
}

// readings calls do for each way to read the pronouns of a text, and tells
// which of the mentions are others than before.
func readings(in relations.Input, do func(in relations.Input, changed func(int) bool)) {
	do(in, func(int) bool { return true })
	second := in
	second.Mentions = slices.Clone(in.Mentions)
	other := map[int]bool{}
	for i := range second.Mentions {
		m := &second.Mentions[i]
		if p := pronouns()[strings.ToLower(in.Doc.Text[m.Start:m.End])]; m.Kind == names.Pronoun && len(p.types) > 1 {
			m.Type, other[i] = p.types[1], true
		}
	}
	if len(other) > 0 {
		do(second, func(i int) bool { return other[i] })
	}
}

// withDates calls do for each pair of a mention and a date. Dates are read as
// events, the type that is most like them.
func withDates(x *relations.Extractor, in relations.Input, do func(in *relations.Input, p relations.Pair, head, date *names.Mention)) {
	first := len(in.Chains)
	in.Mentions, in.Chains = slices.Clone(in.Mentions), slices.Clip(in.Chains)
	for _, v := range in.Values {
		if v.Kind != values.Date || slices.ContainsFunc(in.Mentions, func(m names.Mention) bool { return m.Overlaps(v.Span) }) {
			continue
		}
		in.Mentions = append(in.Mentions, names.Mention{Span: v.Span, Type: schema.Event, Kind: names.Name, Chain: len(in.Chains), Probability: 1, Sentence: sentenceOf(in.Doc, v.Span)})
		in.Chains = append(in.Chains, coref.Chain{ID: len(in.Chains), Type: schema.Event, Name: in.Doc.Text[v.Start:v.End]})
	}
	if len(in.Chains) == first {
		return
	}
	slices.SortStableFunc(in.Mentions, func(a, b names.Mention) int { return cmp.Compare(a.Start, b.Start) })
	x.Pairs(in, func(p relations.Pair) {
		l, r := &in.Mentions[p.Left], &in.Mentions[p.Right]
		switch a, b := l.Chain >= first, r.Chain >= first; {
		case a && !b:
			do(&in, p, r, l)
		case b && !a:
			do(&in, p, l, r)
		}
	})
}

// sentenceOf returns the index of the sentence in which a span begins.
func sentenceOf(doc text.Document, s span) int {
	return slices.IndexFunc(doc.Sentences, func(x text.Sentence) bool { return x.Start <= s.Start && s.Start < x.End })
}
