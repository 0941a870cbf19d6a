package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
)

// cut is what a decision takes out of a chain of an article: the mentions of some
// forms, and what is stated of the chain by them, become a chain after the others.
type cut struct {
	chain  int32
	forms  []string
	member int32 // the new chain's
}

// Said is by which forms of their chains a statement names its ends, "" where by
// a pronoun, a demonym or a description.
type Said struct {
	Subject, Object string
	Probability     float64 // of the best evidence that does
}

// memberOf is the member that stands for a chain of an article, also for one that
// was cut off.
func (r *resolver) memberOf(article int32, chain int) int32 {
	if i := r.first[article] + int32(chain); i < r.first[article+1] {
		return i
	}
	return r.cuts[article][chain-int(r.first[article+1]-r.first[article])].member
}

// cutForms makes some forms of a member's chain a member of their own, the last.
func (r *resolver) cutForms(i int32, forms []string) int32 {
	m := r.members[i]
	a := &r.articles[m.article]
	if r.cuts == nil {
		r.cuts = map[int32][]cut{}
	}
	if r.cuts[m.article] == nil { // the digest is another's
		a.Chains = slices.Clone(a.Chains)
	}
	at := mark(a.Mark).with(uint64(m.chain))
	for _, f := range forms {
		at = at.with(hash(f))
	}
	a.Mark = uint64(at)
	left := &a.Chains[m.chain]
	part := DigestChain{Type: left.Type, Name: longestOf(forms), Named: true}
	part.Norm, part.Nation = graph.NormalName(part.Type, part.Name), nationOf(part.Type, part.Name)
	left.Forms, part.Forms = divide(left.Forms, func(f Form) bool { return slices.Contains(forms, f.Text) })
	for _, f := range part.Forms {
		part.Mentions += f.Count
	}
	left.Mentions -= part.Mentions
	r.members[i].mention = left.Mentions
	j, to := int32(len(r.members)), len(a.Chains)
	a.Statements = parted(a.Statements, int(m.chain), to, func(s *Statement) *[]Said { return &s.Said }, func(e Said) (subject, object bool) {
		return slices.Contains(forms, e.Subject), slices.Contains(forms, e.Object)
	})
	a.Chains = append(a.Chains, part)
	r.cuts[m.article] = append(r.cuts[m.article], cut{m.chain, forms, j})
	r.members = append(r.members, member{
		article: m.article, chain: int32(to), typ: m.typ, nation: part.Nation, mention: part.Mentions, named: true,
		spelling: r.spell(m.typ, part.Name, ""),
	})
	r.members[j].name = r.nameAnew(r.members[j].spelling)
	return j
}

// rename calls a member's chain by another of its forms.
func (r *resolver) rename(i int32, name string) {
	m := &r.members[i]
	a := &r.articles[m.article]
	a.Chains = slices.Clone(a.Chains) // the digest is another's
	c := &a.Chains[m.chain]
	c.Name, c.Norm = name, graph.NormalName(c.Type, name)
	a.Mark = uint64(mark(a.Mark).with(uint64(m.chain)).with(hash(name)))
	m.spelling, m.short, m.attached = r.spell(m.typ, name, ""), false, false
	m.name = r.nameAnew(m.spelling)
}

// parted gives a new chain what statements say of another by evidence that leaves
// with it. Of one that both kinds of evidence make there are several then.
func parted[E evident](list []Statement, chain, to int, of func(*Statement) *[]E, leaves func(E) (subject, object bool)) (out []Statement) {
	for _, s := range list {
		all := *of(&s)
		if s.Subject != chain && s.Object != chain || len(all) == 0 {
			out = append(out, s)
			continue
		}
		for _, ends := range [][2]bool{{}, {true, false}, {false, true}, {true, true}} { // which are the new chain
			one := s
			var some []E
			for _, e := range all {
				subject, object := leaves(e)
				if ends == [2]bool{subject && s.Subject == chain, object && s.Object == chain} {
					some = append(some, e)
				}
			}
			if len(some) == 0 {
				continue
			}
			if *of(&one) = some; len(some) < len(all) {
				one.Probability = 0
				for _, e := range some {
					one.Probability = max(one.Probability, e.believed())
				}
			}
			if ends[0] {
				one.Subject = to
			}
			if ends[1] {
				one.Object = to
			}
			out = append(out, one)
		}
	}
	return out
}

