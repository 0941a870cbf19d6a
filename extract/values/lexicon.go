package values

import "strings"

// A role says what part a word plays in values.
type role uint8

const (
	none role = iota
	month
	weekday
	digitWord   // three, twenty: n is its value
	magnitude   // hundred, million: n is its power of ten
	article     // a, an: starts "a million"
	half        // starts "half a million"
	dayWord     // yesterday, today: n is the distance in days
	relation    // last, this, next: n is -1, 0, 1
	unit        // day, week, month, quarter, year
	currency    // dollars, euros: code
	sign        // $, US$, Rs, EUR: code; stands before the amount
	hundredth   // cents, pence: code
	percentWord // percent, %
	per         // of "per cent"
	ordinal     // first, second: n
	quarterName // Q1: n
)

// A sense is what a word means for values.
type sense struct {
	role role
	n    int
	code string
}

// lexicon maps words, as written, to their sense.
var lexicon = buildLexicon()

func buildLexicon() map[string]sense {
	m := make(map[string]sense, 600)
	number := func(r role, words string, from int) {
		for i, group := range strings.Fields(words) {
			for _, w := range strings.Split(group, "|") {
				m[w] = sense{role: r, n: from + i}
			}
		}
	}
	number(month, `January|Jan|Jan.|JANUARY February|Feb|Feb.|FEBRUARY March|Mar.|MARCH April|Apr|Apr.|APRIL May|MAY June|Jun.|JUNE
		July|Jul.|JULY August|Aug|Aug.|AUGUST September|Sept|Sept.|Sep|Sep.|SEPTEMBER October|Oct|Oct.|OCTOBER
		November|Nov|Nov.|NOVEMBER December|Dec|Dec.|DECEMBER`, 1)
	number(weekday, `Sunday|SUNDAY|Sun. Monday|MONDAY|Mon. Tuesday|TUESDAY|Tue.|Tues. Wednesday|WEDNESDAY|Wed.
		Thursday|THURSDAY|Thu.|Thurs. Friday|FRIDAY|Fri. Saturday|SATURDAY|Sat.`, 0)
	number(digitWord, `zero one|One two|Two three|Three four|Four five|Five six|Six seven|Seven eight|Eight nine|Nine ten|Ten
		eleven|Eleven twelve|Twelve thirteen|Thirteen fourteen|Fourteen fifteen|Fifteen sixteen|Sixteen
		seventeen|Seventeen eighteen|Eighteen nineteen|Nineteen twenty|Twenty`, 0)
	for i, w := range strings.Fields("thirty forty fifty sixty seventy eighty ninety") {
		m[w] = sense{role: digitWord, n: 30 + 10*i}
		m[strings.ToUpper(w[:1])+w[1:]] = sense{role: digitWord, n: 30 + 10*i}
	}
	number(dayWord, `yesterday|Yesterday today|Today|tonight|Tonight tomorrow|Tomorrow`, -1)
	number(relation, `last|Last this|This next|Next`, -1)
	number(unit, `day|days week|weeks month|months quarter|quarters year|years`, 0)
	number(ordinal, `first|First second|Second third|Third fourth|Fourth|final|Final`, 1)
	number(quarterName, `Q1 Q2 Q3 Q4`, 1)
	for w, n := range map[string]int{
		"dozen": 0, "hundred": 2, "thousand": 3, "k": 3, "lakh": 5, "lakhs": 5, "million": 6, "m": 6, "mn": 6, "mln": 6,
		"crore": 7, "crores": 7, "billion": 9, "bn": 9, "bln": 9, "trillion": 12, "tn": 12, "trn": 12,
		"Million": 6, "Billion": 9, "Trillion": 12, "-million": 6, "-billion": 9, "-trillion": 12, "-crore": 7,
	} {
		m[w] = sense{role: magnitude, n: n}
	}
	for _, w := range []string{"a", "A", "an", "An"} {
		m[w] = sense{role: article}
	}
	m["half"], m["Half"] = sense{role: half}, sense{role: half}
	for _, w := range []string{"percent", "%", "pct", "percentage", "basis", "percent-"} {
		m[w] = sense{role: percentWord}
	}
	m["per"] = sense{role: per}
	codes := func(r role, table string) {
		for _, line := range strings.Split(table, ";") {
			code, words, _ := strings.Cut(strings.TrimSpace(line), " ")
			for _, w := range strings.Fields(words) {
				m[w] = sense{role: r, code: code}
			}
		}
	}
	codes(currency, `USD dollar dollars; EUR euro euros; GBP pound pounds; JPY yen; CNY yuan renminbi; INR rupee rupees;
		RUB rouble roubles ruble rubles; CHF franc francs; SEK kronor; DKK kroner; MXN peso pesos; KRW won; BRL reais;
		ILS shekel shekels; SAR riyal riyals; AED dirham dirhams; THB baht; MYR ringgit; ZAR rand; TRY lira liras;
		UAH hryvnia hryvnias; PLN zloty zlotys; HUF forint forints; NGN naira; IDR rupiah; VND dong; PHP piso;
		IRR rial rials; EGP egp; CZK koruna korunas crowns; KZT tenge; BDT taka; PKR pkr`)
	codes(hundredth, `USD cent cents; GBP pence penny`)
	codes(sign, `USD $ US$ U.S.$ USD; AUD A$ AU$ Aus$ AUD; CAD C$ CA$ Can$ CAD; HKD HK$ HKD; NZD NZ$ NZD; SGD S$ SG$ SGD;
		TWD NT$ TWD; BRL R$ BRL; JMD J$; ZWL Z$; TTD TT$; BBD Bds$; GBP £ GBP; EUR € EUR; JPY ¥ JPY; CNY RMB CNY; INR ₹ Rs Rs. INR;
		RUB ₽ RUB; KRW ₩ KRW; TRY ₺ TRY; ILS ₪ NIS ILS; NGN ₦ NGN; THB ฿ THB; VND ₫ VND; UAH ₴ UAH; PHP ₱ PHP; CHF CHF SFr;
		SEK SEK SKr; NOK NOK NKr; DKK DKK DKr; MYR RM MYR; AED AED Dh Dhs; SAR SAR; ZAR ZAR; IDR IDR Rp; PLN PLN; HUF HUF; MXN MXN`)
	return m
}

