package relations

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// read parses a marked text and returns its statements as lines with speaker,
// time and amount.
func read(t testing.TB, e *Extractor, marked string) []string {
	t.Helper()
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	ex, err := ParseExample(tagger, marked)
	if err != nil {
		t.Fatal(err)
	}
	found := e.Statements(ex.Input)
	out := lines(ex.Input, found)
	for i, s := range found {
		if s.Speaker != nil {
			out[i] += " says " + ex.Chains[*s.Speaker].Name
		}
		if s.ValidFrom != "" || s.ValidTo != "" {
			out[i] += fmt.Sprintf(" from %q to %q", s.ValidFrom, s.ValidTo)
		}
		if s.Amount != "" {
			out[i] += " for " + s.Amount
		}
		if s.Stake != "" {
			out[i] += " of " + s.Stake
		}
	}
	return out
}

func extractor(t testing.TB) *Extractor {
	t.Helper()
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

type readTest struct {
	name, text string
	want       []string
}

func runReadTests(t *testing.T, tests []readTest) {
	e := extractor(t)
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, read(t, e, tt.text)); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func TestStatements(t *testing.T) {
	runReadTests(t, []readTest{
		{
			"a title before a list names each of them", "Ministers [Ana Soto|Person] and [Rui Alves|Person] of [Norland|Place] agreed.",
			[]string{"Ana Soto WORKS_FOR Norland asserted (minister)", "Rui Alves WORKS_FOR Norland asserted (minister)"},
		},
		{
			"each of two titles goes with its own name", "[French|Place] President [Ana Soto|Person] and [German|Place] Chancellor [Rui Alves|Person] agreed.",
			[]string{"Ana Soto HEAD_OF_STATE_OF French asserted (president)", "Rui Alves HEAD_OF_GOVERNMENT_OF German asserted (chancellor)"},
		},
		{"a relative clause has the subject before it", "[Acme|Organization], which bought [Birch|Organization], grew.", []string{"Acme ACQUIRED Birch asserted"}},
		{"an apposition stands between subject and verb", "[Acme|Organization], a maker of boats, bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted"}},
		{"coordinated verbs share a subject", "[Acme|Organization] closed a mine and bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted"}},
		{"brackets and ages are skipped", "[Ida Moreau|Person], 45, chief executive of [Acme|Organization], agreed.", []string{"Ida Moreau CEO_OF Acme asserted (chief executive)"}},
		{
			"a list of objects", "[Acme|Organization] owns [Birch|Organization], [Elm|Organization] and [Oak|Organization].",
			[]string{"Acme OWNS Birch asserted", "Acme OWNS Elm asserted", "Acme OWNS Oak asserted"},
		},
		{"a possessive pronoun", "[Acme|Organization] agreed; [its|Organization|=Acme] chief executive, [Ida Moreau|Person], did not speak.", []string{"Ida Moreau CEO_OF Acme asserted (chief executive)"}},
		{"a pronoun stands for its chain", "[Ida Moreau|Person] smiled. [She|Person|=Ida Moreau] met [Rui Alves|Person].", []string{"Ida Moreau MET_WITH Rui Alves asserted"}},
		{"a description stands for its chain", "[the company|Organization|=Acme] bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted"}},
		{"nobody meets himself", "[Ida Moreau|Person] met [her|Person|=Ida Moreau].", nil},
		{"symmetric relations are told once", "[Ana Soto|Person] met [Rui Alves|Person]. [Rui Alves|Person] met [Ana Soto|Person].", []string{"Ana Soto MET_WITH Rui Alves asserted"}},
		{"types that the ontology forbids", "[Lima|Place] bought [Oslo|Place].", nil},
		{"soldiers stand for their country", "[Norland|Place] soldiers killed two members of the [Blue Front|Organization].", []string{"Norland ATTACKED Blue Front asserted"}},
		{
			"a name in front of a name is no object", "[Ana Soto|Person] met [Peruvian|Place] writer [Rui Alves|Person].",
			[]string{"Ana Soto MET_WITH Rui Alves asserted", "Rui Alves CITIZEN_OF Peruvian asserted"},
		},
		{"places next to each other", "A fire broke out in [Kisumu|Place], [Kenya|Place].", []string{"Kisumu LOCATED_IN Kenya asserted"}},
		{"a list of places is no address", "They flew to [Peru|Place], [Chile|Place] and [Kenya|Place].", nil},
		{"a bracket does not end a list", "Teams came from [Peru|Place], [Chile|Place] (last year's winner), [Kenya|Place] and [Ghana|Place].", nil},
		{"a name turned into its opposite", "He is a non-[Polar Union|Organization] leader, [Rui Alves|Person].", nil},
		{
			"shareholders by a possessive pronoun", "[Acme|Organization] grew. [Its|Organization|=Acme] largest shareholders are [Birch|Organization] and [Elm|Organization].",
			[]string{"Birch INVESTED_IN Acme asserted", "Elm INVESTED_IN Acme asserted"},
		},
		{"dates of birth", "[Ana Soto|Person] was born on [May 5, 1970|date|1970-05-05].", []string{"Ana Soto born_on 1970-05-05 asserted"}},
		{"dates of a company", "[Acme|Organization] was founded in [1998|date].", []string{"Acme founded_on 1998 asserted"}},
	})
}

