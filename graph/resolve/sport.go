package resolve

import (
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// manySports are competitions of one name that several sports have, with these.
var manySports = sports(map[string]string{
	"world cup; world cup finals; world cup final; world cup qualifiers; world championships; world championship": `football; rugby; cricket; skiing; biathlon; chess; hockey;
		ice hockey; basketball; athletics; cycling; swimming; snooker; darts; netball; rugby league; judo`,
	"us open; united states open": "tennis; golf; chess",
	"british open":                "golf; snooker",
	"masters":                     "golf; tennis; snooker; darts",
	"grand slam":                  "tennis; rugby; golf; judo",
	"european cup; challenge cup; champions cup":    "football; rugby; rugby league; basketball; ice hockey; athletics",
	"european championships; european championship": "football; athletics; swimming; basketball; cycling; rugby",
	"premiership": "football; rugby",
	"grand prix":  "motor; athletics; tennis; snooker; darts; judo; chess",
})

func sports(lists map[string]string) map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for kinds, list := range lists {
		for kind := range setOf(kinds) {
			m[kind] = setOf(list)
		}
	}
	return m
}

// sportWords say which sport a name is of that begins with them: "Rugby World
// Cup".
var sportWords = map[string]string{
	"rugby": "rugby", "irb": "rugby", "fifa": "football", "uefa": "football", "football": "football", "soccer": "football", "cricket": "cricket", "icc": "cricket",
	"ski": "skiing", "fis": "skiing", "alpine skiing": "skiing", "formula one": "motor", "formula 1": "motor", "hockey": "hockey", "ice hockey": "ice hockey", "iihf": "ice hockey", "basketball": "basketball",
	"fiba": "basketball", "athletics": "athletics", "iaaf": "athletics", "biathlon": "biathlon", "rugby league": "rugby league", "netball": "netball",
	"zurich": "rugby", "golf": "golf", "tennis": "tennis", "uci": "cycling", "cycling": "cycling", "snooker": "snooker", "darts": "darts", "fina": "swimming",
	"swimming": "swimming", "aquatics": "swimming", "judo": "judo", "chess": "chess", "icc cricket": "cricket",
}

// sportCues are names, or words of names, that stand in articles on one sport.
var sportCues = cues(map[string]string{
	"football": `fifa; uefa; premier league; champions league; uefa cup; europa league; fa cup; carling cup; bundesliga; serie a; la liga; ligue 1; copa america;
		major league soccer; chelsea; arsenal; manchester united; manchester city; liverpool; everton; tottenham; newcastle united; celtic; real madrid; barcelona;
		ac milan; inter milan; juventus; bayern munich; fc; soccer; football association; football club; eredivisie; scottish premier league; concacaf; conmebol; football`,
	"rugby": `rugby; six nations; heineken cup; all blacks; springboks; wallabies; irb; rfu; tri nations; wasps; saracens; leicester tigers; super 12; super 14; super rugby;
		barbarians; british and irish lions; ospreys; stade francais; leinster; munster; pumas; twickenham; millennium stadium; murrayfield; lansdowne road; calcutta cup`,
	"cricket":    `cricket; icc; ashes; bcci; odi; odis; twenty20; t20; ipl; test cricket; world twenty20; cricket council; cricket board; county championship; lords`,
	"skiing":     `ski; fis; slalom; giant slalom; super g; super combined; alpine; downhill; nordic combined; cross country skiing`,
	"tennis":     `atp; wta; davis cup; wimbledon; australian open; french open; roland garros; hopman cup; masters cup; flushing meadows; fed cup`,
	"golf":       `pga; pga tour; lpga; ryder cup; european tour; augusta; augusta national; st andrews; presidents cup`,
	"athletics":  `iaaf; uk athletics; usa track; marathon; diamond league; paula radcliffe`,
	"ice hockey": `nhl; iihf; stanley cup; ice hockey`,
	"basketball": `nba; fiba; basketball; wnba`,
	"cycling":    `uci; tour de france; giro; vuelta; cycling`,
	"motor":      `formula one; formula 1; ferrari; mclaren; fia; nascar; indycar; motogp; red bull racing`,
	"hockey":     `hockey; fih`,
	"swimming":   `fina; aquatics; swimming`,
	"chess":      `fide; chess`,
	"snooker":    `snooker; crucible theatre`,
	"darts":      `darts; bdo; pdc`,
})

