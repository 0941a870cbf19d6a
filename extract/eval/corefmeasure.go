package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
)

// CorefTask says what is measured: how mentions become chains.
type CorefTask struct {
	Analyze   func(string) text.Document
	Recognize func(text.Document) []names.Mention
	Resolve   func(text.Document, []names.Mention) ([]names.Mention, []coref.Chain)
}

// ChainScores says how well chains were found, beside those of string matching.
// Documents count together.
type ChainScores struct {
	// Names compares the chains of the annotated names, given as mentions;
	// chains of one mention count.
	Names, NamesEqual, NamesHead CorefScores
	// Own compares the chains that have a name, pronouns and descriptions
	// included where the set annotates them, with mentions as they are found.
	// Chains of one mention are left out on both sides, as is the custom.
	Own, OwnEqual, OwnHead CorefScores
	// Pronouns and Descriptions are those resolved with names as annotated:
	// Right when the annotation has them in the chain of the name, Missed when
	// it has them in a chain with a name of our types and they were not found.
	Pronouns, Descriptions Count
	// Silent counts resolved ones that the set does not annotate.
	Silent int
}

// Chains measures a task on annotated documents.
func Chains(docs []Document, task CorefTask) ChainScores {
	var s ChainScores
	for i := range docs {
		g := CorefGold(&docs[i], task.Analyze)
		ms, chains := task.Resolve(g.Doc, g.Names)
		gold := g.NameChains()
		s.Names = s.Names.Add(Coref(gold, spansOf(ms, len(chains), isName)))
		s.NamesEqual = s.NamesEqual.Add(Coref(gold, sameWords(g.Doc, g.Names, false, whole)))
		s.NamesHead = s.NamesHead.Add(Coref(gold, sameWords(g.Doc, g.Names, false, lastWord)))
		s.anaphors(&g, ms)

		kept := func(m names.Mention) bool { return m.Kind == names.Name || g.whole && m.Kind != names.Demonym }
		own := task.Recognize(g.Doc)
		ms, chains = task.Resolve(g.Doc, own)
		gold = several(g.namedChains())
		s.Own = s.Own.Add(Coref(gold, several(g.matched(spansOf(ms, len(chains), kept)))))
		own = slices.DeleteFunc(own, func(m names.Mention) bool { return m.Kind == names.Demonym })
		s.OwnEqual = s.OwnEqual.Add(Coref(gold, several(g.matched(sameWords(g.Doc, own, g.whole, whole)))))
		s.OwnHead = s.OwnHead.Add(Coref(gold, several(g.matched(sameWords(g.Doc, own, g.whole, lastWord)))))
	}
	return s
}

func isName(m names.Mention) bool { return m.Kind == names.Name || m.Kind == names.Demonym }

// spansOf are the chains' mentions that are kept.
func spansOf(ms []names.Mention, n int, keep func(names.Mention) bool) [][]text.Span {
	out := make([][]text.Span, n)
	for _, m := range ms {
		if keep(m) {
			out[m.Chain] = append(out[m.Chain], m.Span)
		}
	}
	return out
}

// several are the chains of two or more mentions.
func several(chains [][]text.Span) [][]text.Span {
	var out [][]text.Span
	for _, c := range chains {
		if len(c) > 1 {
			out = append(out, c)
		}
	}
	return out
}

