package coref

import (
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/text"
)

// question is what a pronoun or description asks: which of the candidates is
// meant. The first candidate is that none is, or something without a name.
type question struct {
	topic    topic
	entity   []int    // of each candidate; nobody for phrases without a name
	chain    []string // gold chain of the phrases without a name, when learning
	features []uint32 // of all candidates, one after the other
	ends     []int
	score    []float64
}

// topic is what thresholds are kept for.
type topic uint8

const (
	aboutHe topic = iota
	aboutShe
	aboutIt
	aboutThey
	aboutPerson // "the minister"
	aboutBody   // "the company"
	aboutPlace  // "the country"
	aboutThing  // "the film"
	topics
)

// topicNames name the topics in the settings file.
var topicNames = [topics]string{"he", "she", "it", "they", "person", "organization", "place", "thing"}

func (q *question) reset(t topic) {
	q.topic = t
	q.entity, q.chain, q.features, q.ends = q.entity[:0], q.chain[:0], q.features[:0], q.ends[:0]
}

// open begins a candidate; features are added to it until the next begins.
func (q *question) open(entity int, chain string) {
	if len(q.entity) > 0 {
		q.ends = append(q.ends, len(q.features))
	}
	q.entity = append(q.entity, entity)
	q.chain = append(q.chain, chain)
}

func (q *question) candidate(k int) []uint32 {
	from, to := 0, len(q.features)
	if k > 0 {
		from = q.ends[k-1]
	}
	if k < len(q.ends) {
		to = q.ends[k]
	}
	return q.features[from:to]
}

// FeatureBits is the size of the feature space.
const FeatureBits = 16

// add adds a feature: a template with up to three values.
func (q *question) add(template, a, b, c uint32) {
	h := uint64(template)*0x9E3779B97F4A7C15 ^ uint64(a)*0xC2B2AE3D27D4EB4F ^ uint64(b)*0x165667B19E3779F9 ^ uint64(c)*0x27D4EB2F165667C5
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	h ^= h >> 32
	q.features = append(q.features, uint32(h)&(1<<FeatureBits-1))
}

// wordID numbers a word (FNV-1a).
func wordID(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h ^= uint32(s[i])
		h *= 16777619
	}
	return h
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// Gold tells the annotated chain of a span: "" for one that stands alone.
// known is false when the annotation does not say.
type Gold func(span text.Span) (chain string, known bool)

// lesson collects choices for training.
type lesson struct {
	gold    Gold
	of      []map[string]bool // gold chains of each entity
	choices []Choice
}

// Choice is a question with its answer.
type Choice struct {
	learn.Choice
	Topic  string
	Entity []int // candidates with one number are one entity; below zero for those without a name
	Span   text.Span
}

// answer returns the entity that is meant and how probable that is, or nobody.
func (c *scan) answer(q *question, span text.Span) (int, float64) {
	if c.learning != nil {
		return c.learning.answer(q, span), 1
	}
	m := rankerModel()
	if len(q.entity) < 2 || m == nil {
		return nobody, 0
	}
	q.score = q.score[:0]
	var row [1]float32
	for k := range q.entity {
		m.weights.Score(q.candidate(k), row[:])
		q.score = append(q.score, float64(row[0]))
	}
	learn.Softmax(q.score)
	best, most := nobody, 0.0
	for k, e := range q.entity {
		if e == nobody {
			continue
		}
		p := 0.0
		for j, f := range q.entity {
			if f == e {
				if j < k {
					p = -1 // was counted
					break
				}
				p += q.score[j]
			}
		}
		if p > most {
			best, most = e, p
		}
	}
	if most < m.least[q.topic] {
		return nobody, 0
	}
	return best, most
}

// answer gives the annotated answer and keeps the question.
func (l *lesson) answer(q *question, span text.Span) int {
	chain, known := l.gold(span)
	if !known {
		return nobody
	}
	x := Choice{Topic: topicNames[q.topic], Span: span}
	meant, any := nobody, false
	for k, e := range q.entity {
		right := false
		if chain != "" {
			if e != nobody {
				right = l.of[e][chain]
			} else {
				right = q.chain[k] == chain
			}
		}
		if right && e != nobody {
			meant = e // the nearest comes last
		}
		any = any || right
		x.Right = append(x.Right, right)
		x.Entity = append(x.Entity, e)
		x.Candidates = append(x.Candidates, append([]uint32(nil), q.candidate(k)...))
	}
	if !any {
		x.Right[0] = true
	}
	if len(x.Right) > 1 {
		l.choices = append(l.choices, x)
	}
	return meant
}

// knows notes the gold chains of the entities.
func (l *lesson) knows(r *resolver) {
	l.of = make([]map[string]bool, len(r.entities))
	for i := range r.entities {
		l.of[i] = map[string]bool{}
	}
	for i := range r.mentions {
		if chain, ok := l.gold(r.mentions[i].Span); ok && chain != "" {
			l.of[r.mentions[i].entity][chain] = true
		}
	}
}
