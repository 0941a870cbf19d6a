package train

import (
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
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
	list := r.mapped(&d, 0, own, nil)
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
