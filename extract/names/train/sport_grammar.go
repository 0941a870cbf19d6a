package train

import "strings"

// teamStyle is what the teams of a text are called by.
type teamStyle int

const (
	towns  teamStyle = iota // "Leeds"
	clubs                   // "Leeds United"
	mixed                   // both
	states                  // "Norway": places
)

// section is a kind of text: a heading and rows, of which a table repeats one.
type section struct {
	teams       []teamStyle
	heads, rows []string
	table       bool
	shouted     bool // may be in capitals
	least, most int  // rows
}

var sections = []section{
	{ // football results
		teams: []teamStyle{towns, mixed, clubs, states}, table: true, least: 3, most: 9,
		heads: []string{
			"Results of <league> matches on <day>:", "SOCCER - <league> RESULTS.", "<league> football results", "Soccer results",
			"Results in the <event> on <day>:", "Premier division", "Division one", "First division", "SOCCER - <team> BEAT <team> <0>-<0>.",
		},
		rows: []string{
			"<team> <0> <team> <0>", "<team> <0>, <team> <0>", "<team> <0> - <team> <0>", "<team> v <team>", "<team> vs. <team>",
			"<team> <0> <team> <0> (halftime <0>-<0>)", "<team> <0> (<surname> <00>) <team> <0>", "<team> <0> (<surname> <00>, <surname> <00>pen) <team> <0>. Attendance: <000>00",
			"<day>: <team> v <team> (<00>:30)", "<team>-<team> <0>-<0>", "In <city>: <country> <0> <country> <0> (halftime <0>-<0>)",
		},
	},
	{ // standings
		teams: []teamStyle{towns, mixed, clubs}, table: true, shouted: true, least: 4, most: 10,
		heads: []string{
			"Standings (tabulate under played, won, drawn, lost, goals for, goals against, points):", "<league> standings after <day>'s games", "EASTERN DIVISION",
			"<league> STANDINGS AFTER <day>'S GAMES.", "W L PCT GB", "NBA BASKETBALL - STANDINGS AFTER <day>'S GAMES.", "CENTRAL DIVISION", "P W D L F A Pts",
		},
		rows: []string{
			"<team> <00> <0> <0> <0> <00> <00> <00>", "<team> <00> <00> <.000> -", "<team> <00> <00> <.000> <00> 1/2", "<0>. <team> <00> <00> <00> <00>", "<team> <00> points from <0> matches",
			"<team> <00> <00> <0> <00> <00> <00>", "<00>. <team> - <00> points",
		},
	},
	{ // American fixtures and results
		teams: []teamStyle{towns, towns, clubs}, table: true, shouted: true, least: 3, most: 9,
		heads: []string{
			"<league> results on <day> (home team in CAPS):", "BASEBALL - <league> RESULTS.", "Results of <league> games on <day>:", "SCHEDULED FOR <day>", "<league> SCHEDULE", "NHL ICE HOCKEY - RESULTS.",
		},
		rows: []string{
			"<team> <00>, <team> <00>", "<team> <000> <team> <00>", "<team> AT <team>", "<team> at <team>", "<team> at <team>, <0>:35 p.m.", "<team> <0> <team> <0> (OT)", "<team> <0> <team> <0> (10 innings)",
			"<team> at <team> (<surname> <0>-<0>)", "<team> (<surname> <00>-<0>) at <team> (<surname> <0>-<0>)",
		},
	},
	{ // tennis, squash, badminton
		teams: []teamStyle{states}, least: 3, most: 8,
		heads: []string{
			"Results from the <event> on <day> (prefix number denotes seeding):", "TENNIS - RESULTS AT <event>.", "Men's singles, first round", "Women's singles, second round", "Quarterfinals",
		},
		rows: []string{
			"<player> (<country>) beat <player> (<country>) <set> <set>", "<0>-<player> (<country>) beat <player> (<country>) <set> <set> <set>", "<player> (<country>) beat <0>-<player> (<country>) <set> <set>",
			"<player> (<0>), <country>, def. <player>, <country>, <set>, <set>", "<player> beat <player> <set> <set>", "<player> and <player> (<country>) beat <player> and <player> (<country>) <set> <set>",
			"<player>, <country>, vs. <player>, <country>", "<player> (<country>) leads <player> (<country>) <set> <0>-<0>", "<player> (<country>) bt <player> (<country>) 15-<00> 15-<00>",
		},
	},
	{ // golf
		teams: []teamStyle{states}, table: true, least: 4, most: 9,
		heads: []string{"Leading scores after the <ordinal> round of the <event> on <day> (<country> unless stated):", "GOLF - LEADING SCORES AT <event>."},
		rows: []string{
			"<000> <player> 71 69 <00> <00>", "<00> <player>", "<00> <player> (<country>)", "<00> <player>, <player>, <player> (<country>)", "<player> (<country>) <00>-<00>-<00>-<00>--<000>", "<player>, <country> <00>-<00>--<000> -<0>",
		},
	},
	{ // races
		teams: []teamStyle{states}, table: true, least: 4, most: 10,
		heads: []string{
			"Leading results from the <event> on <day>:", "Result of the men's <00> kilometres:", "Women's 400 metres", "ATHLETICS - RESULTS AT <event>.", "CYCLING - <event> STAGE RESULTS.", "World championship standings:", "Overall standings (after <0> events):",
		},
		rows: []string{
			"<0>. <player> (<country>) <00>.<00> seconds", "<0>. <player> (<country>) <0> hours <00> minutes <00> seconds", "<0>. <player> (<country>) <squad> <0>:<00>:<00>", "<0>. <player> (<country>) <squad> same time",
			"<0>. <player> (<country>) <squad> <0>:<00>.<000>", "<0>. <player> <country> <00>.<00>", "<0>. <player>, <country>, <00>.<00> metres", "<0>. <player> (<country>) <00> points", "<00>. <squad> <00>", "<0>. <country> (<player>, <player>) <0>:<00>.<00>",
		},
	},
	{ // cricket
		teams: []teamStyle{mixed, states, states}, least: 5, most: 12,
		heads: []string{
			"Scoreboard on the <ordinal> day of the <ordinal> test between <country> and <country> at <ground> on <day>:", "CRICKET - <country> V <country> SCOREBOARD.", "Close of play scores in county championship matches on <day>:", "<country> first innings",
		},
		rows: []string{
			"<initial> c <surname> b <surname> <00>", "<initial> not out <00>", "<initial> lbw b <surname> <00>", "<initial> run out <00>", "<initial> b <surname> <0>", "<initial> c and b <surname> <00>", "<initial> st <surname> b <surname> <00>",
			"Bowling: <surname> <00>-<0>-<00>-<0>, <surname> <00>-<0>-<00>-<0>, <surname> <0>-<0>-<00>-<0>", "<surname> <00>-<0>-<00>-<0> (<0>nb)", "Total (for <0> wickets, <00> overs) <000>", "Extras (lb-<0> nb-<0>) <00>", "Fall of wickets: 1-<00> 2-<00> 3-<000>",
			"<team> <000> and <000>-<0> (<initial> <00>, <initial> <00>), <team> <000>.", "At <city>: <team> <000> (<initial> <000> not out) and <00>-<0>. <team> <000> (<initial> 4-<00>).", "To bat: <initial>, <initial>, <initial>",
			"<team> won by <0> wickets", "<country> won the toss", "<country> <000>-<0> v <country>", "Umpires: <initial> (<country>) and <initial> (<country>)",
		},
	},
	{ // lineups and scorers
		teams: []teamStyle{mixed, states}, least: 3, most: 7,
		rows: []string{
			"<team>: <surname>; <surname>, <surname>, <surname>, <surname>; <surname>, <surname> (<surname>, <00>)", "<team> - <player>, <player>, <player>, <player>", "Scorers:", "<team> - <player> (<00>th minute), <player> (<00>th)",
			"<team> - <surname> <00>, <surname> <00> (penalty)", "Halftime <0>-<0>. Attendance <00>,000.", "Referee: <player> (<country>)", "Goalkeepers: <player> (<team>), <player> (<team>)", "Defenders: <player> (<team>), <player> (<team>), <player> (<team>)",
			"Forwards: <player> (<club>), <player> (<club>)", "Goals: <surname> (<00>), <surname> (<00>).", "Sent off: <surname> (<team>).", "Team: <player>, <player>, <player> (captain)",
		},
	},
	{ // transfers and news in brief
		teams: []teamStyle{mixed, clubs}, least: 3, most: 7,
		heads: []string{"TRANSACTIONS", "Transfers", "SOCCER - TRANSFER NEWS."},
		rows: []string{
			"<team> - Signed midfielder <player> from <team>.", "<team> signed <player> to a <0>-year contract.", "<team> -- Placed <player> on the injured list.", "<player> (<team> to <team>)", "<player>, from <team> to <team>, <00> million euros", "<team> have sold striker <player> to <team> for <00> million.",
			"<team> named <player> coach.", "<team>: Traded <player> to <team> for <player>.", "<player> has joined <team> on loan from <team>.", "<team> coach <player> resigned on <day>.", "<player> will leave <team> at the end of the season, the <league> club said.",
		},
	},
	{ // reports on clubs
		teams: []teamStyle{towns, mixed, mixed, clubs}, least: 3, most: 7,
		rows: []string{
			"<team> beat <team> <0>-<0> on <day>.", "<team> lost <0>-<0> at home to <team>.", "<player> scored twice as <team> beat <team> <0>-<0>.", "<team> were held to a <0>-<0> draw by <team> on <day>.", "<team>, who lead the <league>, host <team> on <day>.",
			"<surname> put <team> ahead in the <00>th minute but <surname> levelled for <team>.", "<team> moved to the top of the table with a <0>-<0> win over <team>.", "In <city>, <player> scored <00> points and the <club> defeated the <club> <000>-<00>.",
			"\"We played well,\" said <team> coach <player>.", "<team> striker <player> is out for <0> weeks.", "Former <team> captain <player> joined <team> from <team> last year.", "<player> hit a home run in the ninth inning as <team> edged <team> <0>-<0>.",
			"Visitors <team> went in front through <player>.", "Champions <team> beat <team> <0>-<0> at the <ground>.", "<team> goalkeeper <player> saved a late penalty.", "The <league> match between <team> and <team> was postponed.", "Relegated <team> finished with a <0>-<0> defeat at <team>.",
			"<team> travel to <team> on <day> and play <team> three days later.", "Second-placed <team> won <0>-<0> against <team> while <team> drew with <team>.", "<team> and <team> shared the points.", "Striker <player> gave <team> an early lead against <team>.",
			"At <city>, <player> had <00> rebounds as <team> won its third straight game, <000>-<00> over <team>.", "<player> threw a four-hitter and <team> beat <team> <0>-<0>.", "<team> fans clashed with police before the game at <team>.", "<team> drew <team> in the semifinals of the <event>.",
			"<team> will face <team> in the final of the <event>.", "\"<team> deserved it,\" <surname> said.", "It was <team>'s <ordinal> defeat of the season.", "<surname>, who scored <00> goals for <team> last season, missed a penalty.", "<team>'s <player> scored the only goal.", "<team> outplayed <team> in the second half.",
			"The <club> beat the <club> for the <ordinal> time.", "The visit to <team> comes two days after <team> lost at <team>.", "<team> has won <0> of its last <0> games.", "SOCCER - <surname> SAVES <team> AGAINST <team>.", "<team> crushed <team> in the <event>.", "<team> top the <league> by <0> points from <team>.",
		},
	},
	{ // reports on countries and players
		teams: []teamStyle{states}, least: 3, most: 7,
		rows: []string{
			"<country> beat <country> <0>-<0> in a World Cup qualifier in <city> on <day>.", "<country> drew <0>-<0> with <country> in <city>.", "<player> of <country> won the <event> on <day>, beating <player> of <country> <set> <set>.", "<country>'s <player> won the men's slalom at <city>.",
			"<country> will play <country> at the <ground> on <day>.", "Top seed <player> lost to <player> of <country> in the first round of the <event>.", "<player>, the former champion from <country>, withdrew from the <event> with an injured knee.", "<player> took five wickets as <country> beat <country> by <00> runs in the <ordinal> test.",
			"<player> set a world record at the <event> in <city>.", "<country> named <player> captain for the tour of <country>.", "Hosts <country> beat <country> to reach the semifinals of the <event>.", "<player> won the <ordinal> stage of the <event> in a sprint finish in <city>.", "<player> of <country> leads the <event> after the <ordinal> round with a <00>.",
			"The <league> fined <player> <00>,000 dollars.", "<player>, driving for <squad>, was fastest in practice for the <event>.", "<squad> driver <player> retired on lap <00>.", "<country> coach <player> praised <surname>.", "The <event> will be held in <city> next year.", "TENNIS - <surname> BEATS <surname> AT <event>.", "CRICKET - <country> BEAT <country> BY <0> WICKETS.",
			"<surname> beat <surname> <set> <set>.", "<player> (<country>) knocked out <player> (<country>) in the <ordinal> round of their bout in <city>.", "<country> won the toss and chose to bat against <country> at <ground>.", "<surname> and <surname> put on <000> for the <ordinal> wicket.",
		},
	},
	{ // the same cities as places
		teams: []teamStyle{towns}, least: 3, most: 7,
		rows: []string{
			"<city> - Police in <city> said on <day> that <00> people were hurt.", "<city>, <month> <00> -", "<player>, the mayor of <city>, said the bridge would reopen on <day>.", "A bomb killed <0> people in <city>, <country>, on <day>.", "<player> was born in <city> and studied in <city>.",
			"Flights from <city> to <city> were cancelled.", "<country> and <country> signed an accord in <city> on <day>.", "Residents of <city> fled as the river rose.", "The road between <city> and <city> was closed.", "<player> travelled to <city> for talks with <player>.", "Prices in <city> rose <0> percent in <month>.",
			"<city> has <000>,000 people.", "Thousands marched through <city> against the government of <country>.", "<player> lives in <city>, <country>.", "A court in <city> sentenced <player> to <00> years in prison.", "Rebels shelled <city> for the <ordinal> day, the army said.", "Fighting near <city> killed <00> soldiers.",
			"<city> <00> <00> cloudy", "<city> <00> <00> rain", "<city> fell <0> points to <000>0 while <city> rose <00>.", "The company has offices in <city>, <city> and <city>.", "The storm is moving toward <city> at <00> kph.", "<player> beat <player> in the mayoral election in <city>.", "<country> beat a deadline set by <country>.",
			"The train left <city> at <0>:<00> and reached <city> an hour later.", "An earthquake shook <city> on <day>.", "<country> accused <country> of sheltering rebels.", "He lost his job in <city> and moved to <city>.", "<surname> said <city> needed new schools.", "The museum in <city> hosts a show of paintings by <player>.",
			"<city> hosts a meeting of ministers of <country> and <country> on <day>.", "The ship sailed from <city> (<country>) to <city> (<country>).", "<city> hit by floods, <00> dead", "<city> schools closed after storm", "Shops at <city> airport closed.", "<day>: <player> visits <city>; <player> visits <city>.",
		},
	},
}

