package relations

import (
	_ "embed"
	"errors"
	"slices"
	"sync"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/schema"
)

//go:embed model/modality.bin
var modalityFile []byte

// ModalityBits is the size of the feature space of the modality model.
const ModalityBits = 20

// ModalityModel is a trained classifier of how a relation holds. It is safe for
// concurrent use.
type ModalityModel struct {
	logistic *learn.Logistic
}

// modalities are the classes of the modality model; the first is asserted.
var modalities = sync.OnceValue(func() []schema.Modality {
	var list []schema.Modality
	for _, m := range schema.Default().Modalities {
		list = append(list, m.Type)
	}
	return list
})

// Modalities returns the classes of the modality model, in its order.
func Modalities() []schema.Modality { return slices.Clone(modalities()) }

// ReadModality reads the file that training wrote.
func ReadModality(weights []byte) (*ModalityModel, error) {
	l, err := learn.ReadLogistic(weights)
	if err != nil {
		return nil, err
	}
	return NewModality(l)
}

// NewModality makes a model of weights, whose classes must be Modalities.
func NewModality(l *learn.Logistic) (*ModalityModel, error) {
	want := modalities()
	if l.Bits() != ModalityBits || len(l.Classes()) != len(want) {
		return nil, errors.New("modality model: its classes or features are not those of this version: train it anew")
	}
	for i, c := range l.Classes() {
		if c != string(want[i]) {
			return nil, errors.New("modality model: its classes are not those of this version: train it anew")
		}
	}
	return &ModalityModel{logistic: l}, nil
}

var newsModality = sync.OnceValues(func() (*ModalityModel, error) { return ReadModality(modalityFile) })

// decide returns the most probable modality of the features read.
func (r *modalReader) decide(m *ModalityModel) int {
	if len(r.row) == 0 {
		r.row = make([]float32, len(modalities()))
	}
	m.logistic.Score(r.features, r.row)
	best := 0
	for k := range r.row {
		if r.row[k] > r.row[best] {
			best = k
		}
	}
	return best
}

// shownBy returns the item that speaks most for class k, -1 for none.
func (r *modalReader) shownBy(s *sentence, m *ModalityModel, k int) int {
	r.weight = r.weight[:0]
	for range s.items {
		r.weight = append(r.weight, 0)
	}
	for _, c := range r.clues {
		if c.item >= 0 {
			r.weight[c.item] += m.logistic.Weight(c.feature, k) - m.logistic.Weight(c.feature, 0)
		}
	}
	best, at := float32(0), -1
	for i, w := range r.weight {
		if it := &s.items[i]; w > best && it.mention < 0 && it.flags&(isComma|isQuote) == 0 {
			best, at = w, i
		}
	}
	return at
}

// sure reports whether the cues decide alone how a candidate holds: the rule
// itself names it, a word of denial or hearsay stands right before the verb, the
// verb tells how a state began ("took over at X"), or the state is still to come.
func (q *cues) sure(s *sentence, c *candidate, ruled schema.Modality, cue int) bool {
	if c.verb && ruled == schema.Asserted && states[c.rel] && c.rule != ModelRule && s.items[c.trigger[0]].tag == "VBD" && !s.isState(c.trigger[0]) {
		return true
	}
	if _, at := q.claimed(s, c); at >= 0 && at == cue || cue >= 0 && (cue == s.keptFrom(c) || cue == s.movedAway(c)) {
		return true
	}
	if s.sellsLater(c) || ruled == schema.Planned && cue >= 0 && (cue == s.willBe(c) || cue == q.toCome(s, c) || s.accedes(c)) {
		return true
	}
	if ruled == schema.Planned && cue >= 0 && s.isProspect(cue, c) {
		return true
	}
	if ruled == schema.Denied && cue >= 0 {
		if _, at := q.governing(s, c); at == cue {
			return true // "denied that it plans to"
		}
	}
	return c.modality != "" || c.verb && cue >= 0 && (ruled == schema.Denied || ruled == schema.Alleged) && s.governs(cue, c)
}

// hold decides how a candidate holds, and says at which item that shows, -1 for
// none. Unless the cues are sure the model decides, which knows what they say.
func (e *Extractor) hold(s *sentence, c *candidate) (schema.Modality, int) {
	ruled, cue := e.cues.modality(s, c)
	if e.modal == nil || c.dated || e.cues.sure(s, c, ruled, cue) {
		return ruled, cue
	}
	r := &s.modal
	r.read(s, c, ruled, cue)
	k := r.decide(e.modal)
	m := modalities()[k]
	if m == schema.Planned && s.isQuestion(c) {
		return schema.Asserted, -1
	}
	if m == schema.Denied && ruled != schema.Denied && r.pardoned {
		return ruled, cue
	}
	if m == schema.Denied {
		if at := e.cues.bidsAgain(s, c); at >= 0 {
			return schema.Planned, at
		}
	}
	switch {
	case m == schema.Asserted:
		return m, -1
	case m == ruled && cue >= 0:
		return m, cue
	}
	return m, r.shownBy(s, e.modal, k)
}

// isQuestion reports whether the clause before an office is a question to who
// holds it: "asked if X would buy Y, chief executive Z said".
func (s *sentence) isQuestion(c *candidate) bool {
	t0, t1 := c.trigger[0], c.trigger[1]
	if c.verb || !states[c.rel] || t0 >= t1 || c.subjectItem != t1 || c.objectItem >= t0 || s.items[t0].np < 0 {
		return false
	}
	if k := s.nps[s.items[t0].np].start - 1; k < 0 || s.items[k].lower != "," {
		return false
	}
	for i := c.objectItem - 1; i >= 0; i-- {
		if w := s.items[i].lower; s.items[i].mention < 0 && (w == "if" || w == "whether") {
			return true
		}
	}
	return false
}

// isProspect reports whether the adjective at item i puts the noun of a candidate
// off: "X's prospective membership in Y".
func (s *sentence) isProspect(i int, c *candidate) bool {
	t0 := c.trigger[0]
	if c.verb || c.rel == schema.AffiliatedWith || i >= t0 || t0 >= c.trigger[1] || s.items[i].np < 0 || s.items[i].np != s.items[t0].np {
		return false
	}
	switch s.items[i].lower {
	case "prospective", "would-be", "future", "possible", "potential":
		return true
	}
	return false
}