func TestModality(t *testing.T) {
	runReadTests(t, []readTest{
		{"a fact", "[Acme|Organization] bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted"}},
		{"will", "[Acme|Organization] will buy [Birch|Organization].", []string{"Acme ACQUIRED Birch planned"}},
		{"an infinitive in a headline", "[Acme|Organization] to buy [Birch|Organization] for a song", []string{"Acme ACQUIRED Birch planned"}},
		{"agreed to", "[Acme|Organization] agreed to buy [Birch|Organization].", []string{"Acme ACQUIRED Birch planned"}},
		{"a plan", "[Acme|Organization] announced plans to buy [Birch|Organization].", []string{"Acme ACQUIRED Birch planned"}},
		{"may", "[Acme|Organization] may buy [Birch|Organization].", []string{"Acme ACQUIRED Birch planned"}},
		{"not", "[Acme|Organization] did not buy [Birch|Organization].", []string{"Acme ACQUIRED Birch denied"}},
		{"never", "[Acme|Organization] has never owned [Birch|Organization].", []string{"Acme OWNS Birch denied"}},
		{"refused to", "[Acme|Organization] refused to buy [Birch|Organization].", []string{"Acme ACQUIRED Birch denied"}},
		{"denied doing it", "[Norland|Place] denied attacking [Sudmark|Place].", []string{"Norland ATTACKED Sudmark denied"}},
		{"denied that", "[Ana Soto|Person] denied that [Acme|Organization] bought [Birch|Organization].", []string{"Acme ACQUIRED Birch denied says Ana Soto"}},
		{"reportedly", "[Acme|Organization] reportedly bought [Birch|Organization].", []string{"Acme ACQUIRED Birch alleged"}},
		{"accused of", "[Norland|Place] is accused of attacking [Sudmark|Place].", []string{"Norland ATTACKED Sudmark alleged"}},
		{"former", "Former [Acme|Organization] chief executive [Ida Moreau|Person] left.", []string{"Ida Moreau CEO_OF Acme past (chief executive)"}},
		{"was", "[Ida Moreau|Person] was chief executive of [Acme|Organization].", []string{"Ida Moreau CEO_OF Acme past (chief executive)"}},
		{"owned", "[Acme|Organization] owned [Birch|Organization].", []string{"Acme OWNS Birch past"}},
		{"a resignation", "[Acme|Organization] chief executive [Ida Moreau|Person] resigned.", []string{"Ida Moreau CEO_OF Acme past (chief executive)"}},
		{"becoming is no end", "[Ida Moreau|Person] became chief executive of [Acme|Organization].", []string{"Ida Moreau CEO_OF Acme asserted (chief executive)"}},
		{"no denies another clause", "[Acme|Organization] bought [Birch|Organization], not knowing its debts.", []string{"Acme ACQUIRED Birch asserted"}},
		{
			"a plan elsewhere leaves titles alone", "[Norland|Place] may sue [Acme|Organization] chief executive [Ida Moreau|Person].",
			[]string{"Norland SUED Ida Moreau planned", "Ida Moreau CEO_OF Acme asserted (chief executive)"},
		},
	})
}

