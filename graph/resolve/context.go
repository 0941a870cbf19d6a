package resolve

import (
	"math"
	"slices"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

// contexts say which names stand in which articles, and how telling that is.
type contexts struct {
	inArticle [][]int32 // by article: blocks of its names, sorted
	chance    []float64 // by block: that an article mentions it
	tally     []int32   // by block: zeros, for counting
	ones      []int32   // as many as the names of any article
}

// The chance of a name is estimated as if priorArticles more articles had been
// read that do not mention it: in a set of three articles a shared name tells
// as much as in a set of a thousand. Countries and news agencies are in every
// fifth article everywhere.
const (
	priorArticles = 1000
	commonChance  = 0.2
)

// agree is the score (natural logarithm of how much likelier the shared names
// are than by chance) from which contexts agree: one person or organization
// that both articles mention and few others do, or three countries.
const agree = 4.6

// agencies are organizations that news texts name as their source.
var agencies = setOf(`reuters; ap; associated press; afp; agence france presse; bbc; bbc news; cnn; upi; dpa; xinhua; tass; interfax; itar tass;
	bloomberg; new york times; washington post; guardian; financial times; wall street journal; times; dow jones; getty images; press association; twitter; facebook; x; youtube`)

func (r *resolver) setContexts() {
	c := &contexts{inArticle: make([][]int32, len(r.articles)), chance: make([]float64, len(r.names)), tally: make([]int32, len(r.names))}
	count := make([]int, len(r.names))
	for a := range r.articles {
		var keys []int32
		for i := r.first[a]; i < r.first[a+1]; i++ {
			m := &r.members[i]
			if m.named && !(m.typ == schema.Person && isShort(r.names[m.name].norm)) {
				keys = append(keys, m.block)
			}
		}
		slices.Sort(keys)
		keys = slices.Clip(slices.Compact(keys))
		c.inArticle[a] = keys
		for len(c.ones) < len(keys) {
			c.ones = append(c.ones, 1)
		}
		for _, k := range keys {
			count[k]++
		}
	}
	for i, n := range r.names {
		p := float64(count[i]+1) / float64(len(r.articles)+priorArticles)
		if n.typ == schema.Place {
			if c, ok := gazetteer.CountryOf(n.raw); ok {
				r.capitals[gazetteer.Normalize(c.Capital)] = true
				p = max(p, commonChance)
			}
		}
		if n.typ == schema.Organization && agencies[n.norm] {
			p = max(p, commonChance)
		}
		c.chance[i] = p
	}
	r.context = c
}

// profile counts in how many articles of a cluster each name stands.
type profile struct {
	articles int
	blocks   []int32 // ascending
	count    []int32 // of each of them
}

// manyBlocks is of how many blocks one must be in a profile for going through all
// to be faster than sorting.
const manyBlocks = 32

func (r *resolver) profile(members []int32) profile {
	var p profile
	if a := r.members[members[0]].article; a == r.members[members[len(members)-1]].article {
		p.articles, p.blocks = 1, r.context.inArticle[a]
		p.count = r.context.ones[:len(p.blocks)]
		return p
	}
	tally := r.context.tally
	last := int32(-1)
	for _, i := range members { // members of one article stand together
		a := r.members[i].article
		if a == last {
			continue
		}
		last = a
		p.articles++
		for _, k := range r.context.inArticle[a] {
			if tally[k] == 0 {
				p.blocks = append(p.blocks, k)
			}
			tally[k]++
		}
	}
	if len(p.blocks) < len(tally)/manyBlocks {
		slices.Sort(p.blocks)
	} else {
		p.blocks = p.blocks[:0]
		for k, n := range tally {
			if n > 0 {
				p.blocks = append(p.blocks, int32(k))
			}
		}
	}
	p.count = make([]int32, len(p.blocks))
	for i, k := range p.blocks {
		p.count[i], tally[k] = tally[k], 0
	}
	return p
}

// score says how well the names of an article fit a profile, leaving out two
// blocks: those whose likeness is asked for.
func (r *resolver) score(article int32, p profile, self, other int32) float64 {
	sum := 0.0
	at := 0
	for _, k := range r.context.inArticle[article] {
		n, found := slices.BinarySearch(p.blocks[at:], k)
		at += n
		if found && k != self && k != other {
			if s := math.Log(float64(p.count[at]) / float64(p.articles) / r.context.chance[k]); s > 0 {
				sum += s
			}
		}
	}
	return sum
}

// fitting is the share of the members' articles whose names agree with a
// profile at least that well.
func (r *resolver) fitting(members []int32, p profile, block int32, least float64) float64 {
	n, fit := 0, 0
	last := int32(-1)
	for _, i := range members {
		a := r.members[i].article
		if a == last {
			continue
		}
		last = a
		n++
		if r.score(a, p, block, block) >= least {
			fit++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(fit) / float64(n)
}
