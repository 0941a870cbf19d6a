package relations

import (
	"cmp"
	"slices"
	"sync"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// Extractor reads statements from analysed articles. It is safe for concurrent
// use.
type Extractor struct {
	lex     *lexicon
	cues    *cues
	sources []source
	model   *modelSource
	modal   *ModalityModel // nil: the cues alone decide
	pool    sync.Pool
}

// Option configures an Extractor.
type Option func(*config)

type config struct {
	rules *schema.RuleSet
	more  []*schema.RuleSet
	model *Model
	given bool // model was given, be it nil
	modal *ModalityModel

	modalGiven bool
}

// WithRules replaces the built-in rules.
func WithRules(set *schema.RuleSet) Option { return func(c *config) { c.rules = set } }

// WithMoreRules adds rules, as those of a user's file, to the others.
func WithMoreRules(set *schema.RuleSet) Option {
	return func(c *config) { c.more = append(c.more, set) }
}

// WithModel replaces the built-in model; nil is none. Without this option an
// Extractor with the built-in rules uses the built-in model, and one with
// others none.
func WithModel(m *Model) Option { return func(c *config) { c.model, c.given = m, true } }

// WithModality replaces the built-in modality model, which is used beside the
// built-in rules; nil is none.
func WithModality(m *ModalityModel) Option {
	return func(c *config) { c.modal, c.modalGiven = m, true }
}

// New returns an Extractor that uses the built-in rules and model unless
// options say otherwise.
func New(options ...Option) (*Extractor, error) {
	var c config
	for _, o := range options {
		o(&c)
	}
	if c.rules == nil {
		c.rules = schema.DefaultRules()
		if !c.modalGiven {
			m, err := newsModality()
			if err != nil {
				return nil, err
			}
			c.modal = m
		}
		if !c.given {
			m, err := News()
			if err != nil {
				return nil, err
			}
			c.model = m
		}
	}
	set := c.rules
	for _, more := range c.more {
		set = set.Merge(more)
	}
	lex := newLexicon(set)
	e := &Extractor{lex: lex, cues: newCues(set, lex), modal: c.modal}
	e.sources = []source{newRuleSource(set, lex)}
	clusters, err := names.NewsClusters()
	if err != nil {
		return nil, err
	}
	words, err := Words()
	if err != nil {
		return nil, err
	}
	e.model = newModelSource(c.model, set, lex, clusters, words)
	if c.model != nil {
		e.sources = append(e.sources, e.model)
	}
	e.pool.New = func() any { return &sentence{lex: lex, modal: modalReader{clusters: clusters}} }
	return e, nil
}

// Statements returns what the article states, by first evidence and type. Each
// has one entry for every type, pair of chains and modality, with all its
// evidence.
func (e *Extractor) Statements(in Input) []Statement {
	s := e.pool.Get().(*sentence)
	defer func() {
		s.in, s.text = nil, ""
		e.pool.Put(s)
	}()
	mentions, vals := bySentence(&in)
	speech := e.newSpeech(&in)
	var found []finding
	var scratch []candidate
	for i := range in.Doc.Sentences {
		s.build(&in, i, mentions[i], vals[i])
		speech.read(s)
		scratch = scratch[:0]
		for _, src := range e.sources {
			scratch = src.candidates(s, scratch)
		}
		first := len(found)
		for _, c := range settle(scratch) {
			f := finding{candidate: c, sentence: i, subjectSpan: s.items[c.subjectItem].Span, objectSpan: s.items[c.objectItem].Span}
			found = append(found, e.qualify(s, speech, f))
		}
		found = append(found[:first], consistent(&in, found[first:])...)
	}
	return merge(&in, found)
}

// finding is a candidate with its qualifiers.
type finding struct {
	candidate
	sentence      int
	subjectSpan   text.Span
	objectSpan    text.Span
	speaker       int // chain, -1 for none
	from, to      string
	amount, stake string
	marks         []Mark
}

// qualify decides how a finding holds, who says so, when and for how much.
func (e *Extractor) qualify(s *sentence, speech *speech, f finding) finding {
	c := &f.candidate
	mark := func(kind MarkKind, span text.Span) { f.marks = append(f.marks, Mark{span, kind}) }
	if c.trigger[0] < c.trigger[1] {
		mark(TriggerMark, text.Span{Start: s.items[c.trigger[0]].Start, End: s.items[c.trigger[1]-1].End})
	}
	if c.rule != ModelRule {
		f.reasons = append([]string{s.ruleReason(c)}, c.reasons...)
	}
	modality, cue := e.hold(s, c)
	if f.modality = modality; cue >= 0 {
		mark(ModalityMark, s.items[cue].Span)
	}
	who := speech.speaker(s, c)
	if f.speaker = who.chain; f.speaker >= 0 {
		mark(SpeakerMark, who.Span)
	}
	if c.role != "" {
		mark(RoleMark, c.roleSpan)
	}
	from, to := s.validity(c, f.modality)
	money, share := s.amounts(c)
	for _, v := range [4]struct {
		at   int
		kind MarkKind
		into *string
	}{{from, FromMark, &f.from}, {to, ToMark, &f.to}, {money, AmountMark, &f.amount}, {share, StakeMark, &f.stake}} {
		if v.at >= 0 {
			*v.into = s.valueOf(v.at)
			mark(v.kind, s.items[v.at].Span)
		}
	}
	slices.SortStableFunc(f.marks, func(a, b Mark) int { return cmp.Compare(a.Start, b.Start) })
	return f
}

// bySentence lists the mentions and values of each sentence by start; where
// mentions overlap, names go before descriptions, and the longer before the
// shorter.
func bySentence(in *Input) (mentions, vals [][]int32) {
	mentions = make([][]int32, len(in.Doc.Sentences))
	vals = make([][]int32, len(in.Doc.Sentences))
	at := func(p text.Span) int {
		i, found := slices.BinarySearchFunc(in.Doc.Sentences, p.Start, func(s text.Sentence, start int) int {
			switch {
			case s.End <= start:
				return -1
			case s.Start > start:
				return 1
			}
			return 0
		})
		if !found || in.Doc.Sentences[i].End < p.End || p.Start >= p.End {
			return -1
		}
		return i
	}
	for i := range in.Mentions {
		if k := at(in.Mentions[i].Span); k >= 0 {
			mentions[k] = append(mentions[k], int32(i))
		}
	}
	for i := range in.Values {
		if k := at(in.Values[i].Span); k >= 0 {
			vals[k] = append(vals[k], int32(i))
		}
	}
	for k := range mentions {
		mentions[k] = withoutOverlaps(in, mentions[k])
		slices.SortStableFunc(vals[k], func(a, b int32) int {
			return cmp.Or(cmp.Compare(in.Values[a].Start, in.Values[b].Start), cmp.Compare(in.Values[b].End, in.Values[a].End))
		})
	}
	return mentions, vals
}

func withoutOverlaps(in *Input, list []int32) []int32 {
	rank := func(i int32) int {
		switch in.Mentions[i].Kind {
		case "description":
			return 2
		case "pronoun":
			return 1
		}
		return 0
	}
	byStart := func(a, b int32) int {
		return cmp.Or(cmp.Compare(in.Mentions[a].Start, in.Mentions[b].Start), cmp.Compare(in.Mentions[b].End, in.Mentions[a].End), cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	}
	slices.SortFunc(list, byStart)
	clash := false
	for i := 1; i < len(list); i++ {
		if in.Mentions[list[i]].Start < in.Mentions[list[i-1]].End {
			clash = true
		}
	}
	if !clash {
		return list
	}
	slices.SortStableFunc(list, func(a, b int32) int { return cmp.Compare(rank(a), rank(b)) })
	var keep []int32
	for _, i := range list {
		if !slices.ContainsFunc(keep, func(k int32) bool { return in.Mentions[k].Overlaps(in.Mentions[i].Span) }) {
			keep = append(keep, i)
		}
	}
	slices.SortFunc(keep, byStart)
	return keep
}

// settle keeps the best candidate for each type and pair of mentions, and drops
// weak candidates on pairs for which another type was found.
func settle(list []candidate) []candidate {
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.subject, b.subject), cmp.Compare(a.object, b.object), cmp.Compare(a.rel, b.rel), cmp.Compare(b.probability, a.probability), cmp.Compare(a.rule, b.rule))
	})
	list = slices.CompactFunc(list, func(a, b candidate) bool {
		return a.subject == b.subject && a.object == b.object && a.rel == b.rel && a.dated == b.dated
	})
	strong := func(w candidate) bool {
		return slices.ContainsFunc(list, func(c candidate) bool {
			return !c.weak && !c.dated && (c.subject == w.subject && c.object == w.object || c.subject == w.object && c.object == w.subject)
		})
	}
	if !slices.ContainsFunc(list, func(c candidate) bool { return c.weak }) {
		return list
	}
	var keep []candidate
	for _, c := range list {
		if !c.weak || !strong(c) {
			keep = append(keep, c)
		}
	}
	return keep
}

