package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// misreads reports whether a candidate takes one thing for another: the
// settlement of a case for a partnership, a visit to troops for one to their
// country, the buyer of a unit for that of its owner.
func (s *sentence) misreads(c *candidate) bool {
	if s.isOfDateline(c) || s.isAnyone(c.subjectItem) || s.isAnyone(c.objectItem) || s.isAsker(c) || s.isTitled(c.subjectItem) || s.isTrade(c.subjectItem) || s.isTrade(c.objectItem) {
		return true
	}
	switch c.rel {
	case schema.PartneredWith:
		return s.isSettlement(c)
	case schema.Succeeded:
		return s.isReplacer(c)
	case schema.Visited:
		return s.isOfPeople(c.objectItem)
	case schema.CitizenOf:
		return isContinent(s.nameOf(&s.in.Mentions[c.object])) || s.isOnlyAsked(c)
	case schema.EducatedAt:
		return c.rule == ModelRule && s.teaches(c)
	case schema.CompetesWith:
		return c.rule == ModelRule && (s.isMark(c.subjectItem, c.objectItem) || s.isMark(c.objectItem, c.subjectItem))
	case schema.ParticipatedIn:
		return c.rule == ModelRule && s.isEqualled(c)
	case schema.NegotiatedWith:
		return s.isSignedUp(c)
	case schema.Produces:
		return isPrizeName(s.in.Mentions[c.object].In(s.text))
	case schema.Acquired:
		return s.isUnitOf(c) || isEnforcer(s.nameOf(&s.in.Mentions[c.subject]))
	case schema.AffiliatedWith:
		return c.rule == ModelRule && s.hasOwnParty(c)
	case schema.Sued:
		return s.isUnnamedOwner(c.subjectItem)
	}
	return false
}

