package resolve

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

// setClusters parts each block into clusters, one for each entity. A cluster's
// number is its first member's.
func (r *resolver) setClusters() {
	blocks := r.byBlock()
	set := newSets(len(r.members))
	r.beside(len(blocks), func(w *worker, b int32) { // each block touches its own members only
		if len(blocks[b]) > 0 {
			join(set, w.parts(b, blocks[b]))
		}
	})
	var beside sync.WaitGroup
	var longer map[int32][]int32
	var pairs []doubtful
	beside.Go(func() { longer = r.longerNames(blocks) })
	beside.Go(func() { pairs = r.samePersons(blocks) })
	r.attachKnown(set)
	beside.Wait()
	r.attachShort(set, blocks, longer, pairs)
	for i := range r.members {
		if r.members[i].named {
			r.members[i].cluster = set.find(int32(i))
		}
	}
	r.useListed()
}

// parts are the clusters of a block.
func (r *resolver) parts(b int32, members []int32) [][]int32 {
	switch first := &r.members[members[0]]; {
	case first.typ == schema.Person && isShort(r.names[b].norm):
		return nil // attachShort looks after them
	case first.typ == schema.Person:
		return r.partPersons(b, members)
	case first.typ == schema.Place && isAmbiguous(r.names[b].norm):
		return r.part(b, members, r.georgia, nil, joinLargest)
	case first.typ == schema.Place && r.isWashington(b):
		return r.part(b, members, r.washington, nil, joinLargest)
	case first.typ == schema.Place && !r.isSingular(b):
		return r.part(b, members, r.country, r.mergePlaces, joinLargest)
	case first.typ == schema.Organization && r.isBody(b):
		return r.part(b, members, r.bodyLabel(members), nil, stayApart)
	case first.typ == schema.Organization && r.isUnit(b):
		return r.part(b, members, r.unitLabel(members), nil, stayApart)
	case r.nations[b]:
		return r.part(b, members, r.nationalLabel(members), nil, joinLargest)
	case r.isCompetition(b):
		return r.partCompetitions(b, members)
	case first.typ == schema.Organization && r.isGeneric(b):
		return r.part(b, members, r.storyLabel, nil, stayApart)
	}
	return [][]int32{members}
}

// byBlock lists the members of each block in order.
func (r *resolver) byBlock() [][]int32 {
	return r.grouped(len(r.names), func(i int32) int32 { return r.members[i].block })
}

// grouped lists the members that have a name by a number below n, in order.
func (r *resolver) grouped(n int, of func(int32) int32) [][]int32 {
	size, all := make([]int32, n), 0
	for i := range r.members {
		if r.members[i].named {
			size[of(int32(i))]++
			all++
		}
	}
	groups, room := make([][]int32, n), make([]int32, all)
	for i := range r.members {
		if !r.members[i].named {
			continue
		}
		g := of(int32(i))
		if groups[g] == nil {
			groups[g], room = room[:0:size[g]], room[size[g]:]
		}
		groups[g] = append(groups[g], int32(i))
	}
	return groups
}

func join(set sets, clusters [][]int32) {
	for _, c := range clusters {
		for _, i := range c[1:] {
			set.union(c[0], i)
		}
	}
}

// rest says what becomes of members without a label whose context fits none of
// several clusters.
type rest int

const (
	joinLargest rest = iota // they join the cluster with the most articles
	stayApart               // each story's stay by themselves
)

// part puts members of one label together, merges clusters if asked to, and
// gives members without a label to the cluster whose context they fit best.
func (r *resolver) part(block int32, members []int32, label func(int32) string, merge func(int32, [][]int32) [][]int32, rest rest) [][]int32 {
	groups := map[string][]int32{}
	var without []int32
	for _, i := range members {
		if l := label(i); l != "" {
			groups[l] = append(groups[l], i)
		} else {
			without = append(without, i)
		}
	}
	if len(groups) <= 1 && (rest == joinLargest || len(without) == 0) {
		return [][]int32{members}
	}
	clusters := make([][]int32, 0, len(groups))
	for _, l := range slices.Sorted(maps.Keys(groups)) {
		clusters = append(clusters, groups[l])
	}
	if merge != nil {
		if clusters = merge(block, clusters); len(clusters) == 1 {
			return [][]int32{members}
		}
	}
	return r.distribute(block, without, clusters, rest)
}

