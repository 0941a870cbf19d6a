package eval

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// fixed is a recognizer that finds the given strings.
type fixed []names.Mention

func (f fixed) Recognize(doc text.Document) []names.Mention {
	var out []names.Mention
	for _, m := range f {
		if m.End <= len(doc.Text) {
			out = append(out, m)
		}
	}
	return out
}

func at(start, end int, t schema.EntityType, k names.Kind) names.Mention {
	return names.Mention{Span: text.Span{Start: start, End: end}, Type: t, Kind: k}
}

// blanks parts a text at its blanks.
func blanks(s string) text.Document {
	doc := text.Document{Text: s, Sentences: []text.Sentence{{}}}
	from := 0
	for w := range strings.SplitSeq(s, " ") {
		doc.Sentences[0].Tokens = append(doc.Sentences[0].Tokens, text.Token{Span: text.Span{Start: from, End: from + len(w)}, Text: w})
		from += len(w) + 1
	}
	return doc
}

const sentence = "Ann Lee of Acme left Norwegian Oslo"

func gold(t *testing.T, entities string) []Document {
	t.Helper()
	docs, err := Read(strings.NewReader(`{"text":"`+sentence+`","entities":[`+entities+`]}`), "gold.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestExactSpanAndTypeCount(t *testing.T) {
	docs := gold(t, `{"start":0,"end":7,"type":"Person","text":"Ann Lee"},{"start":11,"end":15,"type":"Organization"},`+
		`{"start":21,"end":30,"type":"Place"},{"start":31,"end":34,"type":"Place"}`)
	r := fixed{
		at(0, 7, schema.Person, names.Name), at(11, 15, schema.Product, names.Name), at(21, 30, schema.Place, names.Demonym),
	}
	s := Names(r, blanks, docs)
	if !s.Full {
		t.Error("the ontology's types were not recognized")
	}
	for typ, want := range map[schema.EntityType]Count{
		schema.Person: {Right: 1}, schema.Organization: {Missed: 1}, schema.Product: {False: 1}, schema.Place: {Right: 1, Missed: 1},
	} {
		if got := s.ByType[typ]; got != want {
			t.Errorf("%s: %+v, want %+v", typ, got, want)
		}
	}
	if got, want := s.Micro(), (Count{Right: 2, Missed: 2}); got != want {
		t.Errorf("persons, organizations, places: %+v, want %+v", got, want)
	}
	if got, want := s.All(), (Count{Right: 2, False: 1, Missed: 2}); got != want {
		t.Errorf("all: %+v, want %+v", got, want)
	}
	if s.Unaligned != 1 {
		t.Errorf("%d unaligned, want the one that ends within Oslo", s.Unaligned)
	}
	if out := s.String(); !strings.Contains(out, "Place           1.000  0.500  0.667        2\n") || !strings.Contains(out, "all types") {
		t.Errorf("table:\n%s", out)
	}
}

func TestOtherSetsAreComparedOnWhatTheyAnnotate(t *testing.T) {
	docs := gold(t, `{"start":0,"end":7,"type":"Peop"},{"start":11,"end":15,"type":"Org"},{"start":31,"end":35,"type":"Loc"},{"start":21,"end":30,"type":"Other"}`)
	r := fixed{
		at(0, 7, schema.Person, names.Name), at(11, 15, schema.Product, names.Name),
		at(21, 30, schema.Place, names.Demonym), at(31, 35, schema.Place, names.Name),
	}
	s := Names(r, blanks, docs)
	if got, want := s.All(), (Count{Right: 2, Missed: 1}); got != want || s.Full {
		t.Errorf("%+v (full: %t), want %+v: neither products nor demonyms count", got, s.Full, want)
	}
}

func TestScoresOfNothing(t *testing.T) {
	var c Count
	if c.Precision() != 1 || c.Recall() != 1 || c.F1() != 1 {
		t.Errorf("nothing found of nothing: %g %g %g, want 1", c.Precision(), c.Recall(), c.F1())
	}
}

func TestGoldFilesThatContradictThemselvesAreRefused(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"no JSON":      {"{}\nAnn", "gold.jsonl:2: "},
		"outside":      {`{"text":"Ann","entities":[{"start":0,"end":9}]}`, "gold.jsonl:1: entity 0 reaches from byte 0 to 9 of 3"},
		"another text": {`{"text":"Ännchen","entities":[{"start":0,"end":3,"text":"Änn"}]}`, `entity 0 is "Änn", but its offsets cover "Än": want UTF-8 byte offsets`},
		"backward":     {`{"text":"Ann","entities":[{"start":2,"end":1}]}`, "entity 0"},
	} {
		if _, err := Read(strings.NewReader(tc.in), "gold.jsonl"); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: error %v, want %q", name, err, tc.want)
		}
	}
}

func TestClustersAreNumbersOrNames(t *testing.T) {
	docs, err := Read(strings.NewReader(`{"text":"Ann Bo","entities":[{"start":0,"end":3,"cluster":7},{"start":4,"end":6,"cluster":"c8"}]}`), "gold.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if e := docs[0].Entities; e[0].Cluster != "7" || e[1].Cluster != "c8" {
		t.Errorf("clusters %q and %q", e[0].Cluster, e[1].Cluster)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"text":"Ann","entities":[{"start":0,"end":3,"type":"PER","cluster":"x"}],"relations":[{"head":0,"tail":0}]}`)
	f.Fuzz(func(t *testing.T, in string) {
		docs, err := Read(strings.NewReader(in), "f")
		if err != nil {
			return
		}
		for _, d := range docs {
			for _, e := range d.Entities {
				_ = d.Text[e.Start:e.End] // in range, or it panics
			}
		}
	})
}
