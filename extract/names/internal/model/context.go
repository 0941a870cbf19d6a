package model

// Names of several words tell what they are by their ends and by what stands
// around them, which for most of their words is out of reach. Names in brackets
// tell by what stands before. These features see whole runs of capitalised
// words; only capitalised words have them.

// runs finds the runs of capitalised words: "Office for National Statistics".
func (e *Extractor) runs() {
	n := len(e.words)
	for i := 0; i < n; {
		j := i
		for j < n && e.words[j].upper {
			j++
			if j+1 < n && e.words[j+1].upper && joins(e.words[j].lower) {
				j++
			}
		}
		for k := i; k < j; k++ {
			e.words[k].first, e.words[k].end = i, j
		}
		i = max(j, i+1)
	}
}

// joins reports whether a small word stands within names.
func joins(s string) bool { return s == "of" || s == "for" || s == "&" || s == "-" }

// Templates of the features of capitalised words.
const (
	tRun   = 310
	tBag   = 330
	tWide  = 340
	tShort = 350
	tFound = 360
)

// context adds the features of a capitalised word that see farther.
func (e *Extractor) context(i int, sh uint64, m mode) {
	w := &e.words[i]
	if !w.upper {
		return
	}
	if w.end-w.first > 1 && m == normal {
		e.run(i)
	}
	b2, b, a, a2 := e.at(i-2), e.at(i-1), e.at(i+1), e.at(i+2)
	for d := 3; d <= 5; d++ {
		e.add(tBag, uint64(e.at(i - d).cluster.ID[1]), 0, 0)
		e.add(tBag+1, uint64(e.at(i + d).cluster.ID[1]), 0, 0)
	}
	e.add(tBag+2, e.at(i-3).low, 0, 0)
	e.add(tBag+3, e.at(i+3).low, 0, 0)
	e.add(tWide, b2.low, b.low, 0)
	e.add(tWide+1, a.low, a2.low, 0)
	e.add(tWide+2, b.low, a.low, 0)
	e.add(tWide+3, uint64(b2.cluster.ID[1]), uint64(b.cluster.ID[1]), sh)
	e.add(tWide+4, uint64(a.cluster.ID[1]), uint64(a2.cluster.ID[1]), sh)
	e.add(tWide+5, uint64(b.cluster.ID[2]), uint64(a.cluster.ID[2]), sh)
	if w.caps && b.lower == "(" && i > 2 && e.shortens(i) {
		e.add(tShort, 0, 0, 0)
		e.add(tShort+1, b2.low, 0, 0)
		e.add(tShort+2, uint64(b2.cluster.ID[2]), 0, 0)
	}
	e.add(tFound, uint64(w.found), 0, 0)
	e.add(tFound+1, uint64(w.found), sh, 0)
	e.add(tFound+2, uint64(b.found), uint64(w.found), 0)
	e.add(tFound+3, uint64(w.found), uint64(a.found), 0)
	e.add(tFound+4, uint64(b.found), 0, 0)
	e.add(tFound+5, uint64(a.found), 0, 0)
}

// run adds what the run of a word tells: its other end, and what stands around
// it.
func (e *Extractor) run(i int) {
	w := &e.words[i]
	first, last := &e.words[w.first], &e.words[w.end-1]
	before, after := e.at(w.first-1), e.at(w.end)
	from, to := i-w.first, w.end-1-i
	e.add(tRun, uint64(min(from, 3)), uint64(min(to, 3)), 0)
	if to > 0 {
		e.add(tRun+1, last.low, uint64(min(to, 2)), 0)
		e.add(tRun+2, uint64(last.cluster.ID[2]), uint64(min(to, 2)), 0)
		e.add(tRun+3, after.low, 0, 0)
		e.add(tRun+4, uint64(after.cluster.ID[2]), 0, 0)
	}
	if from > 0 {
		e.add(tRun+5, first.low, uint64(min(from, 2)), 0)
		e.add(tRun+6, uint64(first.cluster.ID[1]), uint64(min(from, 2)), 0)
		e.add(tRun+7, before.low, 0, 0)
		e.add(tRun+8, uint64(before.cluster.ID[2]), 0, 0)
	}
}

// shortens reports whether the letters of the word after a bracket are the
// initials of the words before it.
func (e *Extractor) shortens(i int) bool {
	letters := e.words[i].lower
	k := len(letters) - 1
	for j := i - 2; j >= 0 && k >= 0 && i-j <= longestName; j-- {
		switch w := &e.words[j]; {
		case w.upper && w.lower[0] == letters[k]:
			k--
		case w.upper:
			return false
		}
	}
	return k < 0
}
