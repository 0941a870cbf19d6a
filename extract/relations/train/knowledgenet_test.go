package train

import (
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// fixed recognizes the names it is told.
type fixed []names.Mention

func (f fixed) Recognize(text.Document) []names.Mention { return slices.Clone(f) }

func TestKnowledgeNetTeachesWhatItsLabelsSay(t *testing.T) {
	analyzer, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := newReader(analyzer.Analyze)
	if err != nil {
		t.Fatal(err)
	}
	d := note(t, "a", "[Ana Soto|Person] founded [Acme|Organization].", "")
	d.Source = "knowledgenet-v10"
	d.Relations = []eval.Relation{{Head: 1, Tail: 0, Type: "FOUNDED_BY"}}
	d.Passages = []eval.Passage{{Start: 0, End: len(d.Text), Exhausted: []string{"FOUNDED_BY", "CEO"}}}
	own := fixed{} // tokens 0 and 1, and token 3
	for i, e := range d.Entities {
		own = append(own, names.Mention{Span: span{Start: e.Start, End: e.End}, Type: schema.EntityType(e.Type), Kind: names.Name, Chain: -1, Probability: 1, First: 3 * i, Last: 3*i + 2 - i})
	}
	in := relations.Input{Doc: analyzer.Analyze(d.Text)}
	in.Mentions, in.Chains = arguments(in.Doc, own)
	list := r.mapped(&d, in, 0, nil)
	if len(list) != 1 {
		t.Fatalf("%d pairs, want one", len(list))
	}
	var right, asked []string
	for k, name := range relations.Labels() {
		if list[0].Asked.Has(k) {
			asked = append(asked, name)
		}
		if list[0].True.Has(k) {
			right = append(right, name)
		}
	}
	slices.Sort(asked)
	if got := strings.Join(right, " "); got != "FOUNDED" {
		t.Errorf("true: %q, want FOUNDED", got)
	}
	if got := strings.Join(asked, " "); got != "CEO_OF FOUNDED" {
		t.Errorf("asked for: %q, want CEO_OF and FOUNDED, of which the passage says all", got)
	}
}

func TestPronounsAndDatesAreArguments(t *testing.T) {
	analyzer, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := newReader(analyzer.Analyze)
	if err != nil {
		t.Fatal(err)
	}
	in := relations.Input{Doc: analyzer.Analyze("She was born on 4 May 1961, when their firm, which it owned, left Oslo.")}
	in.Mentions, in.Chains = arguments(in.Doc, fixed{{Span: span{Start: 66, End: 70}, Type: schema.Place, Kind: names.Name, Chain: -1, Probability: 1, First: 17, Last: 18}})
	in.Values = values.Find(in.Doc, "")
	var forms []string
	for _, m := range in.Mentions {
		forms = append(forms, in.Doc.Text[m.Start:m.End])
	}
	if got := strings.Join(forms, " "); got != "She their which it Oslo" {
		t.Errorf("arguments %q, want the pronouns and the name", got)
	}
	var types []string
	readings(in, func(in relations.Input, changed func(int) bool) {
		for i, m := range in.Mentions {
			if changed(i) {
				types = append(types, string(m.Type[:2]))
			}
		}
	})
	if got := strings.Join(types, " "); got != "Pe Or Or Or Pl Pe Pl Pl" {
		t.Errorf("types %q, want those of the first reading, then the others that three of the pronouns may be", got)
	}
	dated := 0
	withDates(r.extractor, in, func(in *relations.Input, _ relations.Pair, head, date *names.Mention) {
		if in.Doc.Text[date.Start:date.End] != "4 May 1961" || head.Span == date.Span {
			t.Errorf("%q beside %q: want the date", in.Doc.Text[head.Start:head.End], in.Doc.Text[date.Start:date.End])
		}
		dated++
	})
	if dated == 0 {
		t.Error("no pair with the date")
	}
}

func TestOnePairSpeaksForOthersOfTheSameTwo(t *testing.T) {
	one, other := fact{rel: schema.BornIn, subject: 1, object: 2}, fact{rel: schema.BornIn, subject: 1, object: 3}
	list := []scored{{fact: one, z: 2}, {fact: one, z: -1}, {fact: other, z: -1}}
	pool(list)
	if list[0].z != 2 || list[1].z <= -1 || list[1].z >= 2 || list[2].z != -1 {
		t.Errorf("log odds %v, %v, %v: want the second drawn to the first", list[0].z, list[1].z, list[2].z)
	}
}

func TestLogOddsOfTheBestF1(t *testing.T) {
	var list []outcome
	for z := -40; z < 40; z++ {
		list = append(list, outcome{z: float64(z) / 10, right: z > 5 && z%7 != 0})
	}
	facts := 0
	for _, o := range list {
		if o.right {
			facts++
		}
	}
	least := bestF1(map[schema.RelationType][]outcome{schema.BornIn: list}, facts)[schema.BornIn]
	if least < 0.5 || least > 0.7 {
		t.Errorf("log odds %.2f, want those where right ones begin, about 0.6", least)
	}
}
