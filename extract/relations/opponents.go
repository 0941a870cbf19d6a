package relations

import (
	"cmp"
	"slices"

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
			match = match || list[i].rule != ModelRule && list[i].verb
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
		if list[i].rule == ModelRule && engaged[a] && engaged[b] {
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

func byModel(c *candidate) int {
	if c.rule == ModelRule {
		return 1
	}
	return 0
}