// distribute gives members to the clusters whose contexts they fit best.
func (r *resolver) distribute(block int32, without []int32, clusters [][]int32, rest rest) [][]int32 {
	profiles := make([]profile, len(clusters))
	largest := 0
	for n, c := range clusters {
		profiles[n] = r.profile(c)
		if profiles[n].articles > profiles[largest].articles {
			largest = n
		}
	}
	labelled := len(clusters)
	own := map[int32]int{} // story → cluster of its own
	for _, i := range without {
		a := r.members[i].article
		best, second, at := 0.0, 0.0, -1
		for n := range labelled {
			s := r.score(a, profiles[n], block, block)
			if s > best {
				best, second, at = s, best, n
			} else if s > second {
				second = s
			}
		}
		if best < agree/2 || best == second {
			at = largest
			if rest == stayApart {
				var ok bool
				if at, ok = own[r.story[a]]; !ok {
					at = len(clusters)
					own[r.story[a]] = at
					clusters = append(clusters, nil)
				}
			}
		}
		clusters[at] = append(clusters[at], i)
	}
	for _, c := range clusters {
		slices.Sort(c)
	}
	return clusters
}

// fewShared: two clusters of one name are two entities when less than this
// share of the smaller one's articles agrees with the other in context.
const fewShared = 0.2

// merge joins clusters of a block whose contexts agree.
func (r *resolver) merge(block int32, clusters [][]int32) [][]int32 {
	return r.mergeFrom(agree, block, clusters)
}

// mergePlaces asks for less: that a place lies in a country is often read
// wrongly.
func (r *resolver) mergePlaces(block int32, clusters [][]int32) [][]int32 {
	return r.mergeFrom(agree/2, block, clusters)
}

func (r *resolver) mergeFrom(least float64, block int32, clusters [][]int32) [][]int32 {
	// The larger ones first, so that the smaller of a pair is asked.
	slices.SortStableFunc(clusters, func(a, b []int32) int { return cmp.Compare(len(b), len(a)) })
	var out [][]int32
	for _, g := range clusters {
		at := -1
		for n, o := range out {
			if r.fitting(g, r.profile(o), block, least) >= fewShared {
				at = n
				break
			}
		}
		if at < 0 {
			for _, o := range out {
				r.note(o[0], g[0], Namesakes, r.fitting(g, r.profile(o), block, least/2)+0.1)
			}
			out = append(out, g)
			continue
		}
		out[at] = append(slices.Clone(out[at]), g...)
		slices.Sort(out[at])
	}
	return out
}

// partPersons tells namesakes apart. Two members are two people when their
// years of birth differ, or when what they do belongs to different camps (the
// minister and the striker) or they serve different countries, and the articles
// about them share no names that are not everywhere.
func (r *resolver) partPersons(block int32, members []int32) [][]int32 {
	out := r.part(block, members, r.camp, r.merge, joinLargest)
	if r.names[block].known == nil {
		out = r.partEach(block, out, r.country, r.merge)
	}
	return r.partEach(block, out, r.birthYear, nil)
}

func (r *resolver) partEach(block int32, clusters [][]int32, label func(int32) string, merge func(int32, [][]int32) [][]int32) (out [][]int32) {
	for _, c := range clusters {
		out = append(out, r.part(block, c, label, merge, joinLargest)...)
	}
	return out
}

func (r *resolver) camp(i int32) string { return r.members[i].camp }

func (r *resolver) country(i int32) string { return r.members[i].country }

// birthYear is the year of birth that an article gives, if it gives one.
func (r *resolver) birthYear(i int32) string {
	m := &r.members[i]
	year := ""
	for _, s := range r.articles[m.article].Statements {
		if s.Type != schema.BornOn || s.Subject != int(m.chain) || len(s.Value) < 4 || s.Modality == schema.Denied {
			continue
		}
		if y := s.Value[:4]; year == "" || y < year {
			year = y
		}
	}
	return year
}

// isSingular reports whether a place is a country or the capital of one that
// the articles mention; readers mean that one.
func (r *resolver) isSingular(block int32) bool {
	_, country := gazetteer.CountryOf(r.names[block].raw)
	return country || r.capitals[r.names[block].norm]
}

func (r *resolver) isBody(block int32) bool {
	_, ok := r.bodyOfName(&r.names[block])
	return ok
}

// generic are words for what many organizations are.
var generic = setOf(`administration; agency; association; board; bureau; college; commission; committee; company; council; court; department; division;
	federal court; fund; group; hospital; institute; ministry; office; party; police department; school; section; service; state; tribunal; university`)

// teamNames are names by which many teams are called for short.
var teamNames = setOf(`bears; blues; cardinals; eagles; giants; jets; kings; lions; panthers; reds; saints; tigers`)

// isGeneric reports whether a block's name is such a word. Each article means its
// own by it: "the Department", "the Court".
func (r *resolver) isGeneric(block int32) bool {
	n := &r.names[block]
	return n.typ == schema.Organization && (generic[n.norm] || teamNames[n.norm]) && n.known == nil
}

func (r *resolver) storyLabel(i int32) string { return r.storyID(r.members[i].article) }
