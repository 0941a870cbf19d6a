package relations

// saysAt reports whether the word at item v, of a class of verbs of saying, is a
// verb there: "the army claims the town fell", tagged as a noun, too.
func (s *sentence) saysAt(v int) bool {
	if s.activeTag(v, &phrase{finite: true}) {
		return true
	}
	if it := &s.items[v]; it.flags&isNoun == 0 || v == 0 || v+1 >= len(s.items) || it.lower != s.text[it.Start:it.End] {
		return false
	}
	before, next := &s.items[v-1], &s.items[v+1]
	if before.mention < 0 && before.flags&isNoun == 0 || before.flags&isPossessive != 0 {
		return false
	}
	return next.mention >= 0 || next.tag == "DT" || next.tag == "PRP" || next.tag == "TO" || next.lower == "that" || next.flags&isQuote != 0 || next.lower == "to"
}

// isSaid reports whether the verb of saying at item v, ending before end, is
// passive: "it was announced", "announced by X".
func (s *sentence) isSaid(v, end int) bool {
	if end < len(s.items) && s.items[end].lower == "by" {
		return true
	}
	for i := v - 1; i >= 0 && s.items[i].mention < 0 && s.items[i].flags&(isBe|isAdverb|isHave) != 0; i-- {
		if s.items[i].flags&isBe != 0 && s.items[v].tag == "VBN" {
			return true
		}
	}
	return false
}

// sayer returns the item of the mention that the verb of saying at item v has
// as its subject, -1 for none.
func (s *sentence) sayer(v int) int {
	if v > 0 && s.items[v-1].mention >= 0 && s.items[v-1].flags&isPossessive == 0 && (s.person(v-1) || s.items[v].np >= 0 && s.items[v].np == s.items[v-1].np) {
		return v - 1 // "Norland minister X says", "Norland claims", tagged as a noun
	}
	if i := s.subjectOf(v, 0); i >= 0 {
		return i
	}
	i := v - 1
	for i >= 0 && s.inVerbGroup(i) {
		i--
	}
	if i >= 0 && s.items[i].np >= 0 {
		for k := i; k >= s.nps[s.items[i].np].start; k-- {
			if s.items[k].mention >= 0 {
				return k // "the Acme press release says"
			}
		}
		return -1
	}
	if i < 1 || s.items[i].flags&isComma == 0 {
		return -1
	}
	if m := i - 1; s.items[m].mention >= 0 && s.items[m].np >= 0 && s.nps[s.items[m].np].start == 0 {
		return m // "The firm X, has said"
	}
	// "X, when asked about it, said": the last person before the other comma.
	for j := i - 1; j > 0; j-- {
		if s.items[j].flags&isComma != 0 && s.items[j-1].mention >= 0 && s.person(j-1) {
			return j - 1
		}
	}
	return -1
}

// inverted returns the mention that follows a verb of saying ending before item
// i as its subject, -1 for none: "said Deputy Director in Charge X".
func (s *sentence) inverted(i int) int {
	o := s.objectOf(i, true)
	if o >= 0 && s.beginsClause(o) {
		return -1
	}
	if o >= 0 && s.person(o) {
		return o
	}
	for j := i; j < len(s.items) && j < i+14; j++ {
		it := &s.items[j]
		if it.mention >= 0 && s.person(j) && it.flags&isPossessive == 0 {
			if s.beginsClause(j) {
				return -1
			}
			return j
		}
		if it.mention < 0 && (it.flags&(isComma|isQuote|isModal) != 0 || it.flags&isVerb != 0 && it.np < 0 || it.lower == "." || it.lower == "that") {
			break
		}
	}
	return o
}

// closes reports whether the sentence has nothing after item i but a name with
// its titles: "… overseas said Assistant Director X."
func (s *sentence) closes(i int) bool {
	named := false
	for ; i < len(s.items); i++ {
		it := &s.items[i]
		switch {
		case it.mention >= 0:
			named = s.person(i)
		case it.lower == "." || it.lower == "\"":
		case it.flags&(isNoun|isPreposition) == 0 || it.lower == s.text[it.Start:it.End] && it.flags&isPreposition == 0:
			return false
		}
	}
	return named
}

// firstOfList returns the first member of the list that item i ends.
func (s *sentence) firstOfList(i int) int {
	np := s.items[i].np
	if np < 0 || !s.nps[np].listed {
		return i
	}
	for s.nps[np].prev >= 0 && s.nps[s.nps[np].prev].listed {
		np = s.nps[np].prev
		if a := s.actor(&s.nps[np]); a >= 0 && s.in.Mentions[s.items[a].mention].Chain >= 0 && s.in.Mentions[s.items[a].mention].Type == s.in.Mentions[s.items[i].mention].Type {
			i = a
		}
	}
	return i
}

// hasVerb reports whether one of items [from, to) is a verb.
func (s *sentence) hasVerb(from, to int) bool {
	for i := from; i < to; i++ {
		if it := &s.items[i]; it.mention < 0 && it.flags&isVerb != 0 {
			return true
		}
	}
	return false
}

// opensQuote reports whether a quotation or a colon comes within reach of item
// i.
func (s *sentence) opensQuote(i int) bool {
	for k := i; k < len(s.items) && k < i+reach+4; k++ {
		if it := &s.items[k]; it.mention < 0 && (it.flags&isQuote != 0 && it.lower != "'" || it.lower == ":") {
			return true
		}
	}
	return false
}

// beginsClause reports whether the phrase of an item is the subject of a verb
// that follows: "…, said the bank could …" tells what was said, not who said it.
func (s *sentence) beginsClause(i int) bool {
	end := i + 1
	if np := s.items[i].np; np >= 0 {
		end = s.nps[np].end
	}
	if end >= len(s.items) {
		return false
	}
	switch s.items[end].tag {
	case "MD", "VBZ", "VBP", "VBD":
		return true
	}
	return false
}
