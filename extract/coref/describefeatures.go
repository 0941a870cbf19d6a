package coref

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
)

// Templates of the features of descriptions.
const (
	dNone uint32 = iota + 100
	dNoneWord
	dNoneWays
	dNoneNext
	dNoneBefore
	dNoneModifiers
	dNonePlace
	dNoneFits
	dNoneModifier
	dSame
	dSameDistance
	dDistance
	dParagraph
	dRank
	dRankWays
	dOnly
	dOwn
	dOwnRank
	dTitle
	dTitleRank
	dModifier
	dCountry
	dRole
	dKind
	dSpoken
	dMost
	dFirst
	dWord
	dWordOwn
	dDeterminer
	dGender
	dBare
	dAll
)

// ways numbers how a description chooses: "business", "own"...
func ways(p *phrase) uint32 {
	switch {
	case p.age:
		return 2
	case p.human && p.possessed:
		return 3
	case p.human:
		return 1
	}
	return wordID(p.kinds.which)
}

// unmeantFeatures describe the description alone.
func (c *scan) unmeantFeatures(q *question, p *phrase) {
	t, w, word := uint32(q.topic), ways(p), wordID(p.word)
	own, titled := 0, 0
	for _, f := range c.fits {
		e := c.r.entities[f.entity]
		if ownWord(p, e) {
			own++
		}
		if slices.Contains(e.titles, p.word) {
			titled++
		}
	}
	q.add(dNone, t, 0, 0)
	q.add(dNoneWord, word, 0, 0)
	q.add(dNoneWays, w, c.wordAt(p.first), 0)
	q.add(dNoneNext, t, c.wordAt(p.head+1), 0)
	q.add(dNoneBefore, t, c.wordAt(p.first-1), 0)
	q.add(dNoneModifiers, w, uint32(len(p.modifiers)), flag(p.country != ""))
	q.add(dNonePlace, t, uint32(min(c.s, 2)), flag(p.first == 0)+2*flag(c.quoted[p.first]))
	q.add(dNoneFits, w, bucket(len(c.fits)), uint32(min(own, 2))*3+uint32(min(titled, 2)))
	for _, m := range p.modifiers {
		q.add(dNoneModifier, t, wordID(m), 0)
	}
	q.add(dAll, 20, 0, 0)
	q.add(dAll, 21, flag(own > 0)+2*flag(titled > 0), bucket(len(c.fits)))
	q.add(dAll, 22, uint32(len(p.modifiers)), flag(p.country != ""))
	q.add(dAll, 23, c.wordAt(p.first), flag(p.human))
}

// sameNounFeatures describe an earlier phrase without a name that has the same
// noun: "a company ... the company".
func (c *scan) sameNounFeatures(q *question, p *phrase, o *occurrence) {
	t := uint32(q.topic)
	q.add(dSame, t, ways(p), uint32(o.role))
	q.add(dSameDistance, t, uint32(min(c.s-o.sentence, farthest)), 0)
}

// descriptionFeatures describe an entity as what a description means; rank is
// how many that can be meant are nearer.
func (c *scan) descriptionFeatures(q *question, p *phrase, f fit, rank int) {
	t, w, word := uint32(q.topic), ways(p), wordID(p.word)
	e := c.r.entities[f.entity]
	o := &c.trail[f.at]
	near := uint32(min(rank, 4))
	distance := bucket(c.s - o.sentence)
	q.add(dDistance, w, distance, 0)
	q.add(dParagraph, t, uint32(min(c.paragraph-o.paragraph, 2)), uint32(min(c.s-o.sentence, 2)))
	q.add(dRank, t, near, distance)
	q.add(dRankWays, w, near, 0)
	q.add(dOnly, w, flag(len(c.fits) == 1), distance)
	own := ownWord(p, e)
	q.add(dOwn, w, flag(own), c.wordAt(p.first))
	ownBefore, titledBefore := 0, 0
	for _, g := range c.fits {
		if g.entity == f.entity {
			continue
		}
		other := c.r.entities[g.entity]
		ownBefore += int(flag(ownWord(p, other)))
		titledBefore += int(flag(slices.Contains(other.titles, p.word)))
	}
	q.add(dOwnRank, flag(own), uint32(min(ownBefore, 2)), near)
	titled := slices.Contains(e.titles, p.word)
	q.add(dTitle, w, flag(titled)+2*flag(len(e.titles) > 0), c.wordAt(p.first))
	q.add(dTitleRank, t, flag(titled)*3+uint32(min(titledBefore, 2)), near)
	if !titled && !own {
		q.add(dBare, w, uint32(min(ownBefore+titledBefore, 1)), near)
	}
	modifier := false
	for _, m := range p.modifiers {
		modifier = modifier || e.hasWord(m) || slices.Contains(e.titles, m)
	}
	q.add(dModifier, t, flag(modifier)+2*flag(len(p.modifiers) > 0), flag(titled || own))
	country := uint32(0)
	if p.country != "" {
		country = 1
		if c.r.from(e) == p.country {
			country = 2
		}
	}
	q.add(dCountry, t, country, flag(len(p.modifiers) > 0))
	q.add(dRole, t, uint32(o.role), uint32(min(c.s-o.sentence, 2)))
	q.add(dKind, t, uint32(o.kind), uint32(min(c.s-o.sentence, 2)))
	spoken := c.spoken[e.id]
	most := true
	for _, g := range c.fits {
		most = most && c.spoken[g.entity] <= spoken
	}
	q.add(dSpoken, t, bucket(spoken), flag(most))
	q.add(dMost, w, flag(most), near)
	q.add(dFirst, t, flag(len(e.mentions) > 0 && c.r.mentions[e.mentions[0]].Sentence == 0), uint32(min(c.s, 2)))
	q.add(dWord, word, typeID(e.typ), 0)
	q.add(dWordOwn, word, flag(titled || own), near)
	q.add(dDeterminer, t, c.wordAt(p.first), near)
	// What all descriptions have in common.
	known := flag(titled) + 2*flag(own) + 4*flag(modifier)
	q.add(dAll, 1, known, near)
	q.add(dAll, 2, known, uint32(min(ownBefore+titledBefore, 1)))
	q.add(dAll, 3, distance, near)
	q.add(dAll, 4, flag(len(c.fits) == 1), distance)
	q.add(dAll, 5, flag(most), bucket(spoken))
	q.add(dAll, 6, uint32(o.role), uint32(min(c.s-o.sentence, 2)))
	q.add(dAll, 7, uint32(o.kind), uint32(min(c.s-o.sentence, 2)))
	q.add(dAll, 8, country, near)
	q.add(dAll, 9, flag(most)*2+flag(len(e.mentions) > 0 && c.r.mentions[e.mentions[0]].Sentence == 0), near)
	if p.human {
		q.add(dGender, flag(e.tells() != gazetteer.Unknown), flag(p.gender != gazetteer.Unknown), flag(p.age))
	}
}

// ownWord reports whether a name of the entity has the head noun or one of the
// words that stand for it.
func ownWord(p *phrase, e *entity) bool {
	return !p.human && (e.hasWord(p.word) || e.hasWord(p.kinds.words...))
}

// from is the country that an article says an entity is of, by a demonym or
// name before or within it; "" when it does not.
func (r *resolver) from(e *entity) string {
	for _, i := range e.mentions {
		m := &r.mentions[i]
		if m.qualifier != "" {
			return m.qualifier
		}
		if q := countryIn(m.name); q != "" {
			return q
		}
	}
	return e.place
}
