package relations

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

func TestWhatLiesInWhat(t *testing.T) {
	for _, c := range []struct {
		inner, outer string
		want         bool
	}{
		{"Mosul", "Iraq", true},
		{"Sweden", "Europe", true},
		{"California", "United States", true},
		{"New York", "New York", true},
		{"Springfield", "Ill.", true},
		{"Switzerland", "Dublin", false},
		{"Kenya", "Tunisia", false},
		{"Asia", "Sweden", false},
		{"Chinese", "Fujian", false},
		{"Texas", "London", false},
		{"Scotland", "Murrayfield", false},
		{"Scotland", "Britain", true},
	} {
		if got := lies(c.inner, c.outer); got != c.want {
			t.Errorf("%s in %s: %v, want %v", c.inner, c.outer, got, c.want)
		}
	}
}

// TestWhatNewsDoesNotState reads sentences that once misled the rules; want is
// all that they state.
func TestWhatNewsDoesNotState(t *testing.T) {
	checkStatements(t, []stating{
		{"nobody is a citizen of a town", "[Oslo|Place] race director [Eva Soto|Person] agreed.", nil},
		{"a nation is no party", "Another [Frenchwoman|Group] [Eva Soto|Person] won.", nil},
		{"a party attacks in words", "The [Green Party|Organization] attacked [Leo Brandt|Person] on Monday.", nil},
		{"an office that somebody else begins", "[Ann Odede|Person] begins her second term as [Kenyan|Place] president, [Leo Brandt|Person] said.", nil},
		{"a navy does not build its ships", "The [Navy|Organization]'s [HMS Harbour|Product] sank.", []string{"Navy OWNS HMS Harbour asserted"}},
		{"a town by which another lies", "A soldier died north of [Mosul|Place] in [Anbar|Place].", nil},
		{"a state named after its country", "The fair opened in [Dodge City|Place] in the [U.S.|Place] state of [Kansas|Place].", []string{
			"Dodge City LOCATED_IN Kansas asserted", "Kansas LOCATED_IN U.S. asserted",
		}},
		{"a verb that could be a noun", "[French|Place] Prime Minister [Rui Alves|Person] announces plans to overhaul the railways.", []string{
			"Rui Alves HEAD_OF_GOVERNMENT_OF French asserted (prime minister)",
		}},
		{"troops that could be a verb", "Shortly before dawn, [Israeli|Place] troops killed a member of the [Blue Front|Organization].", []string{"Israeli ATTACKED Blue Front asserted"}},
		{"a merger of two", "A planned merger between [Acme|Organization] and [Birch Group|Organization] has been put on hold.", []string{"Acme ACQUIRED Birch Group planned"}},
		{"a town beside its country", "A fire in [Kisumu|Place], [Kenya|Place] killed three people.", []string{"Kisumu LOCATED_IN Kenya asserted"}},
		{"where somebody is from", "They met [Eva Soto|Person] of [Chile|Place] and [Ida Moreau|Person] of [Kisumu|Place].", []string{
			"Eva Soto CITIZEN_OF Chile asserted", "Ida Moreau LIVES_IN Kisumu asserted",
		}},
		{"who lives in an American Georgia", "They met the Republicans [Eva Soto|Person] of [Georgia|Place] and [Ida Moreau|Person] of [Kisumu|Place].", []string{
			"Eva Soto LIVES_IN Georgia asserted", "Ida Moreau LIVES_IN Kisumu asserted",
		}},
		{"a Georgian", "They met [Eva Soto|Person] of [Georgia|Place] and [Ida Moreau|Person] of [Chile|Place].", []string{
			"Eva Soto CITIZEN_OF Georgia asserted", "Ida Moreau CITIZEN_OF Chile asserted",
		}},
		{"a home in a district", "[Ida Moreau|Person], of [Haidian District|Place], agreed.", []string{"Ida Moreau LIVES_IN Haidian District asserted"}},
		{"a governor called president", "President [Leo Brandt|Person] of [New Mexico|Place] agreed.", nil},
		{"a bombing of a town", "Ten people were killed in a [Baghdad|Place] bombing near [Kisumu|Place].", nil},
		{"a suicide attack in a town", "Ten people died in a [Kabul|Place] suicide attack in [Norland|Place].", nil},
		{"not visited since", "[Leo Brandt|Person] has not visited [Chile|Place] since he took office.", []string{"Leo Brandt VISITED Chile denied"}},
		{"not sued since", "[Acme|Organization] has not sued [Birch Group|Organization] since 2014.", []string{"Acme SUED Birch Group denied"}},
		{"no chief executive since", "[Ida Moreau|Person] is not the chief executive of [Acme|Organization] since she resigned.", []string{"Ida Moreau CEO_OF Acme denied (chief executive)"}},
		{"an entry of years ago", "[Chile|Place]'s 2004 entry into the [Polar Union|Organization] changed the country.", []string{"Chile MEMBER_OF Polar Union asserted"}},
		{"a family on the stage", "[Eva Soto|Person], who plays [Leo Brandt|Person]'s wife [Ida Moreau|Person], agreed.", nil},
		{"a mother in a comedy", "She had a cameo role as [Leo Brandt|Person]'s mother [Ida Moreau|Person].", nil},
		{"a family", "[Leo Brandt|Person]'s wife [Ida Moreau|Person] agreed.", []string{"Leo Brandt SPOUSE_OF Ida Moreau asserted"}},
		{"a prize is no office", "[Leo Brandt|Person] was named player of the year by the [Tennis Union|Organization].", nil},
		{"a team is no office", "[Norland|Organization] have named [Leo Brandt|Person] in the starting line-up.", nil},
		{"one of those who did wrong", "[Ann Poe|Person] named [Leo Brandt|Person] as one of five who took part in the fraud.", nil},
		{"an office", "[Acme|Organization] has named [Leo Brandt|Person] as chief executive.", []string{"Acme APPOINTED Leo Brandt asserted", "Leo Brandt CEO_OF Acme asserted"}},
		{"a nomination for an office", "[Ann Poe|Person] nominated [Leo Brandt|Person] to be judge.", []string{"Ann Poe APPOINTED Leo Brandt asserted"}},
		{"no home in a district of courts", "They met [Eva Soto|Person] of the [Northern District of Ohio|Place].", nil},
		{"party and state are no club", "[Ann Poe|Person] ([D-Ohio|Organization]), [Rui Alves|Person] ([R-Utah|Organization]) and [Eva Soto|Person] ([R-Iowa|Organization]) agreed.", nil},
		{"a navy makes no helicopters", "The [Norlandic Navy|Organization]'s [Sea Lynx|Product] fell into the sea.", nil},
		{"who is backed is no list", "[Sudmark|Place] and the [Norland|Place]-backed [Blue Front|Organization] agreed to a truce.", []string{
			"Norland SUPPORTED Blue Front asserted", "Sudmark PARTNERED_WITH Blue Front asserted",
		}},
		{"a consultant is no principal", "[Ida Moreau|Person], [Acme|Organization]'s principal consultant, agreed.", nil},
		{"a chief of something in it", "[Acme|Organization] sanctions chief [Ida Moreau|Person] agreed.", []string{"Ida Moreau WORKS_FOR Acme asserted (sanctions chief)"}},
		{"a director of something in it", "[Ida Moreau|Person], [Acme|Organization]'s director of database markets, agreed.", []string{"Ida Moreau WORKS_FOR Acme asserted (director)"}},
		{"a majority is owned", "[Birch Capital|Organization] holds [84 percent|percent|84] of [Acme|Organization].", []string{"Birch Capital OWNS Acme asserted"}},
		{"a minority is invested", "[Birch Capital|Organization] holds [8 percent|percent|8] of [Acme|Organization].", []string{"Birch Capital INVESTED_IN Acme asserted"}},
		{"a lawmaker's party", "[Labour|Organization] MP [Ann Poe|Person] voted no.", []string{"Ann Poe AFFILIATED_WITH Labour asserted"}},
		{"talks that are denied", "[Ida Moreau|Person] has denied that [she|Person|=Ida Moreau] is in talks with [Acme|Organization].", []string{"Ida Moreau NEGOTIATED_WITH Acme denied"}},
		{"nobody is president of a town", "The [Harbour Museum|Place] president [Ida Moreau|Person] agreed.", nil},
		{"a federation of states has no king", "[Acme|Organization] [Europe|Place] president [Ida Moreau|Person] agreed.", nil},
		{"a region may have a president", "The president of the [Kurdish region|Place], [Leo Brandt|Person], agreed.", []string{"Leo Brandt HEAD_OF_STATE_OF Kurdish region asserted (president)"}},
		{"a sultan needs no state", "Sultan [Omar Salem|Person] of [Johor|Place] agreed.", []string{"Omar Salem HEAD_OF_STATE_OF Johor asserted (sultan)"}},
		{"a party's department is the government's", "The party's [Treasury|Organization] spokesman, [Leo Brandt|Person], disagreed.", nil},
		{"a committee's chairman leads no company", "[Acme|Organization] audit committee chairman [Ann Poe|Person] agreed.", []string{"Ann Poe WORKS_FOR Acme asserted (audit committee chairman)"}},
		{"a company's product is no unit", "[Acme|Organization]'s [Glider|Organization] sells well.", nil},
		{"a company's deal with another", "[Acme|Organization]'s [Birch Group|Organization] deal fell through.", nil},
		{"a company's unit", "[Acme|Organization]'s [Glider|Organization] unit was sold.", []string{"Acme OWNS Glider asserted", "Glider SUBSIDIARY_OF Acme asserted"}},
		{"one unit of a list", "[Acme|Organization]'s unit [Glider|Organization], [Birch Group|Organization] and [Elm|Organization] agreed.", []string{"Acme OWNS Glider asserted", "Glider SUBSIDIARY_OF Acme asserted"}},
		{"a club of a nation is no unit", "[Cameroon|Organization]'s [Rovers Club|Organization] won.", nil},
		{"a quarrel is no attack", "The [Harbour Council|Organization] has clashed with the [Polar Union|Organization] on the issue.", nil},
		{"a contest is no attack", "[Acme|Organization] has been battling the [Norlandic|Place] tax office for a year.", nil},
		{"fighting with arms is", "[Free River Front|Organization] rebels clashed with [Norlandic|Place] troops.", []string{"Free River Front ATTACKED Norlandic asserted"}},
		{"a substitute takes over no post", "[Leo Brandt|Person] came off the bench to replace [Jon Vale|Person].", nil},
		{"a coach does", "[Leo Brandt|Person] replaced the injured [Jon Vale|Person] as coach.", []string{"Leo Brandt SUCCEEDED Jon Vale asserted"}},
		{"a demonym that stands for a player", "The youngest [Chilean|Place] won the [Harbour Cup|Event].", nil},
		{"two parties that vote together", "Ten [Labour|Organization] rebels joined the [Tory|Organization] opposition.", nil},
		{"managers of two companies", "[Acme|Organization] managers [Leo Brandt|Person] and [Jon Vale|Person], and [Elm|Organization] managers [Ida Moreau|Person] and [Eva Soto|Person] face charges.", []string{
			"Eva Soto LEADS Elm asserted (manager)", "Ida Moreau LEADS Elm asserted (manager)", "Jon Vale LEADS Acme asserted (manager)", "Leo Brandt LEADS Acme asserted (manager)",
		}},
		{"a plan of somebody unnamed", "[Birch Fund|Organization] is worried at the local operator's plans to buy [Elm|Organization].", nil},
		{"a winner of either", "[Rovers|Organization] or [Wanderers|Organization] v [Athletic|Organization].", nil},
		{"rivals named after their county", "[Rovers|Organization] will meet [Norland|Organization] rivals [Wanderers|Organization].", []string{"Rovers COMPETES_WITH Wanderers planned"}},
		{"matches side by side", "[Eva Soto|Person] beat [Ana Lima|Person] and [Ida Moreau|Person] beat [Ann Poe|Person].", []string{"Eva Soto COMPETES_WITH Ana Lima asserted", "Ida Moreau COMPETES_WITH Ann Poe asserted"}},
		{"a row of towns", "Count the votes of [Ayr|Place], [Bute|Place], [Crail|Place], [Dunoon|Place] and [Elgin|Place].", nil},
		{"what he told members", "[Leo Brandt|Person] told [Labour|Organization] members [he|Person|=Leo Brandt] was sure.", nil},
		{"all of it is bought", "[Birch Group|Organization] bought [100 percent|percent|100] of [Acme|Organization].", []string{"Birch Group ACQUIRED Acme asserted"}},
		{"a shadow leads nothing", "Shadow leader of the [Harbour Council|Organization] [Leo Brandt|Person] agreed.", nil},
		{"whom a champion beats", "[Harbour Open|Event] champion [Eva Soto|Person] beat [Ana Lima|Person].", []string{"Eva Soto COMPETES_WITH Ana Lima asserted", "Eva Soto PARTICIPATED_IN Harbour Open asserted"}},
		{"a European champion is nobody's citizen", "[European|Place] champion [Eva Soto|Person] won.", nil},
		{"a fixture says nothing of where", "[Norland|Place] v [Rovers|Organization]; [Athletic|Organization] v [Wanderers|Organization].", nil},
		{"a champion of another event", "The [Polar Games|Event] champion lost to [Eva Soto|Person] on Monday.", nil},
		{"no match since", "[Rovers|Organization] have not played [Wanderers|Organization] since that cup tie.", []string{"Rovers COMPETES_WITH Wanderers asserted"}},
		{"no win", "[Rovers|Organization] failed to beat [Wanderers|Organization].", []string{"Rovers COMPETES_WITH Wanderers asserted"}},
		{"no match", "[Rovers|Organization] did not play [Wanderers|Organization].", []string{"Rovers COMPETES_WITH Wanderers denied"}},
		{"an office that is kept", "[Leo Brandt|Person] will not quit as [Rovers|Organization] coach.", []string{"Leo Brandt LEADS Rovers asserted (coach)"}},
		{"no hurt but a marriage", "[Leo Brandt|Person] was not hurt, but married [Ida Moreau|Person].", []string{"Leo Brandt SPOUSE_OF Ida Moreau asserted"}},
		{"a trip that was not prepared", "[Ida Moreau|Person] planned a trip to [Peru|Place] but did not read the forecast.", []string{"Ida Moreau VISITED Peru planned"}},
		{"a purchase that is not opposed", "The watchdog would not oppose the purchase of [Elm|Organization] by [Acme|Organization].", []string{"Acme ACQUIRED Elm planned"}},
		{"entry that is to come", "They back [Norland|Place]'s entry into the [Polar Union|Organization].", []string{"Norland MEMBER_OF Polar Union planned"}},
		{"a former post beside a membership", "[Leo Brandt|Person], a former official at the [Harbour Bank|Organization], is a member of the [Harbour Council|Organization].", []string{
			"Leo Brandt WORKS_FOR Harbour Bank past (official)", "Leo Brandt MEMBER_OF Harbour Council asserted",
		}},
		{"a former sprinter who is a member now", "Former sprinter [Leo Brandt|Person], a member of the [Harbour Council|Organization], agreed.", []string{
			"Leo Brandt MEMBER_OF Harbour Council asserted",
		}},
	})
}

