package names

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

func TestReadNamesRefusesBadLinesWithTheirPlace(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"unknown type":   {"Acme,Organization\nBolt,Firm\n", `names.csv:2: type "Firm": want one of Person, `},
		"no type":        {"Acme\n", "names.csv:1: 1 fields: want name,type or name,type,id"},
		"too many":       {"a,Person,1,2\n", "names.csv:1: 4 fields"},
		"empty name":     {"# ours\n\n ,Person\n", "names.csv:3: the name is empty"},
		"stray quote":    {"Acme,Organization\nBo\"lt,Person\n", "names.csv:2: "},
		"heading is not": {"Acme,Organization\nname,type\n", `names.csv:2: type "type"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadNames(strings.NewReader(tc.in), "names.csv")
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %q in it", err, tc.want)
			}
		})
	}
}

func TestReadNamesSkipsHeadingCommentsAndEmptyLines(t *testing.T) {
	l := mustRead(t, "\ufeffName,Type,ID\n# companies\n\nAcme Rockets,Organization,Q1\nAcme Rockets,Product,Q2\n\"Bolt, Inc.\",Organization\n")
	if l.Len() != 2 {
		t.Errorf("%d names, want 2", l.Len())
	}
	if id := l.ID("Acme  Rockets"); id != "Q2" {
		t.Errorf("id %q, want that of the later line, Q2", id)
	}
	if id := (*NameList)(nil).ID("Acme"); id != "" {
		t.Errorf("id %q of an empty list", id)
	}
}

func mustRead(t *testing.T, csv string) *NameList {
	t.Helper()
	l, err := ReadNames(strings.NewReader(csv), "names.csv")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// words makes a document of one sentence from words parted by spaces.
func words(s string) text.Document {
	doc := text.Document{Text: s}
	var sent text.Sentence
	at := 0
	for w := range strings.SplitSeq(s, " ") {
		sent.Tokens = append(sent.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}, Text: w})
		at += len(w) + 1
	}
	sent.Span = text.Span{Start: 0, End: len(s)}
	doc.Sentences = []text.Sentence{sent}
	return doc
}

func mention(doc text.Document, first, last int, typ schema.EntityType) Mention {
	tokens := doc.Sentences[0].Tokens
	return Mention{
		Span: text.Span{Start: tokens[first].Start, End: tokens[last-1].End},
		Type: typ, Kind: Name, Chain: -1, Probability: 0.5, First: first, Last: last,
	}
}

func TestListedNamesOutrankTheModel(t *testing.T) {
	doc := words("Fast Orbit of Orbit City hired Ann Orbit , not Fast")
	l := mustRead(t, "Orbit,Product\nOrbit City,Place\nFast,Organization\n")
	model := []Mention{mention(doc, 0, 2, schema.Organization), mention(doc, 4, 5, schema.Person), mention(doc, 6, 8, schema.Person)}
	var got []string
	for _, m := range l.overlay(doc, model, 1, false) {
		got = append(got, m.In(doc.Text)+"/"+string(m.Type))
		if m.In(doc.Text) == "Orbit" && m.Probability != 1 {
			t.Errorf("a listed name has probability %g, want 1", m.Probability)
		}
	}
	want := "Fast/Organization Orbit/Product Orbit City/Place Orbit/Product Fast/Organization"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("mentions %s\nwant     %s", s, want)
	}
}

func TestMentionsThatNoListedNameTouchesStay(t *testing.T) {
	doc := words("Ann Lee met Bolt and Bo Lee")
	l := mustRead(t, "Bolt,Organization\n")
	got := l.overlay(doc, []Mention{mention(doc, 0, 2, schema.Person), mention(doc, 5, 7, schema.Person)}, 1, false)
	if len(got) != 3 || got[0].In(doc.Text) != "Ann Lee" || got[1].In(doc.Text) != "Bolt" || got[2].In(doc.Text) != "Bo Lee" {
		t.Errorf("mentions %v", got)
	}
}

func TestBuiltInNamesYieldToLongerOnes(t *testing.T) {
	doc := words("Bolt bought Bolt Air and Orbit")
	l := mustRead(t, "Bolt,Product\nOrbit,Product\n")
	got := l.overlay(doc, []Mention{mention(doc, 0, 1, schema.Person), mention(doc, 2, 4, schema.Organization), mention(doc, 5, 6, schema.Product)}, 0.9, true)
	if s := strings.Join(show(doc, got), " "); s != "Bolt/Product Bolt Air/Organization Orbit/Product" {
		t.Errorf("mentions %s, want Bolt/Product Bolt Air/Organization Orbit/Product", s)
	}
	if p := got[2].Probability; p != 0.9 {
		t.Errorf("a name that list and model agree on has probability %g, want 0.9", p)
	}
}

func TestAListOfBuiltInNamesIsNotOneName(t *testing.T) {
	doc := words("Bolt and Orbit met Bolt and Sons")
	l := mustRead(t, "Bolt,Organization\nOrbit,Organization\n")
	got := l.overlay(doc, []Mention{mention(doc, 0, 3, schema.Organization), mention(doc, 4, 7, schema.Organization)}, 0.9, true)
	if s := strings.Join(show(doc, got), ", "); s != "Bolt/Organization, Orbit/Organization, Bolt and Sons/Organization" {
		t.Errorf("mentions %s", s)
	}
}

func FuzzReadNames(f *testing.F) {
	f.Add("name,type\nAcme,Organization,1\n")
	f.Add("\"a\"\"b\",Person\n#x\n")
	f.Fuzz(func(t *testing.T, in string) {
		l, err := ReadNames(strings.NewReader(in), "f.csv")
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f.csv:") {
				t.Errorf("error does not name the file: %v", err)
			}
			return
		}
		doc := words(strings.Join(strings.Fields(in), " "))
		end := 0
		for _, m := range l.overlay(doc, nil, 1, false) {
			if m.Start < end || m.End <= m.Start || m.End > len(doc.Text) {
				t.Fatalf("mention %v after %d", m.Span, end)
			}
			end = m.End
		}
	})
}
