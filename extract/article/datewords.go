package article

// fillers are words in dates that tell nothing: weekdays, prepositions and
// what stands before a date line.
var fillers = wordSet(`at on the of a de del du den der das um à al le el il i
	posted published updated modified date created last first issued
	mon tue tues wed weds thu thur thurs fri sat sun
	monday tuesday wednesday thursday friday saturday sunday
	montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so
	lundi mardi mercredi jeudi vendredi samedi dimanche
	lunes martes miércoles jueves viernes sábado domingo
	lunedì martedì mercoledì giovedì venerdì sabato domenica
	segunda-feira terça-feira quarta-feira quinta-feira sexta-feira
	maandag dinsdag woensdag donderdag vrijdag zaterdag zondag`)

// months are the names of months in English, German, French, Spanish,
// Italian, Portuguese and Dutch, with the usual English short forms.
var months = monthNames(
	"jan january januar jänner janvier enero ene gennaio janeiro januari",
	"feb february februar février fevrier febrero febbraio fevereiro februari",
	"mar march märz mars marzo março maart mär",
	"apr april avril abril aprile abr avr",
	"may mai mayo maggio maio mei",
	"jun june juni juin junio giugno junho",
	"jul july juli juillet julio luglio julho",
	"aug august août aout agosto augustus ago",
	"sep sept september septembre septiembre settembre setembro",
	"oct october oktober octobre octubre ottobre outubro okt",
	"nov november novembre noviembre novembro",
	"dec december dezember décembre decembre diciembre dicembre dezembro dez dic déc",
)

func monthNames(lists ...string) map[string]int {
	out := map[string]int{}
	for i, list := range lists {
		for w := range wordSet(list) {
			out[w] = i + 1
		}
	}
	return out
}

// zones are the time zones that news pages name by letters, in minutes east of
// UTC. Where letters are ambiguous the one usual in English-language news is
// meant: IST is India, BST Britain, CST central North America.
var zones = map[string]int{
	"z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0,
	"bst": 60, "cet": 60, "west": 60, "wat": 60, "cest": 120, "eet": 120, "sast": 120, "cat": 120,
	"eest": 180, "msk": 180, "eat": 180, "trt": 180, "gst": 240, "pkt": 300, "ist": 330, "ict": 420,
	"sgt": 480, "hkt": 480, "awst": 480, "pht": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660,
	"nzst": 720, "nzdt": 780,
	"est": -300, "edt": -240, "et": -300, "cst": -360, "cdt": -300, "ct": -360,
	"mst": -420, "mdt": -360, "mt": -420, "pst": -480, "pdt": -420, "pt": -480, "akst": -540, "hst": -600,
	"ast": -240, "adt": -180, "nst": -210, "brt": -180, "art": -180,
}