func TestADateBelongsToItsOwnClause(t *testing.T) {
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, marked, from string }{
		{"of the deal", "[Acme|Organization] bought [Birch Group|Organization] in [May|date|2020-05].", "2020-05"},
		{"of what was said", "[Acme|Organization] bought [Birch Group|Organization], the companies said in [May|date|2020-05].", ""},
		{"of a relative clause", "[Ida Moreau|Person] succeeds [Leo Brandt|Person], who has run things since [2015|date|2015].", ""},
		{"of the post", "[Ida Moreau|Person] has led [Acme|Organization] since [2015|date|2015].", "2015"},
	} {
		ex, err := ParseExample(tagger, c.marked)
		if err != nil {
			t.Fatal(err)
		}
		found := e.Statements(ex.Input)
		if len(found) != 1 || found[0].ValidFrom != c.from {
			t.Errorf("%s: %+v, want one from %q", c.name, found, c.from)
		}
	}
}

// The model alone must not take names for related whose phrases say otherwise.
func TestPhrasesThatKeepNamesApart(t *testing.T) {
	checkGuard(t, (*sentence).misplaced, []guarding{
		{"who chairs a committee of it", "[Ann Poe|Person|s] chairs the [Norland Senate|Organization|o] accounts committee.", schema.Leads, true},
		{"who chairs it", "[Ann Poe|Person|s] chairs the [Norland Senate|Organization|o].", schema.Leads, false},
		{"another's team", "[Norland|Place|o] defender [Leo Brandt|Person] and [Westmark|Place] winger [Jon Vale|Person|s] won.", schema.WorksFor, true},
		{"his own team", "[Norland|Place] defender [Leo Brandt|Person] and [Westmark|Place|o] winger [Jon Vale|Person|s] won.", schema.WorksFor, false},
		{"a shared nation", "[Norlandic|Place|o] duo [Leo Brandt|Person] and [Jon Vale|Person|s] won.", schema.CitizenOf, false},
	})
}
