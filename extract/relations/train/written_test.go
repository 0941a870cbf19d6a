package train

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/newsgraph/newsgraph/extract/eval"
)

func TestWrittenSentencesParse(t *testing.T) {
	docs, err := Written()
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) == 0 {
		t.Fatal("no sentences")
	}
	for _, d := range docs {
		if strings.ContainsAny(d.Text, "[]|") || strings.Contains(d.Text, "  ") || strings.Contains(d.Text, " ,") || !strings.ContainsAny(d.Text[len(d.Text)-1:], `.?!"'`) {
			t.Errorf("%s: %q: want a clean sentence", d.ID, d.Text)
		}
		if len(strings.Fields(d.Text)) < 5 {
			t.Errorf("%s: %q is too short for a sentence", d.ID, d.Text)
		}
		for _, e := range d.Entities {
			if d.Text[e.Start:e.End] != e.Text {
				t.Errorf("%s: %q covers %q", d.ID, e.Text, d.Text[e.Start:e.End])
			}
		}
	}
}

func TestWrittenSentenceWithItsRelations(t *testing.T) {
	s, err := parseWritten("[a:ORG Acme] of [b:PLACE! Oslo] may buy [c:ORG Birch]. => a HEADQUARTERED_IN b; a ACQUIRED c planned")
	if err != nil {
		t.Fatal(err)
	}
	d := s.document(func(x *slot) string { return strings.ToUpper(x.name) })
	if d.Text != "ACME of OSLO may buy BIRCH." {
		t.Errorf("text %q", d.Text)
	}
	want := []eval.Relation{{Head: 0, Tail: 1, Type: "HEADQUARTERED_IN", Modality: "asserted"}, {Head: 0, Tail: 2, Type: "ACQUIRED", Modality: "planned"}}
	if !slices.Equal(d.Relations, want) {
		t.Errorf("relations %+v, want %+v", d.Relations, want)
	}
	if e := d.Entities[2]; d.Text[e.Start:e.End] != "BIRCH" || e.Type != "Organization" {
		t.Errorf("third name %+v", e)
	}
}

func TestFaultyWrittenLines(t *testing.T) {
	for name, c := range map[string]struct{ line, want string }{
		"no arrow":         {"[a:ORG Acme] grew.", "no =>"},
		"unknown type":     {"[a:FIRM Acme] grew. =>", `type "FIRM"`},
		"no type":          {"[Acme] grew. =>", "mark [Acme"},
		"open mark":        {"[a:ORG Acme grew. =>", "mark [a:ORG"},
		"letter twice":     {"[a:ORG Acme] met [a:ORG Birch]. =>", "stands twice"},
		"unknown letter":   {"[a:ORG Acme] bought [b:ORG Birch]. => a ACQUIRED c", "letters of two"},
		"with itself":      {"[a:ORG Acme] bought [b:ORG Birch]. => a ACQUIRED a", "letters of two"},
		"unknown relation": {"[a:ORG Acme] bought [b:ORG Birch]. => a BOUGHT b", "no BOUGHT"},
		"a place bought":   {"[a:ORG Acme] bought [b:PLACE Oslo]. => a ACQUIRED b", "no ACQUIRED joins"},
		"unknown modality": {"[a:ORG Acme] bought [b:ORG Birch]. => a ACQUIRED b maybe", `modality "maybe"`},
		"symmetric twice":  {"[a:ORG Acme] joined [b:ORG Birch]. => a PARTNERED_WITH b; b PARTNERED_WITH a", "stands twice"},
	} {
		if _, err := parseWritten(c.line); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one about %q", name, err, c.want)
		}
	}
}

func TestSentenceWrittenTwice(t *testing.T) {
	_, err := readWritten(fstest.MapFS{
		"written/a.txt": {Data: []byte("# deals\n[a:ORG Acme] bought [b:ORG Birch]. => a ACQUIRED b\n")},
		"written/b.txt": {Data: []byte("\n[a:ORG Acme] bought [b:ORG Birch]. =>\n")},
	})
	if err == nil || !strings.Contains(err.Error(), "b.txt:2") || !strings.Contains(err.Error(), "a.txt:2") {
		t.Errorf("error %v, want one that names both places", err)
	}
}

func TestNamesAreDrawnAlikeWithinASentence(t *testing.T) {
	s, err := parseWritten("[a:PER Maria Lund] left [b:ORG Nvidia], where [c:PER Lund] ran chips, for [d:ORG! Toyota]; [e:ORG Zubrek] and [f:ORG Nvidia] fell. => a WORKS_FOR b past; a WORKS_FOR d")
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(50) {
		d := s.document(newDraw(s, seed).name)
		n := func(i int) string { return d.Entities[i].Text }
		if n(0) == "Maria Lund" || !strings.HasSuffix(n(0), " "+n(2)) {
			t.Errorf("%q and %q: want another full name and its surname", n(0), n(2))
		}
		if given, _, _ := strings.Cut(n(0), " "); !slices.Contains(women, given) {
			t.Errorf("%q drawn for Maria Lund: want a woman", n(0))
		}
		if n(1) == "Nvidia" || n(1) != n(5) || n(1) == n(3) {
			t.Errorf("%q, %q: want another firm, twice the same", n(1), n(5))
		}
		if n(3) != "Toyota" || n(4) != "Zubrek" {
			t.Errorf("%q, %q: want what is kept or in no list as it stands", n(3), n(4))
		}
		if again := s.document(newDraw(s, seed).name); again.Text != d.Text {
			t.Errorf("one seed gave %q and %q", d.Text, again.Text)
		}
	}
}