// isEnforcer reports whether a name is that of an office that prosecutes or
// inspects others.
func isEnforcer(name string) bool {
	switch name {
	case "DOJ", "SEC", "FTC", "SFO":
		return true
	}
	for _, part := range [...]string{
		"Justice Department", "Department of Justice", "Inspector General", "Attorney", "Prosecutor", "Antitrust Division",
		"Civil Rights Division", "Securities and Exchange Commission", "Federal Trade Commission", "Serious Fraud Office",
	} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// isSettlement reports whether an agreement ends a case: one with who prosecutes,
// but for a partnership of authorities, or one that puts off a prosecution.
func (s *sentence) isSettlement(c *candidate) bool {
	first, last := min(c.subjectItem, c.objectItem), max(c.subjectItem, c.objectItem)
	a, b := s.nameOf(&s.in.Mentions[c.subject]), s.nameOf(&s.in.Mentions[c.object])
	enforcer, authority := isEnforcer(a) || isEnforcer(b), isNation(a) || isNation(b)
	for _, name := range [...]string{a, b} {
		if isEnforcer(name) {
			continue
		}
		for w := range strings.FieldsSeq(name) {
			switch w {
			case "Ministry", "Department", "Administration", "Agency", "Bureau", "Police":
				authority = true
			}
		}
	}
	agreed, settled := false, false
	for i := first; i < len(s.items); i++ {
		it := &s.items[i]
		if it.mention >= 0 {
			continue
		}
		near := i < last || i < c.trigger[1]
		switch w := it.lower; {
		case near && (strings.HasPrefix(w, "partner") || w == "alliance" || w == "venture" || w == "initiative" || w == "memorandum"):
			return false
		case near && (w == "integrity" || w == "prosecution" || w == "non-prosecution" || w == "plea"):
			settled = true
		case strings.HasPrefix(w, "settle"):
			settled = settled || enforcer
		case w == "agreement" || w == "agreements" || w == "deal" || hasAnyPrefix(w, "cooperat", "co-operat"):
			agreed = true
		}
	}
	return settled || enforcer && agreed && !authority
}

// isAnyone reports whether the pronoun at item i stands for nobody: "he or she".
func (s *sentence) isAnyone(i int) bool {
	if s.in.Mentions[s.items[i].mention].Kind != names.Pronoun {
		return false
	}
	return i+2 < len(s.items) && s.items[i+1].lower == "or" && strings.HasPrefix(s.items[i+2].lower, "he") || i > 1 && s.items[i-1].lower == "or" && strings.HasPrefix(s.items[i-2].lower, "h")
}

// isTitled reports whether the noun right before a name that was taken for a
// person's is that of a thing: "the British movie X".
func (s *sentence) isTitled(i int) bool {
	if i == 0 || !s.person(i) || s.items[i].np < 0 || s.items[i-1].np != s.items[i].np || s.items[i-1].mention >= 0 {
		return false
	}
	switch s.items[i-1].lower {
	case "movie", "film", "sitcom", "blockbuster", "musical", "novel", "album", "song", "newspaper", "daily", "weekly", "magazine", "steelworks", "steelmaker", "factory", "mine", "restaurant":
		return true
	case "producer", "maker":
		switch s.items[max(i-2, 0)].lower {
		case "steel", "oil", "gas", "beer", "vodka", "car", "chip", "gold", "copper", "tobacco":
			return true
		}
	}
	return false
}

// isTrade reports whether a noun that begins a sentence was taken for a name: the
// first of "Café owner X".
func (s *sentence) isTrade(i int) bool {
	if i != 0 || len(s.items) < 2 || s.items[1].mention >= 0 || s.items[1].flags&isNoun == 0 {
		return false
	}
	switch strings.ToLower(s.in.Mentions[s.items[0].mention].In(s.text)) {
	case "café", "cafe", "bar", "restaurant", "hotel", "shop", "pub", "club", "company", "factory", "newspaper", "school":
		return true
	}
	return false
}

// isReplacer reports whether who replaces somebody only has another appointed, or
// is urged to: "urge X to replace Y", "X's first choice to replace Y".
func (s *sentence) isReplacer(c *candidate) bool {
	t := c.trigger[0]
	if c.subjectItem >= t || t < 2 || !strings.HasPrefix(s.items[t].lower, "replac") || s.items[t-1].lower != "to" {
		return false
	}
	if u := s.asking(t); u >= 0 && hasAnyPrefix(s.items[u].lower, "urg", "call", "press", "encourag", "persuad", "want") {
		return true
	}
	switch s.items[t-2].lower {
	case "choice", "pick", "preference", "candidate", "nominee":
		return s.items[c.subjectItem+1].lower == "'s" || s.items[c.subjectItem].flags&isPossessive != 0
	}
	return false
}

// isAsker reports whether the subject has somebody else do what the verb says:
// the X of "X urges Y to", "X permitted two managers to".
func (s *sentence) isAsker(c *candidate) bool {
	if !c.verb || c.subjectItem >= c.trigger[0] {
		return false
	}
	u := s.asking(c.trigger[0])
	return u > c.subjectItem
}

// asking returns the verb with which others are asked or allowed to do what the
// verb at item t says, -1 for none.
func (s *sentence) asking(t int) int {
	to := t - 1
	for to > 0 && s.items[to].mention < 0 && s.items[to].flags&isAdverb != 0 {
		to--
	}
	if to < 1 || s.items[to].lower != "to" {
		return -1
	}
	named := false
	for i := to - 1; i >= 0 && i > to-14; i-- {
		it := &s.items[i]
		if it.mention >= 0 {
			named = true
			continue
		}
		if i == to-1 && it.np < 0 {
			return -1
		}
		switch it.lower {
		case "urge", "urges", "urged", "urging", "encourage", "encourages", "encouraged", "encouraging", "persuade", "persuades", "persuaded", "persuading",
			"permit", "permits", "permitted", "permitting", "allow", "allows", "allowed", "allowing", "invite", "invites", "invited", "inviting", "convince", "convinced":
			return i
		case "ask", "asks", "asked", "asking", "tell", "tells", "told", "telling", "want", "wants", "wanted":
			if named {
				return i
			}
			return -1
		case "call", "calls", "called", "calling":
			if s.items[i+1].lower == "on" || s.items[i+1].lower == "upon" {
				return i
			}
			return -1
		}
		if it.flags&isVerb != 0 && it.np < 0 || it.flags&isQuote != 0 || endsGap(it.lower) {
			return -1
		}
	}
	return -1
}

// isOfPeople reports whether the country at item i is that of the troops or the
// embassy that somebody visits: "a visit to X troops".
func (s *sentence) isOfPeople(i int) bool {
	for k := i + 1; k < len(s.items) && k < i+4 && s.items[k].mention < 0; k++ {
		switch s.items[k].lower {
		case "troops", "forces", "soldiers", "personnel", "airmen", "embassy", "consulate", "peacekeepers":
			return true
		case "armed", "special", "ground", "combat", "military":
		default:
			return false
		}
	}
	return false
}

// isContinent reports whether a name is that of a continent or of its people,
// which makes nobody a citizen.
func isContinent(name string) bool {
	country, ok := gazetteer.CountryOf(name)
	if !ok {
		country, _, ok = gazetteer.DemonymOf(name)
	}
	return continents[name] || ok && continents[country.Name]
}

// isOnlyAsked reports whether it is only asked who somebody is: "asking if he is".
func (s *sentence) isOnlyAsked(c *candidate) bool {
	i := c.subjectItem - 1
	return c.objectItem > c.subjectItem && i >= 0 && (s.items[i].lower == "if" || s.items[i].lower == "whether")
}

// teaches reports whether the last word on schools before the school is one of
// teaching: "runs a course at", "a lecturer at X, trained at Y".
func (s *sentence) teaches(c *candidate) bool {
	i := c.objectItem - 1
	for from := min(c.subjectItem, c.objectItem-12); i > max(from, -1); i-- {
		if s.items[i].mention >= 0 {
			continue
		}
		switch w := s.items[i].lower; {
		case w == "run" || w == "runs" || w == "ran" || w == "teaches" || w == "taught" || w == "teaching" || w == "lectures",
			hasAnySuffix(w, "professor", "professors", "lecturer", "lecturers"):
			return true
		case hasAnyPrefix(w, "stud", "graduat", "educat", "train", "alum", "degree", "attend"):
			// "the graduate school", "a graduate course" are those of who teaches.
			if w != "graduate" || s.items[i+1].mention >= 0 || s.items[i+1].flags&isNoun == 0 {
				return false
			}
		}
	}
	return false
}

// isMark reports whether the team at item i only has what a match is measured
// by, its lead or its record, and the other did not gain on it but played: "cut
// X's lead after a victory over Y", "tying X's record".
func (s *sentence) isMark(i, other int) bool {
	if i+2 >= len(s.items) || s.items[i+1].lower != "'s" && s.items[i].flags&isPossessive == 0 {
		return false
	}
	for k := i + 2; k < len(s.items) && k < i+6 && s.items[k].mention < 0 && s.items[k].np >= 0; k++ {
		switch s.items[k].lower {
		case "record":
			return true
		case "lead":
			return other > k+2 && s.items[k+1].lower != "over"
		}
	}
	return false
}

// isEqualled reports whether somebody is named only because another equals or
// passes him: "tying him with X".
func (s *sentence) isEqualled(c *candidate) bool {
	for i := max(c.objectItem+1, c.subjectItem-4); i < c.subjectItem; i++ {
		switch s.items[i].lower {
		case "tying", "equalling", "equaling", "matching", "surpassing", "overtaking", "passing":
			return s.items[i].mention < 0
		}
	}
	return false
}

// isSignedUp reports whether people talk with somebody else on what they will do
// for him: "A and B are in discussions to sign up".
func (s *sentence) isSignedUp(c *candidate) bool {
	i := c.trigger[1]
	if !s.person(c.subjectItem) || !s.person(c.objectItem) || max(c.subjectItem, c.objectItem) > c.trigger[0] {
		return false
	}
	for ; i+1 < len(s.items) && i < c.trigger[1]+3; i++ {
		if s.items[i].lower == "to" {
			switch s.items[i+1].lower {
			case "sign", "join", "play", "star", "appear", "return", "take", "stay", "write", "direct", "leave", "buy", "sell":
				return true
			}
		}
	}
	return false
}

// isPrizeName reports whether a name is that of a prize, which who wins it does
// not make.
func isPrizeName(name string) bool {
	if strings.HasPrefix(name, "The ") {
		return false
	}
	for w := range strings.FieldsSeq(name) {
		switch w {
		case "Oscar", "Oscars", "Award", "Awards", "Prize", "Bafta", "Grammy", "Emmy", "Medal":
			return true
		}
	}
	return strings.HasPrefix(name, "Golden Globe")
}

// isUnitOf reports whether what is bought is a part of the name taken for it:
// "bought X's unit", "the former X subsidiary was bought".
func (s *sentence) isUnitOf(c *candidate) bool {
	i := c.objectItem
	np := s.items[i].np
	if np < 0 {
		return false
	}
	owns := s.items[i].flags&isPossessive != 0 || i+1 < len(s.items) && s.items[i+1].lower == "'s"
	for k := i + 1; k < s.nps[np].end; k++ {
		if s.items[k].mention >= 0 {
			return owns
		}
		switch s.items[k].lower {
		case "unit", "units", "subsidiary", "division", "arm", "business", "businesses", "brand", "plant", "operations", "affiliate":
			return k < c.trigger[0] || k >= c.trigger[1]
		}
	}
	return false
}

// hasOwnParty reports whether a name has a party of its own right before it: in
// "Conservative A and Liberal B" B is no Conservative.
func (s *sentence) hasOwnParty(c *candidate) bool {
	np := s.items[c.subjectItem].np
	if np < 0 || s.items[c.objectItem].np == np {
		return false
	}
	for i := c.subjectItem + 1; i < c.objectItem; i++ {
		if strings.HasPrefix(s.items[i].lower, "join") {
			return false // "Liberal B joins the Conservatives"
		}
	}
	chain := s.in.Mentions[c.object].Chain
	for i := s.nps[np].start; i < c.subjectItem; i++ {
		if m := s.items[i].mention; m >= 0 && s.isParty(&s.in.Mentions[m]) && s.in.Mentions[m].Chain != chain {
			return true
		}
	}
	return false
}

// isUnnamedOwner reports whether the possessive pronoun at item i stands for an
// authority without a name that has something in the same sentence: "the
// government's witness in its case".
func (s *sentence) isUnnamedOwner(i int) bool {
	if s.in.Mentions[s.items[i].mention].Kind != names.Pronoun || s.items[i].flags&isPossessive == 0 {
		return false
	}
	for k := i - 1; k > 0; k-- {
		if s.items[k].lower != "'s" || s.items[k].mention >= 0 {
			continue
		}
		switch s.items[k-1].lower {
		case "government", "state", "prosecution", "prosecutor", "commission":
			return s.items[k-1].mention < 0
		}
		return false
	}
	return false
}

// isBoss reports whether who is called the boss of a club trains its players, as
// in articles on sport.
func (s *sentence) isBoss(c *candidate) bool {
	boss := false
	for i := max(0, min(c.subjectItem, c.objectItem)-1); i <= max(c.subjectItem, c.objectItem)+1 && i < len(s.items); i++ {
		boss = boss || s.items[i].lower == "boss" || s.items[i].lower == "bosses"
	}
	if !boss {
		return false
	}
	n := 0
	for _, sentence := range s.in.Doc.Sentences {
		for _, token := range sentence.Tokens {
			switch strings.ToLower(s.text[token.Start:token.End]) {
			case "match", "goal", "goals", "striker", "midfielder", "defender", "goalkeeper", "squad", "premiership", "league", "cup", "penalty", "referee", "season", "coach", "players":
				if n++; n > 2 {
					return true
				}
			}
		}
	}
	return false
}
