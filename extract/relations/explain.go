package relations

import (
	"cmp"
	"slices"
	"strings"
)

// featureNote is a feature as it was made: its number, its family and what it is made
// of.
type featureNote struct {
	feature uint32
	family  uint64
	parts   [3]uint64
}

func (e *emitter) note(k, x, y, z uint64) {
	e.notes = append(e.notes, featureNote{e.out[len(e.out)-1], k, [3]uint64{x, y, z}})
}

// reasons says in words what speaks most for class k of the mentions at items l
// and r. Features that say the same in words count together.
func (src *modelSource) reasons(x *modelScratch, l, r, k, most int) []string {
	v, e := &x.view, &x.e
	e.explain, e.notes = true, e.notes[:0]
	v.pair(e, l, r)
	e.explain = false
	var list []reason
	named := describer{v: v, l: l, r: r, reversed: labels().list[k].reversed}
	for i := range e.notes {
		n := &e.notes[i]
		w := src.model.weights.Logistic.Weight(n.feature, k)
		if w < slight && -w < slight {
			continue
		}
		text, words := named.describe(n)
		if text == "" || words == "" && strings.Contains(text, "%s") {
			continue
		}
		at := slices.IndexFunc(list, func(r reason) bool { return r.text == text && r.words == words })
		if at < 0 {
			at = len(list)
			list = append(list, reason{text: text, words: words})
		}
		list[at].weight += w
	}
	slices.SortFunc(list, func(a, b reason) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.text, b.text), cmp.Compare(a.words, b.words))
	})
	var out []string
	var told []string
	for _, r := range list {
		if r.weight <= 0 || len(out) >= most {
			break
		}
		if slices.ContainsFunc(told, func(w string) bool { return holds(w, r.words) || holds(r.words, w) }) {
			continue
		}
		told = append(told, r.words)
		out = append(out, strings.Replace(r.text, "%s", r.words, 1))
	}
	return out
}

// slight weights are not put into words.
const slight = 0.04

// reason is a reason in words; %s in its text stands for words of the sentence.
type reason struct {
	text, words string
	weight      float32
}

// holds reports whether the words of b are among those of a.
func holds(a, b string) bool { return b != "" && strings.Contains(" "+a+" ", " "+b+" ") }

// describer puts features of a pair of mentions into words.
type describer struct {
	v        *view
	l, r     int
	reversed bool
}

// end names an end of the pair: 0 the earlier mention, 1 the later.
func (d describer) end(k int) string {
	if (k == 0) == d.reversed {
		return "the object"
	}
	return "the subject"
}

// text returns the word in items [from, to) that a number stands for, empty for
// none.
func (d describer) text(x uint64, from, to int) string {
	v := d.v
	for i := from; i < to; i++ {
		if x != v.word[i] && x != v.stem[i] && x != v.fine[i] && x != v.coarse[i] {
			continue
		}
		switch it := &v.s.items[i]; {
		case it.mention >= 0:
			return article(string(v.s.in.Mentions[it.mention].Type))
		case it.value >= 0:
			return article(string(v.s.in.Values[it.value].Kind))
		default:
			return it.lower
		}
	}
	for k := range v.triggers {
		if t := &v.triggers[k]; t.class == x && t.item >= from && t.item < to {
			return v.s.items[t.item].lower
		}
	}
	return ""
}

// article puts "a" or "an" before the name of a type.
func article(name string) string {
	name = strings.ToLower(name)
	if strings.IndexByte("aeiou", name[0]) >= 0 {
		return "an " + name
	}
	return "a " + name
}

// words are the words in items [from, to) that the parts of a feature stand for.
func (d describer) words(from, to int, parts ...uint64) string {
	var list []string
	for _, x := range parts {
		if w := d.text(x, max(from, 0), min(to, len(d.v.word))); w != "" && w != "," && w != "." && (len(list) == 0 || list[len(list)-1] != w) {
			list = append(list, w)
		}
	}
	return strings.Join(list, " ")
}

// between is the text between the mentions, shortened.
func (d describer) between() string {
	var list []string
	for i := d.l + 1; i < d.r; i++ {
		it := &d.v.s.items[i]
		list = append(list, d.v.s.text[it.Start:it.End])
	}
	if len(list) > 8 {
		list = slices.Concat(list[:4], []string{"…"}, list[len(list)-3:])
	}
	return strings.Join(list, " ")
}