func cues(bySport map[string]string) map[string]string {
	m := map[string]string{}
	for sport, list := range bySport {
		for cue := range setOf(list) {
			m[cue] = sport
		}
	}
	return m
}

// competition takes the name of a competition of many sports apart: "Rugby World
// Cup" is a World Cup of rugby. kind is "" for another name.
func competition(t schema.EntityType, norm string) (kind, sport string) {
	if t != schema.Event && t != schema.Organization {
		return "", ""
	}
	if manySports[norm] != nil {
		return norm, ""
	}
	for from := 0; ; { // what follows the first word, the first two
		n := strings.IndexByte(norm[from:], ' ')
		if n < 0 {
			return "", ""
		}
		from += n + 1
		sport, ok := sportWords[norm[:from-1]]
		if kind := norm[from:]; ok && manySports[kind][sport] {
			return kind, sport
		}
	}
}

// joinCompetitions puts all competitions of one kind into one block. Their sports
// part them again.
func (r *resolver) joinCompetitions(set sets) {
	type kindID struct {
		typ  schema.EntityType
		kind string
	}
	first := map[kindID]int32{}
	for i := range r.names {
		n := &r.names[i]
		kind, _ := competition(n.typ, n.norm)
		if kind == "" {
			continue
		}
		if j, ok := first[kindID{n.typ, kind}]; ok {
			set.union(j, int32(i))
		} else {
			first[kindID{n.typ, kind}] = int32(i)
		}
	}
}

func (r *resolver) isCompetition(block int32) bool {
	kind, _ := competition(r.names[block].typ, r.names[block].norm)
	return kind != ""
}

// sport is the sport of a competition: that which its name says, else the one of
// most other names of the article.
func (r *resolver) sport(i int32) string {
	m := &r.members[i]
	kind, sport := competition(m.typ, r.names[m.name].norm)
	if sport != "" {
		return sport
	}
	counts := map[string]int{}
	for j := r.first[m.article]; j < r.first[m.article+1]; j++ {
		o := &r.members[j]
		if !o.named || j == i || o.typ == schema.Person {
			continue
		}
		words := strings.Fields(r.names[o.name].norm)
		for a := range words {
			for b := a + 1; b <= min(a+3, len(words)); b++ {
				if sport := sportCues[strings.Join(words[a:b], " ")]; manySports[kind][sport] {
					counts[sport]++
				}
			}
		}
	}
	return most(counts)
}

// fewOfSport are so few that their articles' other names tell little of a sport.
const fewOfSport = 3

// partCompetitions parts competitions of one name by their sports. Those whose
// article does not tell go where its other names fit, sports of few left out, or
// to the sport of most.
func (r *resolver) partCompetitions(block int32, members []int32) (out [][]int32) {
	bySport := map[string][]int32{}
	label := make(map[int32]string, len(members))
	for _, i := range members {
		label[i] = r.sport(i)
		bySport[label[i]] = append(bySport[label[i]], i)
	}
	var rest []int32
	for _, sport := range slices.Sorted(maps.Keys(bySport)) {
		if sport != "" && len(bySport[sport]) < fewOfSport && len(bySport[sport]) < len(members)/2 {
			out = append(out, bySport[sport])
		} else {
			rest = append(rest, bySport[sport]...)
		}
	}
	if len(rest) == 0 {
		return out
	}
	slices.Sort(rest)
	return append(out, r.part(block, rest, func(i int32) string { return label[i] }, nil, joinLargest)...)
}