// whole is a mention's text.
func whole(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// lastWord is the last word of a mention, for most names and descriptions the
// head.
func lastWord(s string) string {
	f := strings.Fields(strings.ToLower(s))
	return f[len(f)-1]
}

// sameWords is the baseline: names that share the key are one, and so are
// descriptions ("the company"), if asked for. Pronouns stay alone.
func sameWords(doc text.Document, ms []names.Mention, descriptions bool, key func(string) string) [][]text.Span {
	type mention struct {
		text.Span
		head string
	}
	var all []mention
	for _, m := range ms {
		all = append(all, mention{m.Span, key(m.In(doc.Text))})
	}
	if descriptions {
		at := 0
		for s := range doc.Sentences {
			tokens := doc.Sentences[s].Tokens
			for i := 0; i+1 < len(tokens); i++ {
				for at < len(ms) && ms[at].End <= tokens[i].Start {
					at++
				}
				j := i + 1
				for j < len(tokens) && (strings.HasPrefix(tokens[j].Tag, "JJ") || strings.HasPrefix(tokens[j].Tag, "NN")) {
					j++
				}
				span := text.Span{Start: tokens[i].Start, End: tokens[j-1].End}
				if strings.EqualFold(tokens[i].Text, "the") && j > i+1 && (at == len(ms) || !ms[at].Overlaps(span)) {
					all = append(all, mention{span, key(span.In(doc.Text))})
				}
			}
		}
	}
	return grouped(all, func(m mention) (text.Span, string) { return m.Span, m.head })
}

// anaphors counts resolved pronouns and descriptions.
func (s *ChainScores) anaphors(g *CorefDocument, ms []names.Mention) {
	if !g.whole {
		return
	}
	of := map[int]map[string]bool{}
	reachable := map[string]bool{}
	for _, m := range ms {
		if isName(m) {
			if of[m.Chain] == nil {
				of[m.Chain] = map[string]bool{}
			}
			of[m.Chain][g.Chain[m.Span]] = true
			reachable[g.Chain[m.Span]] = true
		}
	}
	count := func(k names.Kind) *Count {
		if k == names.Pronoun {
			return &s.Pronouns
		}
		return &s.Descriptions
	}
	right := map[text.Span]bool{}
	for _, m := range ms {
		if isName(m) {
			continue
		}
		chain, ok := g.ChainOf(m.Span)
		switch {
		case !ok:
			s.Silent++
		case of[m.Chain][chain]:
			count(m.Kind).Right++
			right[m.Span] = true
		default:
			count(m.Kind).False++
		}
	}
	for _, p := range g.spans {
		form := strings.ToLower(p.In(g.Doc.Text))
		if (thirdPerson[form] || form == "him" || form == "who" || form == "which" || form == "them" || form == "their") && reachable[p.chain] && !right[p.Span] {
			s.Pronouns.Missed++
		}
		if reachable[p.chain] && (strings.HasPrefix(form, "the ") || strings.HasPrefix(form, "this ")) && p.head.End > 0 && startsLower(p.head.In(g.Doc.Text)) {
			found := false
			for r := range right {
				found = found || p.Contains(r) && r.Contains(p.head)
			}
			if !found {
				s.Descriptions.Missed++
			}
		}
	}
}

// ChainOf is the gold chain of a found span: that of the annotated mention that
// it is, or that it covers the head of.
func (g *CorefDocument) ChainOf(p text.Span) (string, bool) {
	if c, ok := g.Chain[p]; ok {
		return c, true
	}
	for _, s := range g.spans { // shortest first
		if s.head.End > 0 && s.Contains(p) && p.Contains(s.head) {
			return s.chain, true
		}
	}
	return "", false
}

func startsLower(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' }

// Write prints the scores.
func (s ChainScores) Write(w io.Writer) error {
	var err error
	line := func(format string, a ...any) {
		if err == nil {
			_, err = fmt.Fprintf(w, format+"\n", a...)
		}
	}
	line("%-26s %17s %17s %17s %6s", "", "MUC P/R/F1", "B3 P/R/F1", "CEAFe P/R/F1", "mean")
	row := func(name string, c CorefScores) {
		three := func(p PR) string { return fmt.Sprintf("%.3f %.3f %.3f", p.Precision(), p.Recall(), p.F1()) }
		line("%-26s %17s %17s %17s %6.3f", name, three(c.MUC), three(c.B3), three(c.CEAFe), c.F1())
	}
	row("annotated names", s.Names)
	row("  equal strings", s.NamesEqual)
	row("  same last words", s.NamesHead)
	row("own mentions", s.Own)
	row("  equal strings", s.OwnEqual)
	row("  same last words", s.OwnHead)
	part := func(name string, c Count) {
		if c.Right+c.False+c.Missed > 0 {
			line("%-26s P %.3f R %.3f F1 %.3f (%d right, %d wrong, %d missed)", name, c.Precision(), c.Recall(), c.F1(), c.Right, c.False, c.Missed)
		}
	}
	part("pronouns", s.Pronouns)
	part("descriptions", s.Descriptions)
	return err
}
