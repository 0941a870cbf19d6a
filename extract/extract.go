package extract

import (
	"context"
	"fmt"
	"iter"
	"runtime"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// Options choose the parts of an Extractor. The zero value is the default of
// each.
type Options struct {
	Text      *text.Analyzer       // nil: text.Default
	Names     names.Recognizer     // nil: the news model
	Relations *relations.Extractor // nil: the built-in rules

	// Choice tells parts that are not the defaults from others, for callers
	// that keep extractions; see Extractor.Fingerprint.
	Choice string
}

// revision grows when a change of code, not of models or rules, changes what
// is found, so that stores extract their articles again.
const revision = 5

// Extractor runs the stages over articles. It is safe for concurrent use.
type Extractor struct {
	text        *text.Analyzer
	names       names.Recognizer
	relations   *relations.Extractor
	fingerprint string
}

// New returns an Extractor. It fails when a model cannot be loaded.
func New(o Options) (*Extractor, error) {
	x := &Extractor{text: o.Text, names: o.Names, relations: o.Relations}
	x.fingerprint = fmt.Sprintf("%d.%d %s %s", Version, revision,
		schema.Digest(schema.Version(), names.Version(), coref.Version(), gazetteer.Version(), relations.Version()), o.Choice)
	var err error
	if x.text == nil {
		if x.text, err = text.Default(); err != nil {
			return nil, err
		}
	}
	if x.names == nil {
		if x.names, err = names.News(); err != nil {
			return nil, err
		}
	}
	if x.relations == nil {
		if x.relations, err = relations.New(); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// Fingerprint tells extractors apart: equal fingerprints give equal
// extractions of equal articles.
func (x *Extractor) Fingerprint() string { return x.fingerprint }

// Extract finds what an article says.
func (x *Extractor) Extract(a article.Article) Extraction {
	doc := x.text.Analyze(a.Text)
	out := Extraction{Version: Version, Article: a, Sentences: make([]text.Span, len(doc.Sentences))}
	for i, s := range doc.Sentences {
		out.Sentences[i] = s.Span
	}
	out.Values = values.Find(doc, a.Published)
	out.Mentions, out.Chains = coref.Resolve(doc, x.names.Recognize(doc))
	found := x.relations.Statements(relations.Input{
		Doc: doc, Title: titleSpan(a), Published: a.Published,
		Mentions: out.Mentions, Values: out.Values, Chains: out.Chains,
	})
	// Lists without an element are lists in JSON, too.
	out.Mentions, out.Chains = list(out.Mentions), list(out.Chains)
	out.Values, out.Statements = list(out.Values), list(found)
	return out
}

func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// titleSpan is the headline within the text, empty when the text does not
// begin with it.
func titleSpan(a article.Article) text.Span {
	n := len(a.Title)
	if n > 0 && len(a.Text) >= n && a.Text[:n] == a.Title {
		return text.Span{Start: 0, End: n}
	}
	return text.Span{}
}

// English reports whether a text is in the language that the stages know. Texts
// whose language is not known count as English, and so do short ones unless they
// are plainly not.
func English(a article.Article) bool {
	switch {
	case !latin(a.Text):
		return false
	case a.Language == "" || a.Language == "en":
		return true
	case len(a.Text) < shortText:
		return !foreign(a.Text)
	}
	return false
}

// All extracts a stream of records on several workers (one a CPU when workers
// is 0) and yields the results in the order of the records. The errors are
// those of the stream, each in its place.
func (x *Extractor) All(ctx context.Context, records iter.Seq2[article.Record, error], workers int) iter.Seq2[Extraction, error] {
	type result struct {
		found Extraction
		err   error
	}
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return func(yield func(Extraction, error) bool) {
		for r := range InOrder(ctx, records, workers, func(rec article.Record, err error) result {
			if err != nil {
				return result{err: err}
			}
			return result{found: x.Extract(rec.Article)}
		}) {
			if !yield(r.found, r.err) {
				return
			}
		}
	}
}