// evident is what a statement is believed by.
type evident interface{ believed() float64 }

func (s Said) believed() float64 { return s.Probability }

func (e Evidence) believed() float64 { return e.Probability }

// nameAnew is the name of a spelling, which may be new.
func (r *resolver) nameAnew(spelling int32) int32 {
	if r.spellings[spelling].name < 0 {
		r.spellings[spelling].lookUp()
	}
	for len(r.byWord) < len(r.words) {
		r.byWord = append(r.byWord, -1)
	}
	known := len(r.names)
	n := r.intern(spelling)
	if int(n) == known {
		r.names[n].key = graph.NormalKey(r.names[n].typ, r.names[n].norm)
	}
	return n
}

// longestOf is the longest of several forms, of equals the first by its letters.
func longestOf(forms []string) string {
	return slices.MinFunc(forms, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
}

// divide copies a list in two, in its order.
func divide[T any](list []T, leaves func(T) bool) (stay, leave []T) {
	for _, x := range list {
		if leaves(x) {
			leave = append(leave, x)
		} else {
			stay = append(stay, x)
		}
	}
	return stay, leave
}

// cutAs is an article with the chains that its digest has.
func (r *resolver) cutAs(i int32, a *Article) *Article {
	if len(r.cuts[i]) == 0 {
		return a
	}
	out := *a
	for _, c := range r.cuts[i] {
		out.cut(int(c.chain), c.forms)
	}
	return &out
}

// cut gives the mentions of some forms of a chain, and what they are evidence of,
// to a new chain at the end. It changes no slice in place.
func (a *Article) cut(chain int, forms []string) {
	to := len(a.Chains)
	was := *a
	a.Chains, a.Mentions = slices.Clone(a.Chains), slices.Clone(a.Mentions)
	left := &a.Chains[chain]
	part := Chain{Type: left.Type, Name: longestOf(forms)}
	left.Forms, part.Forms = divide(left.Forms, func(f Form) bool { return slices.Contains(forms, f.Text) })
	for n := range a.Mentions {
		if m := &a.Mentions[n]; m.Chain == chain && m.Kind == names.Name && slices.Contains(forms, oneLine(m.Form)) {
			m.Chain = to
		}
	}
	a.Chains = append(a.Chains, part)
	a.Statements = parted(a.Statements, chain, to, func(s *Statement) *[]Evidence { return &s.Evidence }, func(e Evidence) (subject, object bool) {
		return slices.Contains(forms, was.formAt(chain, e.Subject)), slices.Contains(forms, was.formAt(chain, e.Object))
	})
}

// said tells by which forms the evidence of a statement names its ends, where one
// of them has several.
func (a *Article) said(s *Statement) (list []Said) {
	if len(a.Chains[s.Subject].Forms) < 2 && (s.Object < 0 || len(a.Chains[s.Object].Forms) < 2) {
		return nil
	}
	for _, e := range s.Evidence {
		one := Said{Subject: a.formAt(s.Subject, e.Subject), Probability: e.Probability}
		if s.Object >= 0 {
			one.Object = a.formAt(s.Object, e.Object)
		}
		if n := slices.IndexFunc(list, func(o Said) bool { return o.Subject == one.Subject && o.Object == one.Object }); n >= 0 {
			list[n].Probability = max(list[n].Probability, one.Probability)
			continue
		}
		list = append(list, one)
	}
	return list
}

// formAt is the form of a chain's name at a place of the text, "" for none.
func (a *Article) formAt(chain int, at text.Span) string {
	n, _ := slices.BinarySearchFunc(a.Mentions, at.Start, func(m Mention, start int) int { return cmp.Compare(m.Start, start) })
	for ; n < len(a.Mentions) && a.Mentions[n].Start == at.Start; n++ {
		if m := &a.Mentions[n]; m.Chain == chain && m.Kind == names.Name {
			return oneLine(m.Form)
		}
	}
	return ""
}

// oneLine is a form as chains count it.
func oneLine(form string) string { return strings.Join(strings.Fields(form), " ") }
