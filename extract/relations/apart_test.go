package relations

import (
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

func TestWhatStandsApart(t *testing.T) {
	checkStatements(t, []stating{
		{"children and who speaks of them", "[Ana Lima|Person] has no access to [her|Person|=Ana Lima] children, [Leo Brandt|Person] said.", nil},
		{"a son and who speaks of him", "[Ana Lima|Person] would not leave [her|Person|=Ana Lima] son, [he|Person|=Leo Brandt] says.", nil},
		{"a son who is named", "[Ana Lima|Person] came with [her|Person|=Ana Lima] son [Rui|Person].", []string{"Rui CHILD_OF Ana Lima asserted"}},
		{"a son named after a comma", "[Ana Lima|Person]'s son, [Rui Lima|Person], said he agreed.", []string{"Rui Lima CHILD_OF Ana Lima asserted"}},
		{"a list that goes on after a parent", "They are [Rui Vale|Person], son of singer [Jon Vale|Person] and [Leo Brandt|Person], 27, from the coast.", []string{"Rui Vale CHILD_OF Jon Vale asserted"}},
		{"whose wife", "[Leo Brandt|Person] sang for [Jon Vale|Person] and [his|Person|=Leo Brandt] wife [Eva|Person].", []string{"Jon Vale SPOUSE_OF Eva asserted"}},
		{"a goal that was almost one", "[Leo Brandt|Person] almost headed [Rovers|Organization] in front.", nil},
		{"a goal", "[Leo Brandt|Person] headed [Rovers|Organization] in front.", nil},
		{"who heads a club", "[Leo Brandt|Person] heads [Rovers|Organization].", []string{"Leo Brandt LEADS Rovers asserted"}},
		{"kings in a list", "It drew guests including [Leo Brandt|Person], the King of [Norland|Place], and [Ana Lima|Person].", nil},
		{"whom councillors back", "Councillors who back [Leo Brandt|Person] met [Jon Vale|Person].", nil},
		{"who works with a country", "[Leo Brandt|Person] had to work with [Norland|Place].", nil},
		{"whose country it is", "The prize went to [Norwegian|Place] pianist [Leo Brandt|Person] and flamenco singer [Jon Vale|Person].", []string{"Leo Brandt CITIZEN_OF Norwegian asserted"}},
		{"when the dead went to school", "[Leo Brandt|Person], who died last year, attended the school in [1937|date|1937].", nil},
		{"if somebody would", "Asked if [Acme|Organization] would be seeking a loan, chief executive [Leo Brandt|Person] said no.", []string{"Leo Brandt CEO_OF Acme asserted (chief executive)"}},
	})
}

// What the model alone would take for related.
func TestWhatStandsApartForTheModel(t *testing.T) {
	checkGuard(t, (*sentence).standsApart, []guarding{
		{"a minister of finance", "[UK|Place|o] Chancellor [Leo Brandt|Person|s] agreed.", schema.HeadOfGovernmentOf, true},
		{"a head of government", "[German|Place|o] Chancellor [Leo Brandt|Person|s] agreed.", schema.HeadOfGovernmentOf, false},
		{"a constituency", "[Leo Brandt|Person|s], MP for [Norland|Place|o] and the [Green Party|Organization]'s leader, agreed.", schema.Leads, true},
		{"a party", "[Leo Brandt|Person|s], MP for [Norland|Place] and the [Green Party|Organization|o]'s leader, agreed.", schema.Leads, false},
		{"what a remark is about", "[Leo Brandt|Person|s] apologised for his [Glider|Product|o] comment.", schema.Produces, true},
		{"what is made", "[Leo Brandt|Person|s] made the [Glider|Product|o].", schema.Produces, false},
	})
}