func TestSpeakers(t *testing.T) {
	runReadTests(t, []readTest{
		{"said that", "[Ana Soto|Person] said that [Acme|Organization] bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted says Ana Soto"}},
		{"said after", "\"[Acme|Organization] bought [Birch|Organization],\" said [Ana Soto|Person].", []string{"Acme ACQUIRED Birch asserted says Ana Soto"}},
		{"the name before said", "\"[Acme|Organization] bought [Birch|Organization],\" [Ana Soto|Person] said.", []string{"Acme ACQUIRED Birch asserted says Ana Soto"}},
		{"according to", "According to [Ana Soto|Person], [Acme|Organization] bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted says Ana Soto"}},
		{"the article itself", "[Acme|Organization] bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted"}},
		{"what follows said is no speaker when it does something", "[Acme|Organization]'s spokesman, [Rui Alves|Person], said [Birch|Organization] could grow.", []string{"Rui Alves SPOKESPERSON_FOR Acme asserted (spokesman)"}},
		{"who she is nobody says", "[Ana Soto|Person], chairman of [Acme|Organization], said it rained.", []string{"Ana Soto LEADS Acme asserted (chairman)"}},
		{"a quotation goes on", "\"It is true,\" [Ana Soto|Person] said. \"[Acme|Organization] bought [Birch|Organization].\"", []string{"Acme ACQUIRED Birch asserted says Ana Soto"}},
		{"a pronoun speaks", "[Ana Soto|Person] smiled. [She|Person|=Ana Soto] said [Acme|Organization] bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted says Ana Soto"}},
		{"the one who is told does not say it", "\"[Acme|Organization] bought [Birch|Organization],\" [Ana Soto|Person] told [Reuters|Organization].", []string{"Acme ACQUIRED Birch asserted says Ana Soto"}},
		{"a quotation ends with its paragraph", "\"It is true, [Ana Soto|Person] said.\n\n[Acme|Organization] bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted"}},
		{
			"a statement's paragraphs", "[Ana Soto|Person] released the following statement:\n\n\"[Acme|Organization] bought [Birch|Organization].\"",
			[]string{"Acme ACQUIRED Birch asserted says Ana Soto"},
		},
		{
			"a long title after said", "\"[Acme|Organization] bought [Birch|Organization],\" said Assistant Director in Charge [Ana Soto|Person].",
			[]string{"Acme ACQUIRED Birch asserted says Ana Soto"},
		},
		{"a headline's colon", "[Ana Soto|Person]: [Acme|Organization] bought [Birch|Organization]", []string{"Acme ACQUIRED Birch asserted says Ana Soto"}},
		{
			"according to a title", "[Acme|Organization] bought [Birch|Organization], according to the Governor of [Norland|Place] [Ana Soto|Person].",
			[]string{"Acme ACQUIRED Birch asserted says Ana Soto", "Ana Soto WORKS_FOR Norland asserted (governor)"},
		},
		{"a paper's report", "The [Ledger|Organization] newspaper says [Acme|Organization] bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted says Ledger"}},
		{
			"remarked before a quotation", "[Ana Soto|Person] continued, \"[Acme|Organization] bought [Birch|Organization].\"",
			[]string{"Acme ACQUIRED Birch asserted says Ana Soto"},
		},
		{"told twice, once by the article", "[Ana Soto|Person] said [Acme|Organization] bought [Birch|Organization]. [Acme|Organization] bought [Birch|Organization].", []string{"Acme ACQUIRED Birch asserted"}},
	})
}

