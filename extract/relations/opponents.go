package relations

import (
	"cmp"
	"slices"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// alternatives reports whether the arguments are two teams joined by "or":
// one of both will meet a third.
func (s *sentence) alternatives(c *candidate) bool {
	if s.person(c.subjectItem) {
		return false
	}
	or := false
	for i := min(c.subjectItem, c.objectItem) + 1; i < max(c.subjectItem, c.objectItem); i++ {
		switch it := &s.items[i]; {
		case it.lower == "or":
			or = true
		case it.mention >= 0, it.flags&(isComma|isModifier) != 0:
		default:
			return false
		}
	}
	return or
}

// names reports whether the name at item i only says which rivals are meant:
// in "Wanderers met Norland rivals Rovers" Norland is nobody's rival.
func (s *sentence) names(i, other int) bool {
	if i+2 >= len(s.items) || other == i+2 && i == s.first(i+2) || s.items[i].flags&isPossessive != 0 || !s.isA(i+1, s.lex.rival) {
		return false
	}
	return s.items[i+2].mention >= 0 && !s.sameList(i+2, other)
}

// first is the first item of the sentence with a mention of the type of that at
// item i.
func (s *sentence) first(i int) int {
	typ := s.in.Mentions[s.items[i].mention].Type
	for k := range s.items {
		if m := s.items[k].mention; m >= 0 && s.in.Mentions[m].Type == typ {
			return k
		}
	}
	return i
}

// matched drops the opponents that the model alone finds in a sentence that
// tells of a match where both already have a more probable one: who "A beat B and
// C beat D" names next to each other did not all play each other.
func matched(s *sentence, list []candidate) []candidate {
	var order []int
	match := false
	for i := range list {
		if list[i].rel == schema.CompetesWith && !list[i].dated {
			order = append(order, i)
			match = match || list[i].rule != ModelRule && !s.hasTrigger(&list[i], s.lex.rival)
		}
	}
	for i := range s.items {
		switch s.items[i].lower {
		case "election", "elections", "runoff", "run-off", "polls", "primary":
			return list
		case "v", "v.", "vs", "vs.", "final", "tie", "replay", "round", "champion", "defeat":
			match = match || s.items[i].mention < 0
		}
	}
	if !match || len(order) < 2 {
		return list
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &list[a], &list[b]
		return cmp.Or(byModel(x)-byModel(y), cmp.Compare(y.probability, x.probability))
	})
	engaged := map[int]bool{}
	var drop []int
	for _, i := range order {
		a, b := s.in.Mentions[list[i].subject].Chain, s.in.Mentions[list[i].object].Chain
		if list[i].rule == ModelRule && (engaged[a] && engaged[b] || (engaged[a] || engaged[b]) && s.apart(&list[i])) {
			drop = append(drop, i)
			continue
		}
		engaged[a], engaged[b] = true, true
	}
	slices.Sort(drop)
	for k := len(drop) - 1; k >= 0; k-- {
		list = slices.Delete(list, drop[k], drop[k]+1)
	}
	return list
}

// apart reports whether two names of the same type, in no list with either
// argument, stand between the arguments.
func (s *sentence) apart(c *candidate) bool {
	typ, n := s.in.Mentions[c.subject].Type, 0
	for i := c.subjectItem + 1; i < c.objectItem; i++ {
		m := s.items[i].mention
		if m < 0 || s.in.Mentions[m].Type != typ || s.in.Mentions[m].Kind == names.Pronoun {
			continue
		}
		if chain := s.in.Mentions[m].Chain; chain == s.in.Mentions[c.subject].Chain || chain == s.in.Mentions[c.object].Chain {
			continue
		}
		if !s.sameList(i, c.subjectItem) && !s.sameList(i, c.objectItem) {
			n++
		}
	}
	return n > 1
}

func byModel(c *candidate) int {
	if c.rule == ModelRule {
		return 1
	}
	return 0
}
