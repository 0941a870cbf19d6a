package resolve

import (
	"cmp"
	"math"
	"slices"

	"github.com/newsgraph/newsgraph/schema"
)

// Doubt is a pair of entities of which the articles do not tell clearly whether
// they are one: what a curator should look at.
type Doubt struct {
	A      string      `json:"a"` // entity ids, A below B
	B      string      `json:"b"`
	Reason DoubtReason `json:"reason"`
	Score  float64     `json:"score"` // how near the articles come to saying that they are one: 0 to 1, where it is said
}

// DoubtReason says why two entities may be one.
type DoubtReason string

// The reasons.
const (
	ShortName   DoubtReason = "short name"   // one's name is a part of the other's: "Costa", "Ana Costa"
	Namesakes   DoubtReason = "namesakes"    // one name; what is said of them differs
	MiddleName  DoubtReason = "middle name"  // one has a middle name, the other none
	Nickname    DoubtReason = "nickname"     // "Bill", "William"
	Spelling    DoubtReason = "spelling"     // a letter apart
	TypeDiffers DoubtReason = "type differs" // one name of two types
)

// noted is a doubt between two members.
type noted struct {
	a, b   int32
	reason DoubtReason
	score  float64
}

// note keeps a doubt.
func (r *resolver) note(a, b int32, reason DoubtReason, score float64) {
	r.noted = append(r.noted, noted{a, b, reason, min(max(score, 0), 1)})
}

// Doubts lists up to most doubtful pairs of entities, those that a decision
// would change most first: by score times the articles of the rarer one
// (logarithm), then by ids. Pairs that a curator has decided on are left out.
func (p *Plan) Doubts(most int) []Doubt {
	r, list, of := p.resolver, p.list, p.of
	decided := map[[2]string]bool{}
	for _, d := range p.decisions {
		decided[[2]string{min(d.A, d.B), max(d.A, d.B)}] = true
	}
	best := map[[2]string]Doubt{}
	weight := map[[2]string]float64{}
	for _, n := range slices.Concat(r.noted, r.typeDoubts(list)) {
		if !r.members[n.a].named || !r.members[n.b].named || of[n.a] == of[n.b] {
			continue
		}
		x, y := &list[of[n.a]], &list[of[n.b]]
		if y.id < x.id {
			x, y = y, x
		}
		k := [2]string{x.id, y.id}
		if decidedOn(decided, x, y) {
			continue
		}
		if old, ok := best[k]; !ok || n.score > old.Score || n.score == old.Score && n.reason < old.Reason {
			best[k] = Doubt{x.id, y.id, n.reason, math.Round(n.score*1e3) / 1e3}
			weight[k] = n.score * math.Log(1+float64(min(r.articleCount(x.members), r.articleCount(y.members))))
		}
	}
	out := make([]Doubt, 0, len(best))
	for _, d := range best {
		out = append(out, d)
	}
	slices.SortFunc(out, func(p, q Doubt) int {
		return cmp.Or(cmp.Compare(weight[[2]string{q.A, q.B}], weight[[2]string{p.A, p.B}]), cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	return slices.Clone(out[:min(len(out), most)])
}

// decidedOn reports whether a decision names two entities by their ids or keys.
func decidedOn(decided map[[2]string]bool, x, y *entity) bool {
	for _, a := range append([]string{x.id}, x.keys...) {
		for _, b := range append([]string{y.id}, y.keys...) {
			if decided[[2]string{min(a, b), max(a, b)}] {
				return true
			}
		}
	}
	return false
}

// typeDoubts are entities that share a name and not a type, but for a person
// and a place of one word.
func (r *resolver) typeDoubts(list []entity) (found []noted) {
	type holder struct{ member, entity, before int32 } // its first member of a name; the holder of the name before it
	var holders []holder
	last := make([]int32, len(r.byWord)) // of each word: its last holder
	for w := range last {
		last[w] = -1
	}
	for k, e := range list {
		for _, i := range e.members {
			m := &r.members[i]
			n, word := &r.names[m.name], r.spellings[m.spelling].word
			before := last[word]
			if m.short || before >= 0 && holders[before].entity == int32(k) || n.typ == schema.Person && isShort(n.norm) {
				continue
			}
			last[word] = int32(len(holders))
			holders = append(holders, holder{i, int32(k), before})
		}
	}
	var same []int32
	for _, h := range last { // what is found is sorted by Doubts
		same = same[:0]
		for ; h >= 0; h = holders[h].before {
			same = append(same, holders[h].member)
		}
		if len(same) > manyAlike {
			continue // a word such as "ministry", of which each article has its own
		}
		for k, a := range same {
			for _, b := range same[:k] {
				if r.members[a].typ != r.members[b].typ {
					found = append(found, noted{a, b, TypeDiffers, 0.5})
				}
			}
		}
	}
	return found
}
