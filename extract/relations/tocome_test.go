package relations

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract/text"
)

func TestWhatIsYetToCome(t *testing.T) {
	runReadTests(t, []readTest{
		{"ahead of a trip", "Fans met ahead of [Eva Soto|Person]'s trip to [Sudmark|Place].", []string{"Eva Soto VISITED Sudmark planned"}},
		{"next month's event", "[Eva Soto|Person] is competing in next month's [Polar Games|Event].", []string{"Eva Soto PARTICIPATED_IN Polar Games planned"}},
		{"an event of this weekend", "[Eva Soto|Person] can win this weekend's [Polar Games|Event].", []string{"Eva Soto PARTICIPATED_IN Polar Games planned"}},
		{"a match to be played", "[Ajaccio|Organization] face [Bologna|Organization] in the cup.", []string{"Ajaccio COMPETES_WITH Bologna planned"}},
		{"a match played", "[Ajaccio|Organization] faced [Bologna|Organization] in the cup.", []string{"Ajaccio COMPETES_WITH Bologna asserted"}},
		{"a match won", "[Ajaccio|Organization] beat [Bologna|Organization] in the cup.", []string{"Ajaccio COMPETES_WITH Bologna asserted"}},
		{"candidates compete before the vote", "[Eva Soto|Person] faces [Rui Alves|Person] in the election.", []string{"Eva Soto COMPETES_WITH Rui Alves asserted"}},
		{"a trip next week", "[Eva Soto|Person]'s trip to [Peru|Place] next week matters.", []string{"Eva Soto VISITED Peru planned"}},
		{"a trip last week", "[Eva Soto|Person]'s trip to [Peru|Place] last week mattered.", []string{"Eva Soto VISITED Peru asserted"}},
		{"a condition", "Fans will be glad if [Ajaccio|Organization] beats [Bologna|Organization].", []string{"Ajaccio COMPETES_WITH Bologna planned"}},
		{"a verb that is still to happen", "[Eva Soto|Person] is to make a visit to [Peru|Place].", []string{"Eva Soto VISITED Peru planned"}},
		{"a visit before another event", "[Eva Soto|Person] made a visit to [Peru|Place] ahead of next week's vote.", []string{"Eva Soto VISITED Peru asserted"}},
		{"ahead of rivals", "[Ajaccio|Organization] finished ahead of rivals [Bologna|Organization].", []string{"Ajaccio COMPETES_WITH Bologna asserted"}},
	})
}

func TestADateAfterThatOfTheArticle(t *testing.T) {
	for _, tt := range []struct {
		name, published, text, want string
	}{
		{"after", "2020-06-01", "[Eva Soto|Person]'s visit to [Peru|Place] on [June 5|date|2020-06-05] was in the papers.", "planned"},
		{"before", "2020-06-10", "[Eva Soto|Person]'s visit to [Peru|Place] on [June 5|date|2020-06-05] was in the papers.", "asserted"},
		{"no date of the article", "", "[Eva Soto|Person]'s visit to [Peru|Place] on [June 5|date|2020-06-05] was in the papers.", "asserted"},
	} {
		in := parse(t, tt.text)
		in.Published = tt.published
		found := extractor(t).Statements(in)
		if len(found) != 1 || string(found[0].Modality) != tt.want {
			t.Errorf("%s: %+v, want one that is %s", tt.name, found, tt.want)
		}
	}
}

func parse(t *testing.T, marked string) Input {
	t.Helper()
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	ex, err := ParseExample(tagger, marked)
	if err != nil {
		t.Fatal(err)
	}
	return ex.Input
}