func TestTimesAndAmounts(t *testing.T) {
	runReadTests(t, []readTest{
		{"since", "[Ida Moreau|Person] has been chairman of [Acme|Organization] since [2019|date].", []string{`Ida Moreau LEADS Acme asserted (chairman) from "2019" to ""`}},
		{"until", "[Ida Moreau|Person] was chairman of [Acme|Organization] until [Friday|date|2020-08-07].", []string{`Ida Moreau LEADS Acme past (chairman) from "" to "2020-08-07"`}},
		{"from to", "[Ida Moreau|Person] was chairman of [Acme|Organization] from [2010|date] to [2014|date].", []string{`Ida Moreau LEADS Acme past (chairman) from "2010" to "2014"`}},
		{"a deal in a month", "[Acme|Organization] bought [Birch|Organization] in [August|date|2020-08] for [$2 billion|money|2000000000 USD].", []string{`Acme ACQUIRED Birch asserted from "2020-08" to "" for 2000000000 USD`}},
		{"a stake", "[Acme|Organization] bought a [10 percent|percent|10] stake in [Birch|Organization].", []string{"Acme INVESTED_IN Birch asserted of 10 %"}},
		{
			"a stake and its price", "[Acme|Organization] bought a [10 percent|percent|10] stake in [Birch|Organization] for [$2 billion|money|2000000000 USD].",
			[]string{"Acme INVESTED_IN Birch asserted for 2000000000 USD of 10 %"},
		},
		{
			"money of another clause", "[Birch|Organization], which is owned by [Acme|Organization], paid fines of [$2 million|money|2000000 USD].",
			[]string{"Acme OWNS Birch asserted"},
		},
		{"since when, before it", "Since [2019|date] [Ida Moreau|Person] has led [Acme|Organization].", []string{`Ida Moreau LEADS Acme asserted from "2019" to ""`}},
		{
			"a cup not won since a year", "[Ida Moreau|Person] led [Acme|Organization] to their first title since [1977|date].",
			[]string{"Ida Moreau LEADS Acme past"},
		},
		{"a place has no date", "It has opened offices in [Oslo|Place], [Norland|Place], since [1997|date].", []string{"Oslo LOCATED_IN Norland asserted"}},
		{"no amount for a meeting", "[Ana Soto|Person] met [Rui Alves|Person] over [$2 billion|money|2000000000 USD].", []string{"Ana Soto MET_WITH Rui Alves asserted"}},
	})
}

func TestOneStatementHoldsAllItsEvidence(t *testing.T) {
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	ex, err := ParseExample(tagger, "[Acme|Organization] bought [Birch|Organization]. It rained. [Birch|Organization] was bought by [Acme|Organization]. [Acme|Organization] may buy [Birch|Organization].")
	if err != nil {
		t.Fatal(err)
	}
	found := extractor(t).Statements(ex.Input)
	if len(found) != 2 || len(found[0].Evidence) != 2 || found[1].Modality != schema.Planned {
		t.Fatalf("got %+v", found)
	}
	if a, b := found[0].Evidence[0], found[0].Evidence[1]; a.Start >= b.Start || a.Rule == "" || found[0].Probability < max(a.Probability, b.Probability) {
		t.Errorf("evidence %+v, %+v of probability %v", a, b, found[0].Probability)
	}
}

func TestUsersRulesComeOnTop(t *testing.T) {
	more, err := schema.ParseRules("mine.yaml", []byte(`
verbs: {adore: [adore, cherish]}
rules:
  - {id: adores, type: SUPPORTED, precision: .8, patterns: ["{subject} @adore/active {object}"]}
`), schema.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(WithMoreRules(more))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Ana Soto SUPPORTED Rui Alves asserted"}
	if got := read(t, e, "[Ana Soto|Person] cherishes [Rui Alves|Person]."); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if got := read(t, extractor(t), "[Ana Soto|Person] cherishes [Rui Alves|Person]."); got != nil {
		t.Errorf("without the rule: %v", got)
	}
}

func TestGoroutinesShareAnExtractor(t *testing.T) {
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	ex, err := ParseExample(tagger, strings.Repeat("[Ana Soto|Person], chairman of [Acme|Organization], said that [Acme|Organization] bought [Birch|Organization]. ", 20))
	if err != nil {
		t.Fatal(err)
	}
	e := extractor(t)
	want := e.Statements(ex.Input)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if diff := cmp.Diff(want, e.Statements(ex.Input)); diff != "" {
					t.Errorf("another result: %s", diff)
					return
				}
			}
		})
	}
	wg.Wait()
}
