package relations

import (
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

func TestWhatIsMisread(t *testing.T) {
	checkStatements(t, []stating{
		{"a case that is settled", "The [Justice Department|Organization] announced today that it reached an agreement with [Acme|Organization], a maker of boats.", nil},
		{"a prosecution put off", "[Acme|Organization] has entered into a deferred prosecution agreement with the [Department of Justice|Organization].", nil},
		{"who helps prosecutors", "[Acme|Organization] agreed to fully cooperate with the [Department of Justice|Organization].", nil},
		{"authorities that work together", "The [Coast Ministry|Organization] signed an agreement with the [Department of Justice|Organization].", []string{"Coast Ministry PARTNERED_WITH Department of Justice asserted"}},
		{"companies with a deal", "[Acme|Organization] reached an agreement with [Birch Group|Organization].", []string{"Acme PARTNERED_WITH Birch Group asserted"}},
		{"who is urged to have another replaced", "[Ann Poe|Person] and [Jon Vale|Person] urge [Leo Brandt|Person] to replace [Rui Alves|Person].", nil},
		{"who is asked to replace another", "[Acme|Organization] asked [Leo Brandt|Person] to replace [Rui Alves|Person].", []string{"Leo Brandt SUCCEEDED Rui Alves planned"}},
		{"whose choice another is", "She was [Leo Brandt|Person]'s first choice to replace [Rui Alves|Person].", nil},
		{"who lets others travel", "[Leo Brandt|Person] permitted two other managers to travel to [Norland|Place].", nil},
		{"who is allowed to travel", "[Leo Brandt|Person] was allowed to travel to [Norland|Place].", []string{"Leo Brandt VISITED Norland planned"}},
		{"troops that are visited", "[Leo Brandt|Person] made a surprise visit to [Norland|Place] troops.", nil},
		{"armed forces that are visited", "[Leo Brandt|Person] made a surprise visit to [Norland|Place] armed forces based in [Sudmark|Place].", nil},
		{"a country that is visited", "[Leo Brandt|Person] made a surprise visit to [Norland|Place].", []string{"Leo Brandt VISITED Norland asserted"}},
		{"a trade", "[Café|Organization] owner [Jon Vale|Person], chief executive of [Café Nord|Organization], agreed.", []string{"Jon Vale CEO_OF Café Nord asserted (chief executive)"}},
		{"he or she", "A student must show that [he|Person|=Leo Brandt] or she is in [Norland|Place] for a year.", nil},
		{"a continent", "[European|Place] player [Leo Brandt|Person] won.", nil},
		{"who is asked what he is", "[Leo Brandt|Person] asked if [he|Person|=Leo Brandt] was a [German|Place] citizen.", nil},
		{"a film with the name of a woman", "The low-budget [British|Place] movie [Vera Holm|Person] won.", nil},
		{"whose unit is bought", "[Acme|Organization] bought [Elm|Organization]'s trucks unit.", nil},
		{"who is bought", "[Acme|Organization] bought [Elm|Organization].", []string{"Acme ACQUIRED Elm asserted"}},
		{"whose case it is", "Once the star of [Acme|Organization], [Leo Brandt|Person] is the government's witness in [its|Organization|=Acme] case against [Rui Alves|Person].", nil},
		{"what singers talk of", "Judges [Ann Poe|Person] and [Jon Vale|Person] are in discussions to sign up for a new series.", nil},
		{"companies that talk of a merger", "[Acme|Organization] and [Elm|Organization] are in talks to merge.", []string{"Acme ACQUIRED Elm planned", "Acme NEGOTIATED_WITH Elm asserted"}},
	})
}

// What the model alone would take for related.
func TestWhatTheModelMisreads(t *testing.T) {
	checkGuard(t, (*sentence).misreads, []guarding{
		{"who teaches", "[Leo Brandt|Person|s], who runs a graduate course at [Coast University|Organization|o], agreed.", schema.EducatedAt, true},
		{"who taught and studied", "[Leo Brandt|Person|s] was a lecturer at [Coast University|Organization], trained at [Harbour School|Organization|o].", schema.EducatedAt, false},
		{"whose lead is cut", "[Rovers|Organization] reduced [Wanderers|Organization|o]'s lead after a victory over [United|Organization|s].", schema.CompetesWith, true},
		{"who was beaten", "[Rovers|Organization|s] reduced [Wanderers|Organization]'s lead after a victory over [United|Organization|o].", schema.CompetesWith, false},
		{"whose record is equalled", "[Rovers|Organization|s] won again, tying [United|Organization|o]'s record.", schema.CompetesWith, true},
		{"who is equalled", "[Leo Brandt|Person] won the [Harbour Open|Event|o], tying him with [Rui Alves|Person|s].", schema.ParticipatedIn, true},
		{"who won", "[Leo Brandt|Person|s] won the [Harbour Open|Event|o], tying him with [Rui Alves|Person].", schema.ParticipatedIn, false},
		{"a prize that is won", "[Ann Poe|Person|s] picked up her second [Oscar|Work|o].", schema.Produces, true},
		{"who buys nothing", "The [Justice Department|Organization|s] sued [Elm|Organization] over its purchase of [Acme|Organization|o].", schema.Acquired, true},
		{"a party of another", "[Conservative|Group|o] [Ann Poe|Person] and [Liberal|Group] [Jon Vale|Person|s] agreed.", schema.AffiliatedWith, true},
		{"a party that is joined", "[Liberal|Group] [Jon Vale|Person|s] joins the [Conservative Party|Organization|o].", schema.AffiliatedWith, false},
		{"his own party", "[Conservative|Group] [Ann Poe|Person] and [Liberal|Group|o] [Jon Vale|Person|s] agreed.", schema.AffiliatedWith, false},
	})
}

func TestDatelines(t *testing.T) {
	checkStatements(t, []stating{
		{"a dateline without a dash", "[TRONBY|Place] A court today convicted [Leo Brandt|Person] of fraud.", nil},
		{"a dateline with a dash", "[Tronby|Place] - [Leo Brandt|Person] visited [Sudmark|Place].", []string{"Leo Brandt VISITED Sudmark asserted"}},
		{"a dateline with its country", "[TRONBY|Place], [Norland|Place] (NN) - [Leo Brandt|Person] visited [Sudmark|Place].", []string{"Leo Brandt VISITED Sudmark asserted", "TRONBY LOCATED_IN Norland asserted"}},
		{"a country that acts", "[Norland|Place] sued [Sudmark|Place].", []string{"Norland SUED Sudmark asserted"}},
		{"a name in capitals", "[NORLAND|Place] sued [Sudmark|Place].", []string{"NORLAND SUED Sudmark asserted"}},
	})
}