// words are what is no name.
var words = map[string][]string{
	"ordinal": strings.Fields("first second third fourth fifth sixth"),
}

// players are countries that results name often.
var players = strings.Split("Britain England Scotland Wales Ireland U.S. USA Germany France Italy Spain Portugal Netherlands Belgium Switzerland Austria Sweden Norway Denmark Finland Poland Russia Ukraine Belarus Romania Bulgaria Hungary Croatia Serbia Slovenia Slovakia Greece Turkey Israel Egypt Morocco Algeria Tunisia Nigeria Ghana Cameroon Kenya Ethiopia Zimbabwe Zambia India Pakistan Bangladesh Japan China Australia Argentina Brazil Uruguay Paraguay Chile Peru Colombia Ecuador Mexico Canada Jamaica Cuba Iran Iraq Kuwait Qatar Indonesia Malaysia Thailand Kazakhstan Uzbekistan Georgia Armenia Iceland", " ")

var leagues = []string{
	"Premier League", "English premier league", "Scottish Premier League", "Football League", "Bundesliga", "Serie A", "La Liga", "Ligue 1", "Major League Baseball", "National League", "American League", "National Basketball Association", "NBA",
	"National Football League", "NFL", "National Hockey League", "NHL", "MLS", "J. League", "K-League", "Super League", "A-League", "Euroleague", "FIFA", "UEFA", "NCAA",
}

