package model

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/text"
)

// In sports reports the name of a place mostly stands for its team:
// "Stuttgart beat Hamburg", "Oakland 7 Boston 0". Whether an article is one,
// its words tell; single sentences seldom do.

// sportWords are words of sports reports alone, otherSportWords those that
// other reports use too.
var (
	sportWords = strings.Fields(`allrounder athlete athletes athletics atp badminton baseball basketball batsman batsmen
		batted batter batting bogey bowled bowler bowling boxer boxing bundesliga catcher championship championships coach
		coached cricket cricketer cyclist cycling equaliser equalised equalizer fielder fifa finals fixture fixtures football
		footballer goalkeeper goalless golf golfer half-time halftime handball hockey homer inning innings keeper kickoff
		knockout lbw league leagues medal medals midfielder midfield mlb nba nfl nhl offside olympics outfielder overs
		overtime pitcher pitched pitching play-off play-offs playoff playoffs premiership quarter-final quarter-finals
		quarterback quarterfinal quarterfinals qualifier qualifiers qualifying rbi rebounds referee relegated relegation
		rugby run-out runner-up runners-up scorer scorers scoring semi-final semi-finals semifinal semifinals serie shortstop
		shutout skating ski skier skiing slalom soccer sprint sprinter squad standings striker stumps swimmer swimming
		teammate teammates tennis tournament tournaments touchdown touchdowns uefa umpire unbeaten volleyball wicket
		wicketkeeper wickets winger winless`)
	otherSportWords = strings.Fields(`ace ball champion champions club clubs cup defeat defeated defending division draw drew
		final friendly game games goal goals header hosts lap match matches olympic opener par played player players playing
		race racing runs sacked score scored scores season seasons sets side sport sports stadium substitute table tackle
		team teams test tie title titles trophy v vs win winner winners wins won yards`)
)

// sport gives the weight of each word of sports.
var sport = sync.OnceValue(func() map[string]int {
	weights := map[string]int{}
	for _, w := range sportWords {
		weights[w] = 3
	}
	for _, w := range otherSportWords {
		weights[w] = 1
	}
	return weights
})

const (
	// leastReport is how many tokens a report has at least.
	leastReport = 15
	// sportShare is the weight of words of sports, in a hundred words, from
	// which an article reports on sports.
	sportShare = 8
)

// isSport reports whether an article reports on sports.
func isSport(doc text.Document) bool {
	if len(doc.Sentences) < 2 {
		return false
	}
	weights := sport()
	score, tokens := 0, 0
	for i := range doc.Sentences {
		for _, t := range doc.Sentences[i].Tokens {
			score += weights[lower(t.Text)]
		}
		tokens += len(doc.Sentences[i].Tokens)
	}
	return tokens >= leastReport && score*100 >= tokens*sportShare
}

// teams lets names of places be those of organizations where they may be those
// of teams: an organization is as likely there as the place, and the place less
// likely by the settings' number.
func (w *Worker) teams(doc text.Document) {
	at := 0
	for i := range doc.Sentences {
		tokens := doc.Sentences[i].Tokens
		for k := range tokens {
			if isTeam(tokens, k) {
				scores := w.scores[at*labelCount : (at+1)*labelCount]
				for part := range 4 {
					org, place := &scores[label(Organization, part)], &scores[label(Place, part)]
					*org = max(*org, *place)
					*place -= float32(w.m.Settings.Teams)
				}
			}
			at++
		}
	}
}

// isTeam reports whether a word, if it names a place, may name the team: not in
// "in Berlin", "Sanchez (Spain)", "Nice, France", "PARIS 2021-05-30".
func isTeam(tokens []text.Token, i int) bool {
	if !capital(tokens, i) || i+1 < len(tokens) && isDay(tokens[i+1].Text) {
		return false
	}
	if i == 0 {
		return true
	}
	switch before := tokens[i-1].Text; before {
	case "in", "from", "near", "at", "In", "From", "Near", "At", "(":
		return false
	case ",":
		// the region after a city, unless in a list: "beat Bayern, Bremen and Schalke"
		return !capital(tokens, i-2) || i > 2 && !locates(tokens[i-3].Text)
	}
	return true
}

func locates(word string) bool { return word == "in" || word == "at" || word == "In" || word == "At" }

func capital(tokens []text.Token, i int) bool {
	if i < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(tokens[i].Text)
	return unicode.IsUpper(r)
}

// isDay reports whether a token is a date in figures, which datelines have.
func isDay(s string) bool {
	return len(s) == len("2006-01-02") && s[4] == '-' && s[7] == '-' && digit(s)
}