// describe puts a feature into words, empty when there are none for it. The
// families are those of features.go.
func (d describer) describe(n *featureNote) (template, words string) {
	x, y, z := n.parts[0], n.parts[1], n.parts[2]
	all := len(d.v.word)
	before, between, after := "“%s” before "+d.end(0), "“%s” between them", "“%s” after "+d.end(1)
	switch k := n.family; {
	case k == 1:
		return d.types(), ""
	case k == 3 || k >= 10 && k <= 12 || k >= 162 && k <= 165:
		return "where they stand in the sentence", ""
	case k >= 13 && k <= 23:
		return between, d.words(d.l+1, d.r, x, y, z)
	case k >= 24 && k <= 31:
		if d.r == d.l+1 {
			return "one stands right before the other", ""
		}
		return "no more than “%s” between them", d.between()
	case k >= 40 && k < 76:
		switch (k - 40) % 12 {
		case 0, 1, 10:
			return before, d.words(0, d.l, z, y, x)
		case 2, 3, 9:
			return after, d.words(d.r+1, all, x, y, z)
		case 4, 5:
			return "“%s” before " + d.end(1), d.words(d.r-2, d.r, y, x)
		case 6, 7:
			return "“%s” after " + d.end(0), d.words(d.l+1, d.l+3, x, y)
		}
	case k == 80 || k == 81 || k == 90 || k == 95:
		return before, d.words(0, d.l, x)
	case k == 82 || k == 83 || k == 92 || k == 97:
		return after, d.words(d.r+1, all, x)
	case k == 91 || k == 96:
		return between, d.words(d.l+1, d.r, x)
	case k == 93 || k == 94 || k >= 98 && k <= 100:
		return "“%s” in the sentence", d.words(0, all, x, y)
	case k >= 110 && k <= 116:
		return d.frame(n)
	case k == 117 || k == 119:
		return "“%s” leading to " + d.end(0), d.words(0, d.l, y, x)
	case k == 118 || k == 120:
		return "“%s” leading to " + d.end(1), d.words(0, d.r, y, x)
	case k >= 122 && k <= 127:
		return "“%s” beside a name", d.words(0, all, x)
	case k == 128:
		return "the possessive after " + d.end(0), ""
	case k >= 140 && k < 160:
		return "the name of " + d.end(int(k-140)/10), ""
	case k == 160 || k == 161:
		return "the two names", ""
	case k == 173:
		return "what rules found beside it", ""
	}
	return "", ""
}

// types says what the two mentions are.
func (d describer) types() string {
	name := func(i int) string { return article(string(d.v.s.in.Mentions[d.v.s.items[i].mention].Type)) }
	if d.reversed {
		return name(d.r) + " and " + name(d.l)
	}
	return name(d.l) + " and " + name(d.r)
}

// frame says which verb the mentions are arguments of.
func (d describer) frame(n *featureNote) (template, words string) {
	for k := range d.v.frames {
		f := &d.v.frames[k]
		if x := n.parts[0]; x != f.stem && x != mix64(f.stem, f.passive) && x != mix64(d.v.fine[f.item], f.passive) {
			continue
		}
		verb := d.v.s.items[f.item].lower
		switch {
		case f.subject == d.l && f.object == d.r:
			return "the verb “%s” with " + d.end(0) + " before and " + d.end(1) + " after it", verb
		case f.subject == d.l:
			return "the verb “%s” with " + d.end(0) + " before it", verb
		case f.subject == d.r:
			return "the verb “%s” with " + d.end(1) + " before it", verb
		}
		return "the verb “%s”", verb
	}
	return "", ""
}

// ruleReason says which rule found a candidate and at which word.
func (s *sentence) ruleReason(c *candidate) string {
	text := "the rule “" + strings.ReplaceAll(c.rule, "-", " ") + "”"
	if c.trigger[0] < c.trigger[1] && s.items[c.trigger[0]].mention < 0 {
		text += " at “" + s.text[s.items[c.trigger[0]].Start:s.items[c.trigger[1]-1].End] + "”"
	}
	return text
}
