package relations

import "github.com/newsgraph/newsgraph/extract/text"

// Saying is a part of an article that somebody says.
type Saying struct {
	text.Span
	Chain   int       // who says so
	Speaker text.Span // the mention that names the speaker, often in another sentence
}

// Sayings returns what is said in an article and by whom, by start. What the
// article itself says is not among it.
func (e *Extractor) Sayings(in Input) []Saying {
	s := e.pool.Get().(*sentence)
	defer func() {
		s.in, s.text = nil, ""
		e.pool.Put(s)
	}()
	mentions, vals := bySentence(&in)
	speech := e.newSpeech(&in)
	var out []Saying
	put := func(from, to int, who who) {
		if from < to && who.chain >= 0 {
			out = append(out, Saying{text.Span{Start: s.items[from].Start, End: s.items[to-1].End}, who.chain, who.Span})
		}
	}
	for i := range in.Doc.Sentences {
		s.build(&in, i, mentions[i], vals[i])
		speech.read(s)
		for _, p := range speech.spans {
			put(p.start, p.end, p.who)
		}
		put(0, len(s.items), speech.whole)
	}
	return out
}
