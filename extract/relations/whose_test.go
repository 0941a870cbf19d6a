package relations

import (
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

func TestWhoseItIs(t *testing.T) {
	checkStatements(t, []stating{
		{"who nominates is no official", "[Ann Odede|Person]'s nominee to be administrator of the [Harbour Office|Organization], [Leo Brandt|Person], agreed.", []string{"Leo Brandt LEADS Harbour Office planned (administrator)"}},
		{"an accused trafficker", "[Leo Brandt|Person] gave a reference to fugitive accused drug trafficker [Jon Vale|Person].", nil},
		{"a trafficker is accused", "[Norlandic|Place] police accused drug trafficker [Jon Vale|Person] of fraud.", []string{"Norlandic ACCUSED Jon Vale asserted"}},
		{"a wife and a daughter", "[Leo Brandt|Person] came with [his|Person|=Leo Brandt] wife [Eva|Person], daughter [Ana|Person] and stepson [Jon|Person].", []string{"Leo Brandt SPOUSE_OF Eva asserted"}},
		{"what another will lift", "[Leo Brandt|Person] announces that [Norland|Place] will lift all sanctions on [Sudmark|Place].", []string{"Norland SANCTIONED Sudmark planned"}},
		{"where tanks are sent", "[Norland|Place] sends tanks into northern [Sudmark|Place] for operations against [Blue Front|Organization] rebels.", nil},
		{"a strike for wages", "[Ship Workers Union|Organization] members went on strike against [Acme|Organization].", nil},
		{"a war crime", "[Norland|Place] committed war crimes against the [Sudmarkers|Group].", nil},
		{"winners of a prize", "The [Harbour Watch|Organization] names [Eva Soto|Person], [Ana Lima|Person] and [Leo Brandt|Person] as joint winners of a global award.", nil},
		{"merger guidelines", "It broke the [Trade Office|Organization] and [Ministry of Ports|Organization] merger guidelines.", nil},
		{"murders in another place", "[Leo Brandt|Person] is executed for the 2017 murders of nine people in [Tronby|Place].", nil},
		{"the date of a report", "[Leo Brandt|Person] has died, according to [Eva Soto|Person] on [Friday|date|2020-08-07].", nil},
		{"a labour department", "Inspector [Leo Brandt|Person] of the [Norland Department of Labor|Organization] agreed.", []string{"Leo Brandt WORKS_FOR Norland Department of Labor asserted"}},
		{"a prospective member", "They ask about [Norland|Place]'s prospective membership in the [Polar Union|Organization].", []string{"Norland MEMBER_OF Polar Union planned"}},
		{"a show in a town", "At the show in [Port City|Place] [Acme|Organization] boss [Leo Brandt|Person] spoke.", []string{"Leo Brandt LEADS Acme asserted (boss)"}},
		{"whose seat", "Senators [Ann Poe|Person] ([R|Group]-[Utah|Place]) and [Jon Vale|Person] ([D|Group]-[Ohio|Place]) agreed.", []string{
			"Ann Poe AFFILIATED_WITH R asserted", "Ann Poe WORKS_FOR Utah asserted", "Jon Vale AFFILIATED_WITH D asserted", "Jon Vale WORKS_FOR Ohio asserted",
		}},
		{"counsel in a case", "The state is represented in the lawsuit against [Acme|Organization] by attorney [Eva Soto|Person].", nil},
		{"who leaves a building", "Supporters of [Norlandic|Place] rebels withdraw from the [Harbour Embassy|Organization].", nil},
		{"who leaves a union", "[Norland|Place] will withdraw from the [Polar Union|Organization].", []string{"Norland MEMBER_OF Polar Union planned"}},
		{"whom rebels are for", "Pro-[Norlandic|Place] separatists attacked [Sudmark|Place] troops.", nil},
		{"an embassy's town", "Police went to [Norland|Place]'s [Tronby|Place] embassy.", nil},
		{"a quarter of a city", "Water is short in the [Sandhill|Place] neighborhood of [Damascus|Place].", []string{"Sandhill LOCATED_IN Damascus asserted"}},
		{"a city's quarter", "Water is short in the [Damascus|Place] neighborhood of [Sandhill|Place].", []string{"Sandhill LOCATED_IN Damascus asserted"}},
		{"a country's town", "Police went to [Norland|Place]'s [Tronby|Place].", []string{"Tronby LOCATED_IN Norland asserted"}},
		{"a pipeline", "A blast hit the [Mosby|Place] – [Tronby|Place] – Kazi pipeline.", nil},
		{"a missile that falls into the sea", "[Norland|Place] fired a missile into the [Sea of Sand|Place].", nil},
		{"what media claim", "[Norlandic|Place] media reports claim that the [Harbour Plant|Organization] will stay closed.", nil},
		{"where media are", "Media in [Norland|Place] accuse [Leo Brandt|Person] of fraud.", nil},
		{"an act that is repealed", "[Ann Poe|Person] supports a bill to repeal the [Clean Ports Act|Law].", nil},
		{"one sentence, one modality", "[Acme|Organization] will buy [Elm|Organization], and [its|Organization|=Acme] takeover of [Elm|Organization] pleased all.", []string{"Acme ACQUIRED Elm planned"}},
	}, WithModel(nil))
}

func TestWhomAPartyBelongsTo(t *testing.T) {
	checkGuard(t, (*sentence).isRivals, []guarding{
		{"his challenger's", "Policies of [his|Person|s] [Green|Group|o] challenger, [Jon Vale|Person], are dearer.", schema.AffiliatedWith, true},
		{"the challenger's own", "Policies of [his|Person] [Green|Group|o] challenger, [Jon Vale|Person|s], are dearer.", schema.AffiliatedWith, false},
		{"those who would beat him", "Either of the [Green|Group|o] candidates would beat [Jon Vale|Person|s].", schema.AffiliatedWith, true},
		{"candidates named", "Two [Green|Group|o] candidates, [Ann Poe|Person] and [Jon Vale|Person|s], spoke.", schema.AffiliatedWith, false},
	})
}
