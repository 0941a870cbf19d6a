package text

import "strings"

// splitHyphen appends the parts of one token. A hyphenated word is one token
// ("Coca-Cola", "al-Qaida", "Franco-German", "five-year"), but where a name is
// joined with a common word it becomes three, so that a name can end or begin
// there: "London-based", "U.S.-led", "ex-Microsoft", "pro-Russian"; and so do
// two countries, as in "U.S.-China". The parts get the tags NNP, HYPH and that
// of the common word; the tagger sees the whole word in their place.
func splitHyphen(w straight, p Span, out []part) []part {
	s := p.In(w.text)
	if i := strings.LastIndexByte(s, '-'); i > 0 && i+1 < len(s) {
		if left, right := s[:i], s[i+1:]; startsUpper(left) {
			if tag, ok := afterName[right]; ok {
				return appendSplit(w, p, i, "NNP", tag, out)
			}
			if countries[left] && countries[right] {
				return appendSplit(w, p, i, "NNP", "NNP", out)
			}
		}
	}
	if i := strings.IndexByte(s, '-'); i > 0 && i+1 < len(s) && startsUpper(s[i+1:]) {
		if tag, ok := beforeName[strings.ToLower(s[:i])]; ok {
			return appendSplit(w, p, i, tag, "NNP", out)
		}
	}
	return append(out, newPart(w, p))
}

func appendSplit(w straight, p Span, hyphen int, left, right string, out []part) []part {
	whole := p.In(w.text)
	at := p.Start + hyphen
	a, h, b := newPart(w, Span{p.Start, at}), newPart(w, Span{at, at + 1}), newPart(w, Span{at + 1, p.End})
	a.tag, a.role, a.whole = left, hyphenHead, whole
	h.tag, h.role = "HYPH", hyphenTail
	b.tag, b.role = right, hyphenTail
	return append(out, a, h, b)
}

// afterName are words that follow a name and a hyphen.
var afterName = tagged(map[string]string{
	"VBN": "based led born owned backed controlled run held listed funded sponsored dominated linked allied " +
		"aligned occupied administered trained educated headquartered made supported affiliated governed " +
		"registered ruled brokered mediated built designed inspired appointed drafted imposed organised organized " +
		"organized initiated installed bred raised managed operated produced developed published sanctioned " +
		"bound related focused flagged chaired hosted drawn",
	"NN": "style era area wide",
	"JJ": "friendly like specific only",
})

// beforeName are words that stand before a hyphen and a name.
var beforeName = tagged(map[string]string{
	"JJ": "ex non pro anti post pre then mid former",
})

func tagged(byTag map[string]string) map[string]string {
	m := make(map[string]string)
	for tag, words := range byTag {
		for _, w := range strings.Fields(words) {
			m[w] = tag
		}
	}
	return m
}

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// countries that are joined to one another by a hyphen in the news.
var countries = set(`U.S. US USA U.K. UK U.N. UN EU E.U. Afghanistan Armenia Australia Austria Azerbaijan Bangladesh
	Belarus Belgium Bolivia Brazil Britain Bulgaria Cambodia Canada Chad Chile China Colombia Congo Cuba Cyprus
	Denmark Ecuador Egypt England Eritrea Estonia Ethiopia Finland France Gaza Georgia Germany Greece Hamas
	Hezbollah Hungary India Indonesia Iran Iraq Ireland Israel Italy Japan Jordan Kazakhstan Kenya Kosovo Kuwait
	Latvia Lebanon Libya Lithuania Malaysia Mali Mexico Moldova Mongolia Morocco Myanmar NATO Nepal Netherlands
	Nigeria Norway Oman Pakistan Palestine Panama Peru Philippines Poland Portugal Qatar Romania Russia Rwanda
	Scotland Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan
	Tajikistan Tanzania Thailand Tunisia Turkey Uganda Ukraine Uzbekistan Venezuela Vietnam Wales Yemen Zambia
	Zimbabwe`)
