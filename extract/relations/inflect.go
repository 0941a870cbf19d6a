package relations

import "strings"

// form is one inflected form of a verb.
type form struct {
	text       string
	participle bool // past participle: can be passive
	gerund     bool
	finite     bool // base, third person or past
	base       bool // base form that is no past form
}

// irregular verbs: past and past participle.
var irregular = map[string][2]string{
	"be": {"was", "been"}, "beat": {"beat", "beaten"}, "become": {"became", "become"}, "begin": {"began", "begun"},
	"bear": {"bore", "born"}, "bring": {"brought", "brought"}, "broadcast": {"broadcast", "broadcast"}, "build": {"built", "built"},
	"buy": {"bought", "bought"}, "catch": {"caught", "caught"}, "choose": {"chose", "chosen"}, "come": {"came", "come"},
	"cut": {"cut", "cut"}, "deal": {"dealt", "dealt"}, "draw": {"drew", "drawn"}, "drive": {"drove", "driven"},
	"fall": {"fell", "fallen"}, "fight": {"fought", "fought"}, "find": {"found", "found"}, "flee": {"fled", "fled"},
	"fly": {"flew", "flown"}, "forbid": {"forbade", "forbidden"}, "get": {"got", "got"}, "give": {"gave", "given"},
	"go": {"went", "gone"}, "grow": {"grew", "grown"}, "have": {"had", "had"}, "hear": {"heard", "heard"},
	"hit": {"hit", "hit"}, "hold": {"held", "held"}, "keep": {"kept", "kept"}, "know": {"knew", "known"},
	"lead": {"led", "led"}, "leave": {"left", "left"}, "lend": {"lent", "lent"}, "let": {"let", "let"},
	"lose": {"lost", "lost"}, "make": {"made", "made"}, "meet": {"met", "met"}, "oversee": {"oversaw", "overseen"},
	"overthrow": {"overthrew", "overthrown"}, "overtake": {"overtook", "overtaken"}, "pay": {"paid", "paid"}, "put": {"put", "put"},
	"read": {"read", "read"}, "rise": {"rose", "risen"}, "run": {"ran", "run"}, "say": {"said", "said"},
	"seek": {"sought", "sought"}, "sell": {"sold", "sold"}, "send": {"sent", "sent"}, "set": {"set", "set"},
	"shoot": {"shot", "shot"}, "show": {"showed", "shown"}, "sing": {"sang", "sung"},
	"sit": {"sat", "sat"}, "speak": {"spoke", "spoken"}, "spend": {"spent", "spent"}, "split": {"split", "split"},
	"stand": {"stood", "stood"}, "steal": {"stole", "stolen"}, "strike": {"struck", "struck"}, "swear": {"swore", "sworn"},
	"take": {"took", "taken"}, "teach": {"taught", "taught"}, "tell": {"told", "told"}, "think": {"thought", "thought"},
	"throw": {"threw", "thrown"}, "undertake": {"undertook", "undertaken"}, "wed": {"wed", "wed"}, "win": {"won", "won"},
	"withdraw": {"withdrew", "withdrawn"}, "write": {"wrote", "written"}, "wear": {"wore", "worn"}, "underwrite": {"underwrote", "underwritten"},
}

// doubling verbs of more than one syllable that double their last consonant.
var doubling = map[string]bool{"admit": true, "refer": true, "commit": true, "transfer": true, "rebel": true, "expel": true, "occur": true, "submit": true, "kidnap": true, "permit": true}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// doubles reports whether a verb doubles its last consonant before -ed.
func doubles(v string) bool {
	n := len(v)
	if n < 3 || vowel(v[n-1]) || strings.IndexByte("wxy", v[n-1]) >= 0 || !vowel(v[n-2]) || vowel(v[n-3]) {
		return false
	}
	if doubling[v] {
		return true
	}
	syllables := 0
	for i := 0; i < n; i++ {
		if vowel(v[i]) && (i == 0 || !vowel(v[i-1])) {
			syllables++
		}
	}
	return syllables == 1
}

// inflectVerb returns the forms of a verb; of a phrase, its first word is
// inflected.
func inflectVerb(phrase string) []form {
	verb, rest, _ := strings.Cut(phrase, " ")
	if rest != "" {
		rest = " " + rest
	}
	n := len(verb)
	stem := verb // before -ed, -ing
	if doubles(verb) {
		stem += verb[n-1:]
	}
	third, past, gerund := verb+"s", stem+"ed", stem+"ing"
	switch {
	case verb == "have":
		third, gerund = "has", "having"
	case n > 1 && strings.HasSuffix(verb, "y") && !vowel(verb[n-2]):
		third, past = verb[:n-1]+"ies", verb[:n-1]+"ied"
	case hasAnySuffix(verb, "s", "x", "z", "ch", "sh", "o"):
		third = verb + "es"
	case strings.HasSuffix(verb, "ie"):
		past, gerund = verb+"d", verb[:n-2]+"ying"
	case strings.HasSuffix(verb, "ee"):
		past, gerund = verb+"d", verb+"ing"
	case strings.HasSuffix(verb, "e"):
		past, gerund = verb+"d", verb[:n-1]+"ing"
	}
	participle := past
	if irr, ok := irregular[verb]; ok {
		past, participle = irr[0], irr[1]
	}
	forms := []form{
		{text: verb + rest, finite: true, participle: verb == participle, base: verb != participle && verb != past},
		{text: third + rest, finite: true},
		{text: gerund + rest, gerund: true},
		{text: past + rest, finite: true, participle: past == participle},
	}
	if n > 3 && stem == verb && strings.HasSuffix(verb, "l") && vowel(verb[n-2]) && !vowel(verb[n-3]) {
		// British "travelled", "cancelling"
		forms = append(forms, form{text: verb + "led" + rest, finite: true, participle: true}, form{text: verb + "ling" + rest, gerund: true})
	}
	if participle != past && participle != verb {
		forms = append(forms, form{text: participle + rest, participle: true})
	}
	return forms
}

// inflectNoun returns the singular and plural of a noun; of a phrase, its last
// word is inflected ("chief executive"), or its first before "of" ("head of").
func inflectNoun(phrase string) []string {
	head, rest := phrase, ""
	if i := strings.Index(phrase, " of "); i > 0 {
		head, rest = phrase[:i], phrase[i:]
	}
	n := len(head)
	plural := head + "s"
	switch {
	case hasAnySuffix(head, "man", "woman"):
		plural = head[:n-2] + "en"
	case hasAnySuffix(head, "person"):
		plural = head[:n-6] + "people"
	case head == "wife":
		plural = "wives"
	case head == "child":
		plural = "children"
	case n > 1 && strings.HasSuffix(head, "y") && !vowel(head[n-2]):
		plural = head[:n-1] + "ies"
	case hasAnySuffix(head, "s", "x", "ch", "sh"):
		plural = head + "es"
	}
	return []string{head + rest, plural + rest}
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, x := range prefixes {
		if strings.HasPrefix(s, x) {
			return true
		}
	}
	return false
}
