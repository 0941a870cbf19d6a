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
		{"a family of one who plays for a club", "[Leo Brandt|Person], who played for [Rovers|Organization], and [his|Person|=Leo Brandt] wife [Eva|Person] agreed.", []string{
			"Leo Brandt SPOUSE_OF Eva asserted", "Leo Brandt WORKS_FOR Rovers past",
		}},
		{"what a runner settles for", "[Leo Brandt|Person] had to settle for bronze in [Norland|Place].", nil},
		{"where somebody settles", "[Leo Brandt|Person] settled in [Tronby|Place].", []string{"Leo Brandt LIVES_IN Tronby asserted"}},
		{"a prize", "[Eva Soto|Person] won the [Harbour Prize|Event].", nil},
		{"a night of prizes", "[Eva Soto|Person] won at the [Harbour Awards|Event].", []string{"Eva Soto PARTICIPATED_IN Harbour Awards asserted"}},
		{"a cup", "[Eva Soto|Person] won the [Harbour Cup|Event].", []string{"Eva Soto PARTICIPATED_IN Harbour Cup asserted"}},
		{"a director of a film", "[Dead Harbour|Organization] director [Leo Brandt|Person] says his film is no sequel of other films.", nil},
		{"a director in an article on films", "[Trade Office|Organization] director [Leo Brandt|Person] says his film is no sequel of other films.", []string{"Leo Brandt LEADS Trade Office asserted (director)"}},
		{"whose office of two", "[Ann Poe|Person] and [Jon Vale|Person], the chairman and secretary of the [Harbour Council|Organization], agreed.", []string{"Ann Poe LEADS Harbour Council asserted (chairman)", "Jon Vale WORKS_FOR Harbour Council asserted (secretary)"}},
		{"two offices of one", "[Ann Poe|Person], the chairman and secretary of the [Harbour Council|Organization], agreed.", []string{"Ann Poe LEADS Harbour Council asserted (chairman)", "Ann Poe WORKS_FOR Harbour Council asserted (secretary)"}},
		{"who names the head", "[Leo Brandt|Person] will name a delegate to head the [Harbour Order|Organization].", nil},
		{"some of a house", "[Ann Poe|Person] led 53 other [Senate|Organization] colleagues in a letter.", nil},
		{"backers in a list", "The bill has been endorsed by [Acme|Organization], [Birch Group|Organization] and [Elm|Organization].", nil},
		{"who is backed", "Backed by [Norland|Place], the [Blue Front|Organization] took the town.", []string{"Norland SUPPORTED Blue Front asserted"}},
		{"what is said of a program", "They said on [Chirper|Organization] \"[Glider|Product] is a tool\".", nil},
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

func TestNamesThatThePunctuationParts(t *testing.T) {
	checkGuard(t, (*sentence).isBeyond, []guarding{
		{"beyond a semicolon", "They are [Ann Poe|Person], counsel for the [Harbour Council|Organization|o]; and [Jon Vale|Person|s], an agent.", schema.WorksFor, true},
		{"another school", "[Jon Vale|Person|s] studied at [Harbour College|Organization]; at the [Tronby Institute|Organization|o]; and abroad.", schema.EducatedAt, false},
		{"in brackets", "[Acme|Organization|s] refused the ($5bn; £3bn) bid by its rival [Elm|Organization|o].", schema.CompetesWith, false},
		{"on its side of it", "They are [Ann Poe|Person]; and [Jon Vale|Person|s], counsel for the [Harbour Council|Organization|o].", schema.WorksFor, false},
	})
	checkGuard(t, (*sentence).isOfOther, []guarding{
		{"of another country", "In [Norland|Place|o], President [Leo Brandt|Person|s] of [Sudmark|Place] agreed.", schema.HeadOfStateOf, true},
		{"of his country", "In [Norland|Place], President [Leo Brandt|Person|s] of [Sudmark|Place|o] agreed.", schema.HeadOfStateOf, false},
	})
}
