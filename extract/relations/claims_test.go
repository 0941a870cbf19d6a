package relations

import "testing"

func TestHowClaimsHold(t *testing.T) {
	checkStatements(t, []stating{
		{"a claim", "Claims that [Leo Brandt|Person] married [Ida Moreau|Person] went round.", []string{"Leo Brandt SPOUSE_OF Ida Moreau alleged"}},
		{"a claim of one who is not named again", "The claims that [he|Person|=Leo Brandt] married [Ida Moreau|Person] went round.", []string{"Leo Brandt SPOUSE_OF Ida Moreau alleged"}},
		{"a rumour denied", "[Acme|Organization] dismissed rumours that [Elm|Organization] would buy [Birch Group|Organization].", []string{"Elm ACQUIRED Birch Group denied"}},
		{"a claim that is false", "Claims that [Leo Brandt|Person] married [Ida Moreau|Person] were false.", []string{"Leo Brandt SPOUSE_OF Ida Moreau denied"}},
		{"who would not speak of a rumour", "[Eva Soto|Person] refused to comment on speculation that [Acme|Organization] could make cars for its rival [Elm|Organization].", []string{"Acme COMPETES_WITH Elm asserted"}},
		{"no claim", "Friends knew that [Leo Brandt|Person] married [Ida Moreau|Person].", []string{"Leo Brandt SPOUSE_OF Ida Moreau asserted"}},
		{"a new bid after one refused", "[Acme|Organization], which had an earlier offer for [Elm|Organization] rejected, said it would submit an improved bid.", []string{"Acme ACQUIRED Elm planned"}},
		{"a bid refused", "[Acme|Organization] had an earlier offer for [Elm|Organization] rejected.", []string{"Acme ACQUIRED Elm denied"}},
		{"an improved bid refused", "[Elm|Organization] rejected an improved bid from [Acme|Organization].", []string{"Acme ACQUIRED Elm denied"}},
		{"who is banned from playing", "[Rovers|Organization] are banned from competing in the [Harbour Cup|Event].", []string{"Rovers PARTICIPATED_IN Harbour Cup denied"}},
		{"where a firm sat", "[Acme|Organization], formerly based in [Tronby|Place], agreed.", []string{"Acme HEADQUARTERED_IN Tronby past"}},
		{"a suit that a court throws out", "The [Harbour Court|Organization] dismissed a lawsuit against [Acme|Organization].", nil},
		{"a date that names something else", "[Leo Brandt|Person] died of wounds from the [24 July|date|2019-07-24] [Tronby|Place] bombing.", nil},
		{"aid that is cut off", "[Norland|Place] cut off military aid to [Sudmark|Place].", []string{"Norland SUPPORTED Sudmark past"}},
		{"aid that may be cut off", "[Norland|Place] threatened to cut off military aid to [Sudmark|Place].", []string{"Norland SUPPORTED Sudmark asserted"}},
		{"aid that is sent", "[Norland|Place] sent military aid to [Sudmark|Place].", []string{"Norland SUPPORTED Sudmark asserted"}},
	})
}
