package train

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names/internal/model"
	"github.com/newsgraph/newsgraph/extract/text"
)

var nations = map[string]bool{"norwegian": true, "korean": true}

// gold makes a document of a text in which names are written [Ann Lee|Person].
func gold(marked string) eval.Document {
	var d eval.Document
	for {
		before, rest, ok := strings.Cut(marked, "[")
		d.Text += before
		if !ok {
			return d
		}
		var inner string
		inner, marked, _ = strings.Cut(rest, "]")
		name, typ, _ := strings.Cut(inner, "|")
		d.Entities = append(d.Entities, eval.Entity{Start: len(d.Text), End: len(d.Text) + len(name), Type: typ, Text: name})
		d.Text += name
	}
}

// small is a set of its own, large enough to learn "X met Y in Z".
func smallSet() []eval.Document {
	var docs []eval.Document
	for _, a := range []string{"Ann Lee", "Bo Dahl", "Cy Ray", "Di Moe"} {
		for _, b := range []string{"Acme", "Bolt", "Cargo"} {
			docs = append(docs,
				gold("["+a+"|Person] left ["+b+"|Organization] in [Oslo|Place]."),
				gold("["+b+"|Organization] named ["+a+"|Person] on Monday."))
		}
	}
	return docs
}

func analyzer(t *testing.T) func(string) text.Document {
	t.Helper()
	a, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	return a.Analyze
}

func options(t *testing.T) Options {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "train"), 0o755); err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	for _, d := range smallSet() {
		if err := json.NewEncoder(z).Encode(map[string]any{"text": d.Text, "entities": d.Entities}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "train", "small.jsonl.gz"), buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return Options{
		Data: dir, Analyze: analyzer(t), Log: t.Logf,
		Sets:   []Set{{File: "small.jsonl.gz", Repeat: 2, Types: ontology, Copies: []Case{Lower}}},
		Tagger: learn.TaggerOptions{Epochs: 4, MinCount: 1},
	}
}

