package extract_test

import (
	"fmt"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// printStatements prints what an extraction states, each with its sentence.
func printStatements(found extract.Extraction) {
	name := map[int]string{}
	for _, c := range found.Chains {
		name[c.ID] = c.Name
	}
	for _, s := range found.Statements {
		e := s.Evidence[0]
		fmt.Printf("%s %s %s (%s)\n  %s\n", name[s.Subject], s.Type, name[s.Object], s.Modality, found.Article.Text[e.Start:e.End])
	}
}

// What one article says, with the sentences that say so.
func ExampleExtractor_Extract() {
	x, err := extract.New(extract.Options{})
	if err != nil {
		panic(err)
	}
	a := article.Article{Published: "2024-03-04", Text: "Anna Berg, a spokeswoman for Norvik Group, declined to comment. Norvik Group plans to buy Fjell Energy."}
	printStatements(x.Extract(a))
	// Output:
	// Anna Berg SPOKESPERSON_FOR Norvik Group (asserted)
	//   Anna Berg, a spokeswoman for Norvik Group, declined to comment.
	// Norvik Group ACQUIRED Fjell Energy (planned)
	//   Norvik Group plans to buy Fjell Energy.
}

// A relation rule of one's own: it may use the classes of the built-in rules
// (@buy, @title …), and its examples are tests ("newsgraph schema test FILE").
func Example_ownRule() {
	set, err := schema.ParseRules("own.yaml", []byte(`
rules:
  - id: ships-for
    type: PARTNERED_WITH
    precision: .9
    patterns: ["{subject} ships goods for {object}"]
    good: ["[Norvik|Organization|s] ships goods for [Fjell|Organization|o]."]
    bad: ["[Norvik|Organization] ships goods to [Fjell|Organization]."]
`), schema.DefaultRules())
	if err != nil {
		panic(err)
	}
	failures, err := relations.TestRules(set)
	if err != nil {
		panic(err)
	}
	fmt.Println(len(failures), "failures")
	rules, err := relations.New(relations.WithMoreRules(set))
	if err != nil {
		panic(err)
	}
	x, err := extract.New(extract.Options{Relations: rules})
	if err != nil {
		panic(err)
	}
	printStatements(x.Extract(article.Article{Text: "Norvik Group ships goods for Fjell Energy."}))
	// Output:
	// 0 failures
	// Norvik Group PARTNERED_WITH Fjell Energy (asserted)
	//   Norvik Group ships goods for Fjell Energy.
}

// shipNames recognizes what stands in a register of ships, and all that the
// recognizer behind it does elsewhere.
type shipNames struct {
	ships map[string]bool
	rest  names.Recognizer
}

func (r shipNames) Recognize(doc text.Document) []names.Mention {
	found := r.rest.Recognize(doc)
	for i := range found {
		if m := &found[i]; r.ships[doc.Text[m.Start:m.End]] {
			m.Type, m.Probability = schema.Product, 1
		}
	}
	return found
}

// A recognizer of one's own, here one that knows better what some names are.
func Example_ownRecognizer() {
	news, err := names.News()
	if err != nil {
		panic(err)
	}
	x, err := extract.New(extract.Options{Names: shipNames{map[string]bool{"Peder Dahl": true}, news}})
	if err != nil {
		panic(err)
	}
	found := x.Extract(article.Article{Text: "Norvik Group said on Monday that the Peder Dahl had left Bergen."})
	var list []string
	for _, m := range found.Mentions {
		list = append(list, fmt.Sprintf("%s: %s", found.Article.Text[m.Start:m.End], m.Type))
	}
	fmt.Println(strings.Join(list, ", "))
	// Output:
	// Norvik Group: Organization, Peder Dahl: Product, Bergen: Place
}
