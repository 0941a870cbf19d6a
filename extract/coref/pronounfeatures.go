package coref

import (
	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

// relativeProbability is that of "who" right after a name, which a rule joins:
// 58 of 61 in the annotated texts of GUM.
const relativeProbability = .95

// Templates of the features of pronouns; those of descriptions begin at 100.
const (
	fNone uint32 = iota + 1
	fNoneForm
	fNoneNext
	fNoneBefore
	fNoneNamed
	fNoneUnnamed
	fNonePlace
	fDistanceRole
	fDistanceInitial
	fDistanceKind
	fRank
	fRankRole
	fRankKind
	fType
	fGender
	fTold
	fSpoken
	fMost
	fFirst
	fParagraph
	fNear
	fFinite
	fFiniteRole
	fQuoted
	fStart
	fSays
	fJoined
	fComma
	fPossessed
	fWord
	fWordBoth
	fBefore
	fAfter
	fOnly
)

// bucket makes a small number of a count: 0, 1, 2, 3-4, 5-8, 9-16, more.
func bucket(n int) uint32 {
	switch {
	case n <= 2:
		return uint32(max(n, 0))
	case n <= 4:
		return 3
	case n <= 8:
		return 4
	case n <= 16:
		return 5
	}
	return 6
}

// noneFeatures describe the pronoun at token i alone.
func (c *scan) noneFeatures(q *question, i int, p pronounWord) {
	k := uint32(p.kind)
	kf := k*8 + uint32(p.form)
	named, unnamed := 0, 0
	last := nobody
	for _, p := range c.picks {
		if e := c.trail[p.at].entity; e == nobody {
			unnamed++
		} else if e != last {
			named++
			last = e
		}
	}
	q.add(fNone, k, 0, 0)
	q.add(fNoneForm, kf, 0, 0)
	q.add(fNoneNext, k, c.wordAt(i+1), 0)
	q.add(fNoneBefore, k, c.wordAt(i-1), 0)
	q.add(fNoneNamed, k, bucket(named), 0)
	q.add(fNoneUnnamed, k, bucket(unnamed), flag(named == 0))
	q.add(fNonePlace, k, uint32(min(c.s, 2)), flag(i < 3)+2*flag(c.quoted[i]))
}

// wordAt numbers the word at token i of the sentence; 0 beyond its ends.
func (c *scan) wordAt(i int) uint32 {
	if i < 0 || i >= len(c.lower) {
		return 0
	}
	return wordID(c.lower[i])
}

// pronounFeatures describe a noun phrase as what the pronoun at token i stands
// for; rank is how many that suit it are nearer.
func (c *scan) pronounFeatures(q *question, i int, p pronounWord, o *occurrence, rank int) {
	k := uint32(p.kind)
	kf := k*8 + uint32(p.form)
	distance := min(c.s-o.sentence, farthest)
	d, role, kind := uint32(distance), uint32(o.role), uint32(o.kind)
	near := uint32(min(rank, 5))
	q.add(fDistanceRole, kf, d, role)
	q.add(fDistanceInitial, k, d, role*2+flag(o.initial))
	q.add(fDistanceKind, k, d, kind)
	q.add(fRank, k, near, flag(distance > 0))
	q.add(fRankRole, k, near, role)
	q.add(fRankKind, k, near, kind)
	q.add(fParagraph, k, uint32(min(c.paragraph-o.paragraph, 2)), uint32(min(distance, 2)))
	q.add(fQuoted, k, flag(c.quoted[i])*2+flag(o.quoted), flag(distance == 0)+2*flag(o.role == subject))
	q.add(fStart, k, flag(i < 2)*8+flag(o.initial)*4+uint32(min(distance, 2)), role)
	q.add(fSays, k, flag(o.says)*2+flag(p.form == nominative && c.speaks(i+1)), uint32(min(distance, 2)))
	q.add(fJoined, k, flag(o.joined), flag(distance == 0))
	q.add(fBefore, kf, c.wordAt(i-1), uint32(min(distance, 1))*4+role)
	if distance == 0 {
		q.add(fNear, k, bucket((i-o.last)/2), role)
		f := uint32(min(c.finiteBetween(o.last, i), 3))
		q.add(fFinite, kf, f, kind)
		q.add(fFiniteRole, kf, f, role)
		comma := false
		for j := o.last; j < i; j++ {
			comma = comma || c.tokens[j].Text == ","
		}
		q.add(fComma, kf, flag(comma), role)
		q.add(fPossessed, kf, flag(o.last == i), flag(o.last < len(c.tokens) && c.tokens[o.last].Text == ","))
	}
	if o.kind == aPronoun || o.kind == aNoun {
		q.add(fWord, k, o.word, 0)
		q.add(fWordBoth, o.word, c.wordAt(i), uint32(min(distance, 2)))
	}
	if o.entity == nobody {
		q.add(fType, k, 100+flag(o.human)*2+flag(o.gender != gazetteer.Unknown), kind)
		q.add(fAfter, k, 100, c.wordAt(i+1))
		return
	}
	e := c.r.entities[o.entity]
	t := typeID(e.typ)
	q.add(fType, k, t, kind)
	q.add(fAfter, k, t, c.wordAt(i+1))
	gender := e.tells()
	q.add(fGender, k, flag(gender != gazetteer.Unknown)+2*flag(e.gender != gazetteer.Unknown), uint32(min(distance, 2)))
	told := 0
	switch p.kind {
	case he:
		told = e.told[gazetteer.Male]
	case she:
		told = e.told[gazetteer.Female]
	default:
		told = e.told[gazetteer.Unknown]
	}
	q.add(fTold, k, bucket(told), 0)
	spoken := c.spoken[o.entity]
	q.add(fSpoken, k, bucket(spoken), 0)
	most, only := true, true
	for id, n := range c.spoken {
		if n > 0 && id != o.entity && c.r.entities[id].typ == e.typ {
			only = false
			if n > spoken {
				most = false
			}
		}
	}
	q.add(fMost, k, flag(most), flag(only))
	q.add(fFirst, k, flag(len(e.mentions) > 0 && c.r.mentions[e.mentions[0]].Sentence == 0), uint32(min(c.s, 3)))
	q.add(fOnly, k, flag(only), flag(gender != gazetteer.Unknown))
}

// typeID numbers the types of entities.
func typeID(t schema.EntityType) uint32 { return wordID(string(t)) }