func lexicon(t *testing.T) []byte {
	t.Helper()
	b := model.NewBuilder()
	b.AddWord("oslo", model.Cluster{ID: [4]uint16{1, 2, 3, 4}, Rank: 9})
	b.AddPhrase("Ann", model.GivenName)
	b.AddPhrase("Oslo", model.City)
	data, err := b.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestTrainingIsDeterministicAndLearns(t *testing.T) {
	o := options(t)
	f, err := o.train(lexicon(t), nations)
	if err != nil {
		t.Fatal(err)
	}
	again := options(t)
	g, err := again.train(lexicon(t), nations)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(f.Tagger, g.Tagger) || !bytes.Equal(f.Lexicon, g.Lexicon) || !bytes.Equal(f.Settings, g.Settings) {
		t.Error("two trainings on the same data give different files")
	}
	m, err := load(f)
	if err != nil {
		t.Fatal(err)
	}
	doc := o.Analyze("Ann Dahl left Bolt in Oslo.")
	var got []string
	for _, s := range m.NewWorker().Tag(doc) {
		tokens := doc.Sentences[s.Sentence].Tokens
		got = append(got, doc.Text[tokens[s.First].Start:tokens[s.Last-1].End]+"/"+s.Class.String())
	}
	if s := strings.Join(got, " "); s != "Ann Dahl/Person Bolt/Organization Oslo/Place" {
		t.Errorf("found %s", s)
	}
}

func TestAMissingSetIsNamed(t *testing.T) {
	o := options(t)
	o.Sets[0].File = "other.jsonl.gz"
	if _, err := o.train(lexicon(t), nations); err == nil || !strings.Contains(err.Error(), "other.jsonl.gz") {
		t.Errorf("error %v, want the file named", err)
	}
}

// labels lists the label sets of a document's tokens by their names.
func labels(t *testing.T, s Set, d eval.Document) []string {
	t.Helper()
	doc := analyzer(t)(d.Text)
	masks, _, _ := s.masks(&d, doc.Sentences[0], nations)
	names := model.Labels().Names
	var out []string
	for i, m := range masks {
		var l []string
		for k, n := range names {
			if m>>k&1 == 1 {
				l = append(l, n)
			}
		}
		w := doc.Sentences[0].Tokens[i].Text + ":" + strings.Join(l, "|")
		if len(l) > 4 {
			w = doc.Sentences[0].Tokens[i].Text + ":many"
		}
		out = append(out, w)
	}
	return out
}

func TestAnnotationBecomesLabels(t *testing.T) {
	full := Set{Types: ontology, Demonyms: true, Bodies: true}
	core := Set{Types: conll, Unannotated: model.OtherClasses}
	for name, tc := range map[string]struct {
		set  Set
		doc  eval.Document
		want string
	}{
		"ontology":                 {full, gold("[Ann Lee|Person] left [Acme|Organization]."), "Ann:B-Person Lee:L-Person left:O Acme:U-Organization .:O"},
		"demonym":                  {full, gold("[Norwegian|Place] ships"), "Norwegian:U-Demonym ships:O"},
		"set without other types":  {core, gold("[Ann|PER] sang."), "Ann:U-Person sang:many .:many"},
		"national body left open":  {core, gold("Norwegian government in [Oslo|LOC]"), "Norwegian:many government:many in:many Oslo:U-Place"},
		"name within a token":      {full, gold("[North|Place]erners"), "Northerners:many"},
		"outer name wins":          {full, eval.Document{Text: "Oslo Bank", Entities: []eval.Entity{{Start: 0, End: 4, Type: "Place"}, {Start: 0, End: 9, Type: "Organization"}}}, "Oslo:B-Organization Bank:L-Organization"},
		"types that name nothing":  {core, gold("[two|CARDINAL] men"), "two:many men:many"},
		"common nouns are no name": {full, commonNoun(), "president:O"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(labels(t, tc.set, tc.doc), " "); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestTheGuideOpensWhatItContradicts(t *testing.T) {
	gold := []annotated{{2, 3}, {5, 7}}
	for name, tc := range map[string]struct {
		found model.Span
		open  []int
	}{
		"longer name":             {model.Span{First: 0, Last: 3, Class: model.Law, Probability: 0.7}, []int{0, 1, 2}},
		"longer, doubtful":        {model.Span{First: 0, Last: 3, Class: model.Law, Probability: 0.5}, nil},
		"same name, another type": {model.Span{First: 5, Last: 7, Class: model.Work, Probability: 0.99}, nil},
		"shorter name":            {model.Span{First: 5, Last: 6, Class: model.Person, Probability: 0.99}, nil},
		"new, sure":               {model.Span{First: 3, Last: 5, Class: model.Person, Probability: 0.95}, []int{3, 4}},
	} {
		masks := make([]uint64, 8)
		repair(masks, gold, []model.Span{tc.found})
		var opened []int
		for i, m := range masks {
			if m == openMask {
				opened = append(opened, i)
			}
		}
		if !slices.Equal(opened, tc.open) {
			t.Errorf("%s: opened %v, want %v", name, opened, tc.open)
		}
	}
}

func commonNoun() eval.Document {
	no := false
	return eval.Document{Text: "president", Entities: []eval.Entity{{Start: 0, End: 9, Type: "Person", Named: &no}}}
}

func TestFoldsPartTheMeasuredSentences(t *testing.T) {
	docs := make([]eval.Document, 20)
	for i := range docs {
		docs[i].ID = string(rune('a' + i))
		if i%4 == 0 {
			docs[i].Source = written
		}
	}
	seen := map[string]int{}
	for fold := range 5 {
		train, test := Split(docs, 5, fold)
		if len(train)+len(test) != len(docs) {
			t.Fatalf("fold %d: %d and %d documents of %d", fold, len(train), len(test), len(docs))
		}
		for _, d := range test {
			seen[d.ID]++
			if d.Source == written {
				t.Errorf("fold %d measures on a sentence that was written for training", fold)
			}
		}
	}
	if len(seen) != 15 {
		t.Errorf("%d documents measured over all folds, want 15", len(seen))
	}
}

func TestRecaseKeepsOffsets(t *testing.T) {
	docs := []eval.Document{gold("[Ann Lee|Person] of the [Bank of Oslo|Organization] left."), gold("[İzmir|Place]")}
	for c, want := range map[Case]string{Lower: "ann lee", Title: "Ann Lee", Upper: "ANN LEE"} {
		got := Recase(docs, c)
		if e := got[0].Entities[0]; e.Text != want || got[0].Text[e.Start:e.End] != want {
			t.Errorf("%s: name %q, want %q", c, e.Text, want)
		}
		if c == Lower && len(got) != 1 {
			t.Errorf("a text whose length changes in lower case was kept: %q", got[1].Text)
		}
		if c == Title && got[0].Text != "Ann Lee of the Bank of Oslo Left." {
			t.Errorf("title case: %q", got[0].Text)
		}
	}
	if docs[0].Entities[0].Text != "Ann Lee" {
		t.Error("the documents themselves were changed")
	}
}

func TestIsotonicRises(t *testing.T) {
	var out []outcome
	for i := range 3000 {
		p := float64(i) / 3000
		out = append(out, outcome{p, i%10 < int(p*p*10)})
	}
	points := isotonic(out)
	if len(points) < 3 {
		t.Fatalf("%d points", len(points))
	}
	for i := 1; i < len(points); i++ {
		if points[i].X <= points[i-1].X || points[i].Y < points[i-1].Y {
			t.Errorf("points %v and %v do not rise", points[i-1], points[i])
		}
	}
	s := model.Settings{Temperature: 1, Calibration: points}
	if lo, hi := s.Calibrate(0.1), s.Calibrate(0.95); lo > 0.1 || hi < 0.7 {
		t.Errorf("0.1 became %g, 0.95 became %g: want about 0.01 and 0.9", lo, hi)
	}
}