// squads are teams of races.
var squads = []string{
	"Ferrari", "Williams", "McLaren", "Benetton", "Renault", "Red Bull", "Mercedes", "Toro Rosso", "Sauber", "Jordan", "Lotus", "Honda", "Yamaha", "Suzuki", "Ducati", "Kawasaki", "Toyota", "Subaru", "Ford", "Mitsubishi", "Citroen", "Peugeot", "Hyundai", "Aprilia",
	"Rabobank", "Mapei", "Festina", "Telekom", "T-Mobile", "Banesto", "ONCE", "Astana", "Team Sky", "Movistar", "Lampre", "Cofidis", "Quick Step", "Lotto", "Saunier Duval", "Jumbo-Visma",
}

// events are tournaments: those that begin with @ take a city, with # a year.
var events = []string{
	"@ Open", "@ Marathon", "@ Masters", "@ Grand Prix", "@ Classic", "# World Cup", "# Olympics", "# European Championship", "# Winter Olympics", "World Cup", "European Cup", "Champions League", "UEFA Cup", "FA Cup", "League Cup", "Cup Winners' Cup",
	"African Nations Cup", "Asian Cup", "Copa America", "Copa Libertadores", "Davis Cup", "Fed Cup", "Ryder Cup", "U.S. Open", "Australian Open", "French Open", "British Open", "Wimbledon", "Masters", "Super Bowl", "World Series", "Stanley Cup", "Tour de France",
	"Giro d'Italia", "Italian Grand Prix", "Belgian Grand Prix", "Monaco Grand Prix", "Six Nations", "Commonwealth Games", "Asian Games", "Olympic Games", "World Championships", "European Championships", "Ashes", "Kentucky Derby", "Grand National",
}