// consistent keeps, of the findings of one sentence that say the same of the same
// two with different modalities, those with that of the most probable: "X is
// confident she can win her first medal at Y" plans it three times.
func consistent(in *Input, found []finding) []finding {
	same := func(a, b *finding) bool {
		if a.rel != b.rel || a.dated || b.dated {
			return false
		}
		x, y := in.Mentions[a.subject].Chain, in.Mentions[b.subject].Chain
		v, w := in.Mentions[a.object].Chain, in.Mentions[b.object].Chain
		return x == y && v == w || x == w && v == y
	}
	keep := found[:0:0]
	for i := range found {
		var best *finding // of equals the first
		for k := range found {
			if f := &found[k]; same(f, &found[i]) && (best == nil || f.probability > best.probability) {
				best = f
			}
		}
		if best == nil || best.modality == found[i].modality { // none for dates
			keep = append(keep, found[i])
		}
	}
	return keep
}

// merge joins the findings of one type, pair of chains and modality.
func merge(in *Input, found []finding) []Statement {
	type key struct {
		rel             schema.RelationType
		subject, object int
		modality        schema.Modality
	}
	index := map[key]int{}
	var out []Statement
	for i := range found {
		f := &found[i]
		k := key{f.rel, in.Mentions[f.subject].Chain, 0, f.modality}
		if f.dated {
			k.object = in.Values[f.object].ID
		} else {
			k.object = in.Mentions[f.object].Chain
		}
		subject, object := f.subjectSpan, f.objectSpan
		if def, _ := schema.Default().Relation(f.rel); def.Symmetric {
			if _, ok := index[key{k.rel, k.object, k.subject, k.modality}]; ok {
				k.subject, k.object = k.object, k.subject
				subject, object = object, subject
			}
		}
		at, ok := index[k]
		if !ok {
			at = len(out)
			index[k] = at
			out = append(out, Statement{Type: k.rel, Subject: k.subject, Object: k.object, Modality: k.modality})
		}
		st := &out[at]
		st.Evidence = append(st.Evidence, Evidence{
			Span: in.Doc.Sentences[f.sentence].Span, Subject: subject, Object: object, Rule: f.rule, Probability: f.probability,
			Marks: f.marks, Reasons: f.reasons,
		})
		st.Probability = max(st.Probability, f.probability)
		st.Role = cmp.Or(st.Role, f.role)
		st.ValidFrom = cmp.Or(st.ValidFrom, f.from)
		st.ValidTo = cmp.Or(st.ValidTo, f.to)
		st.Amount = cmp.Or(st.Amount, f.amount)
		st.Stake = cmp.Or(st.Stake, f.stake)
		switch {
		case len(st.Evidence) == 1 && f.speaker >= 0:
			st.Speaker = &f.speaker
		case st.Speaker != nil && f.speaker < 0:
			st.Speaker = nil // the article itself says so, too
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i].Evidence, func(a, b Evidence) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Subject.Start, b.Subject.Start), cmp.Compare(a.Object.Start, b.Object.Start))
		})
	}
	slices.SortStableFunc(out, func(a, b Statement) int {
		x, y := a.Evidence[0], b.Evidence[0]
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.Subject.Start, y.Subject.Start), cmp.Compare(x.Object.Start, y.Object.Start),
			cmp.Compare(a.Type, b.Type), cmp.Compare(a.Modality, b.Modality))
	})
	return out
}