// national narrows a currency by the adjective before it: "Australian dollars".
var national = map[string]string{
	"US dollar": "USD", "U.S. dollar": "USD", "American dollar": "USD", "Australian dollar": "AUD", "Canadian dollar": "CAD",
	"Singapore dollar": "SGD", "Taiwan dollar": "TWD", "Taiwanese dollar": "TWD", "Zealand dollar": "NZD", "Kong dollar": "HKD",
	"Jamaican dollar": "JMD", "Zimbabwean dollar": "ZWL", "Zimbabwe dollar": "ZWL", "Namibian dollar": "NAD", "Fijian dollar": "FJD",
	"British pound": "GBP", "Egyptian pound": "EGP", "Lebanese pound": "LBP", "Syrian pound": "SYP", "Sudanese pound": "SDG",
	"Turkish lira": "TRY", "Italian lira": "ITL", "Swiss franc": "CHF", "French franc": "FRF", "Belgian franc": "BEF", "CFA franc": "XOF",
	"Indian rupee": "INR", "Pakistani rupee": "PKR", "Pakistan rupee": "PKR", "Lankan rupee": "LKR", "Nepalese rupee": "NPR",
	"Mexican peso": "MXN", "Argentine peso": "ARS", "Argentinian peso": "ARS", "Philippine peso": "PHP", "Colombian peso": "COP",
	"Chilean peso": "CLP", "Cuban peso": "CUP", "Saudi riyal": "SAR", "Qatari riyal": "QAR", "Iranian rial": "IRR", "Omani rial": "OMR",
	"Czech crown": "CZK", "Swedish crown": "SEK", "Danish crown": "DKK", "Norwegian crown": "NOK", "Korean won": "KRW",
	"Japanese yen": "JPY", "Chinese yuan": "CNY", "Russian ruble": "RUB", "Russian rouble": "RUB", "UAE dirham": "AED",
	"Moroccan dirham": "MAD", "African rand": "ZAR", "Norwegian kroner": "NOK", "Danish kroner": "DKK", "euro cent": "EUR",
}

func words(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

var (
	// measures are nouns whose number is a measure or a time, not a count.
	measures = words(`years months weeks days hours minutes seconds decades centuries quarters nights mornings times moments
		miles kilometres kilometers metres meters centimetres centimeters millimetres inches feet yards acres hectares
		tonnes tons kilograms kilos grams pounds ounces litres liters gallons barrels degrees knots megawatts gigawatts watts
		volts bits bytes megabytes gigabytes megabits pixels percent points dollars euros cents pence km kg mm cm mph lbs ft
		bushels carats calories volumes lengths a.m. p.m. am pm GMT BST EST o'clock`)
	// people are plural nouns without an s.
	people = words(`people men women children police staff personnel troops crew fans sheep cattle fish aircraft`)
	// beforeYear are words after which a number between 1900 and 2099 is a year.
	beforeYear = words(`in since by of from until till during before after between the early late mid through to for into around
		circa and or In Since By From Until During Before After Between The Early Late than back this that its his her their our
		spring summer autumn fall winter Christmas year end mid- January February March April May June July August September
		October November December quarter half`)
	// beforeMonth are words after which a bare name of a month is one.
	beforeMonth = words(`in since by of from until till during before after between early late mid through to for and or In Since
		By From Until During Before After Between Early Late into mid- each every around`)
	// namedDays are words that make a weekday part of a name.
	namedDays = words(`Black Super Good Bloody Ash Sheffield Palm Easter Cyber Holy Maundy Shrove Fat Casual Ruby`)
	// dayTitles are words that make the weekday before them part of a name.
	dayTitles = words(`Times Mirror Telegraph Mail Herald Express Business Star Sun Post Night Live Sport Independent World
		Tribune Mass Magazine Observer`)
)
