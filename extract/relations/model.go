package relations

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"slices"
	"sync"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// The files of the model; model/LICENSE is theirs.
var (
	//go:embed model/relations.bin
	modelFile []byte
	//go:embed model/network.bin
	networkFile []byte
	//go:embed model/settings.json
	settingsFile []byte
)

// ModelRule is what evidence that the model found names as its rule.
const ModelRule = "model"

// Model is a trained classifier of pairs of mentions. It is safe for
// concurrent use.
type Model struct {
	weights  Weights
	types    []TypeSettings // by label
	ruled    RuledSettings
	together map[[2]schema.RelationType]bool
}

// News returns the built-in model. The first call loads it; all share it.
func News() (*Model, error) { return builtin() }

var builtin = sync.OnceValues(func() (*Model, error) { return ReadModel(modelFile, networkFile, settingsFile) })

// Version tells the built-in models from others: equal versions are equal
// files.
var Version = sync.OnceValue(func() string {
	h := sha256.New()
	for _, file := range [][]byte{modelFile, networkFile, wordsFile, settingsFile, modalityFile} {
		sum := sha256.Sum256(file)
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
})

// ReadModel reads the files that training wrote: the weights of both models and
// settings.
func ReadModel(logistic, network, settings []byte) (*Model, error) {
	var w Weights
	var err error
	if w.Logistic, err = learn.ReadLogistic(logistic); err != nil {
		return nil, err
	}
	words, err := Words()
	if err != nil {
		return nil, err
	}
	if w.Network, err = learn.ReadNetwork(network, words); err != nil {
		return nil, err
	}
	s, err := ReadSettings(settings)
	if err != nil {
		return nil, err
	}
	return NewModel(w, s)
}

// NewModel joins weights and settings. The classes of the weights must be
// those of Labels. Types without settings are not found.
func NewModel(w Weights, s Settings) (*Model, error) {
	if err := w.check(); err != nil {
		return nil, err
	}
	m := &Model{weights: w, types: make([]TypeSettings, len(labels().list)), ruled: s.Ruled, together: map[[2]schema.RelationType]bool{}}
	for i := range labels().list {
		t, ok := s.Types[labels().list[i].rel]
		if !ok {
			t = TypeSettings{Scale: 1, Threshold: 2, RuleThreshold: 0}
		}
		m.types[i] = t
	}
	for _, p := range s.Together {
		m.together[p] = true
		m.together[[2]schema.RelationType{p[1], p[0]}] = true
	}
	return m, nil
}

// modelSource finds candidates by the model. It reads what the rules found in
// the sentence before it: that is among its features.
type modelSource struct {
	model    *Model
	clusters names.Clusters
	anchors  map[schema.RelationType]map[int32]bool // trigger classes of a type's rules
	roles    map[schema.RelationType]bool           // types whose rules name a role
	own      map[string]bool                        // the ids of the rules that the model may doubt
	pool     sync.Pool
}

// modelScratch is the memory of a call.
type modelScratch struct {
	view     view
	e        emitter
	row      []float32
	scorer   *Scorer
	sentence learn.Sentence
	look     learn.View
}

func newModelSource(m *Model, set *schema.RuleSet, lex *lexicon, clusters names.Clusters, words *learn.Vectors) *modelSource {
	src := &modelSource{
		model: m, clusters: clusters, anchors: map[schema.RelationType]map[int32]bool{},
		roles: map[schema.RelationType]bool{}, own: map[string]bool{},
	}
	for i := range schema.DefaultRules().Rules {
		if r := &schema.DefaultRules().Rules[i]; !r.Firm {
			src.own[r.ID] = true
		}
	}
	for i := range set.Rules {
		r := &set.Rules[i]
		if src.anchors[r.Type] == nil {
			src.anchors[r.Type] = map[int32]bool{}
		}
		src.roles[r.Type] = src.roles[r.Type] || r.Role
		for _, p := range r.Parsed {
			for _, e := range p {
				for _, class := range e.Classes {
					if id := lex.id(class); id >= 0 && lex.kinds[id] != wordClass {
						src.anchors[r.Type][id] = true
					}
				}
			}
		}
	}
	src.pool.New = func() any {
		x := &modelScratch{view: view{clusters: clusters, words: words, tags: tagNumbers(), known: map[string]wordInfo{}}, row: make([]float32, len(labels().list))}
		if m != nil {
			x.scorer = m.weights.Scorer()
		}
		return x
	}
	return src
}

// maxPairs bounds the pairs of a sentence: beyond it, only near mentions are
// looked at.
const maxPairs = 300

// pairs calls do for each two mentions of the sentence that may be related.
func (src *modelSource) pairs(x *modelScratch, s *sentence, found []candidate, do func(l, r int, allowed *learn.Mask)) {
	v := &x.view
	v.read(s, found)
	n := len(v.mentions)
	if n < 2 {
		return
	}
	reach := n
	if n*(n-1)/2 > maxPairs {
		reach = max(maxPairs/n, 4)
	}
	for i, l := range v.mentions {
		ma := &s.in.Mentions[s.items[l].mention]
		ta := v.names[l].typeIndex
		if ma.Chain < 0 || ta < 0 || s.negated(l) {
			continue
		}
		for _, r := range v.mentions[i+1 : min(n, i+1+reach)] {
			mb := &s.in.Mentions[s.items[r].mention]
			tb := v.names[r].typeIndex
			if mb.Chain < 0 || tb < 0 || mb.Chain == ma.Chain || r-l > maxBetween || s.negated(r) {
				continue
			}
			if allowed := &labels().allowed[ta][tb]; !allowed.Empty() {
				do(l, r, allowed)
			}
		}
	}
}

func (src *modelSource) candidates(s *sentence, dst []candidate) []candidate {
	if src.model == nil || s.headline() {
		return dst
	}
	x := src.pool.Get().(*modelScratch)
	defer func() {
		x.view.s = nil
		src.pool.Put(x)
	}()
	found := len(dst)
	x.look.Sentence = nil
	src.pairs(x, s, dst[:found], func(l, r int, allowed *learn.Mask) {
		x.score(l, r, allowed)
		for k := range x.row {
			if !allowed.Has(k) {
				continue
			}
			t := &src.model.types[k]
			z := t.Scale*float64(x.row[k]) + t.Shift
			ruled := false
			for i := range dst[:found] {
				c := &dst[i]
				if c.dated || min(c.subjectItem, c.objectItem) != l || max(c.subjectItem, c.objectItem) != r || labels().of(c) != k {
					continue
				}
				ruled = true
				if !src.own[c.rule] {
					continue
				}
				// A rule that the model disbelieves stands if it is hardly ever
				// wrong.
				p := learn.Sigmoid(z + t.Rule)
				c.agreed = p >= t.RuleThreshold
				c.doubted = c.probability < doubtful && p < Disbelieved
				c.probability = elsewhere * src.model.ruled.Probability(z+t.Rule, c.probability)
			}
			if p := learn.Sigmoid(z); !ruled && p >= t.Threshold && !s.aside(l) && !s.aside(r) {
				c := src.candidate(s, l, r, k, elsewhere*p)
				if s.plausible(&c, &s.in.Mentions[c.subject], &s.in.Mentions[c.object]) {
					dst = append(dst, c)
				}
			}
		}
	})
	dst = matched(s, src.assign(s, slices.DeleteFunc(dst, func(c candidate) bool { return c.doubted })))
	for i := range dst {
		if c := &dst[i]; !c.dated && (c.rule == ModelRule || c.agreed) {
			most := MaxReasons
			if c.agreed {
				most--
			}
			c.reasons = src.reasons(x, min(c.subjectItem, c.objectItem), max(c.subjectItem, c.objectItem), labels().of(c), most)
		}
	}
	return dst
}

// score finds the log odds of the classes of a pair.
func (x *modelScratch) score(l, r int, allowed *learn.Mask) {
	features := x.view.pair(&x.e, l, r)
	x.scorer.Score(features, features[:x.e.few], allowed, x.view.isRuled(l, r), func() *learn.View {
		if x.look.Sentence == nil {
			x.view.sentence(&x.sentence)
			x.look.Sentence = &x.sentence
			x.scorer.Forget()
		}
		x.view.look(l, r, &x.look)
		return &x.look
	}, x.row)
}

// Disbelieved is the probability below which the model makes a rule yield whose
// precision is below doubtful.
const Disbelieved = 0.2

const doubtful = 0.9

// elsewhere is what the probabilities measured on newsrel are worth in other news:
// of what is all but sure there, 93 of 100 findings of eight rules and all of 40
// random ones were right in the raw news.
const elsewhere = 0.97

// headline reports whether a sentence stands in the article's headline, whose
// language the model has not learned.
func (s *sentence) headline() bool {
	if len(s.items) == 0 {
		return true
	}
	first := s.items[0].Start
	return s.in.Title.Start <= first && first < s.in.Title.End
}

// aside reports whether an item stands alone in brackets, as the agency in a
// dateline does: "LONDON (Northern Ledger) - …".
func (s *sentence) aside(i int) bool {
	return i > 0 && i+1 < len(s.items) && s.items[i-1].lower == "(" && s.items[i+1].lower == ")"
}

// assign keeps, of the model's findings for a pair of mentions, those that go
// with what a rule found there and with a more probable one. Where a rule says
// who buys something, nobody else does but those in a list with the buyer.
func (src *modelSource) assign(s *sentence, list []candidate) []candidate {
	worse := func(c *candidate) bool {
		for i := range list {
			o := &list[i]
			if c.rel == schema.Acquired && o.rel == c.rel && o.rule != ModelRule && o.objectItem == c.objectItem && o.subjectItem != c.subjectItem && !s.sameList(o.subjectItem, c.subjectItem) {
				return true
			}
			if o.dated || o.rel == c.rel || o.weak || min(o.subjectItem, o.objectItem) != min(c.subjectItem, c.objectItem) || max(o.subjectItem, o.objectItem) != max(c.subjectItem, c.objectItem) {
				continue
			}
			if !src.model.together[[2]schema.RelationType{o.rel, c.rel}] && (o.rule != ModelRule || cmp.Or(cmp.Compare(o.probability, c.probability), cmp.Compare(c.rel, o.rel)) > 0) {
				return true
			}
		}
		return false
	}
	var drop []int
	for i := range list {
		if list[i].rule == ModelRule && worse(&list[i]) {
			drop = append(drop, i)
		}
	}
	for k := len(drop) - 1; k >= 0; k-- {
		list = slices.Delete(list, drop[k], drop[k]+1)
	}
	return list
}

// candidate makes a candidate of label k between the mentions at items l and r.
func (src *modelSource) candidate(s *sentence, l, r, k int, p float64) candidate {
	lab := &labels().list[k]
	c := candidate{rel: lab.rel, rule: ModelRule, probability: p, subjectItem: l, objectItem: r}
	if lab.reversed {
		c.subjectItem, c.objectItem = r, l
	}
	c.subject, c.object = s.items[c.subjectItem].mention, s.items[c.objectItem].mention
	c.trigger, c.verb = src.trigger(s, l, r, lab.rel)
	if c.rel == schema.CEOOf && s.isBoss(&c) {
		c.rel = schema.Leads
	}
	if src.roles[c.rel] && !c.verb && c.trigger[0] < c.trigger[1] {
		c.role, c.roleSpan = s.role(c.trigger[0], c.trigger[1])
	}
	return c
}

// trigger returns the items of the trigger that speaks most for a type: one of
// the classes that its rules look for, between the mentions or near them.
func (src *modelSource) trigger(s *sentence, l, r int, rel schema.RelationType) (at [2]int, verb bool) {
	classes := src.anchors[rel]
	at = [2]int{l, l}
	best := 12
	for i := max(0, l-8); i < len(s.items) && i <= r+8; i++ {
		it := &s.items[i]
		for k := it.hit0; k < it.hit1; k++ {
			h := &s.hits[k]
			if !classes[h.phrase.class] || h.phrase.kind == verbClass && !s.activeTag(i, h.phrase) {
				continue
			}
			cost := 0
			switch {
			case i < l:
				cost = l - i + 1
			case i > r:
				cost = i - r + 1
			}
			if cost < best {
				best, at, verb = cost, [2]int{i, h.end}, h.phrase.kind == verbClass
			}
		}
	}
	return at, verb
}
