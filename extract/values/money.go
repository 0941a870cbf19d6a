package values

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/text"
)

// signed takes money whose currency stands first: "$44.3 billion", "Rs 500
// crore". Of "$5 to $6 billion" both amounts are billions.
func (f *finder) signed(i int, code string) int {
	if i+1 >= len(f.toks) {
		return i
	}
	if t := f.word(i + 1); t == "" || !isDigit(t[0]) && t[0] != '.' {
		if s := f.sense(i + 1); s.role != digitWord || unicode.IsLetter(rune(f.word(i)[0])) {
			return i
		}
	}
	q, ok := f.number(i + 1)
	if !ok {
		return i
	}
	f.borrow(&q)
	if f.sense(q.next).role == currency && f.sense(q.next).code == code { // "US$5m dollars"
		q.next++
	}
	return f.emit(i, q.next, Money, decimal(q.value)+" "+code)
}

// borrow gives the first number of a range the magnitude of the second.
func (f *finder) borrow(q *quantity) {
	if q.scaled {
		return
	}
	j := q.next
	switch f.word(j) {
	case "to", "-", "–", "and", "or":
		j++
	default:
		return
	}
	if f.sense(j).role == sign {
		j++
	}
	if j >= len(f.toks) || !isDigit(f.word(j)[0]) {
		return
	}
	if r, ok := f.number(j); ok && r.scaled {
		second, ok := parseDigits(strings.TrimRightFunc(f.word(j), unicode.IsLetter))
		if ok && second.Sign() > 0 && q.value.Cmp(second) <= 0 {
			q.value.Mul(q.value, new(big.Rat).Quo(r.value, second))
		}
	}
}

// amount takes money whose currency stands last: "1.2 million euros".
func (f *finder) amount(i int, q quantity) int {
	j := q.next
	adjective := ""
	s := f.sense(j)
	if s.role != currency && s.role != hundredth {
		if s.role == sign && f.toks[j].Text != "$" { // "500 EUR"
			return f.emit(i, j+1, Money, decimal(q.value)+" "+s.code)
		}
		r, _ := utf8.DecodeRuneInString(f.word(j))
		if !unicode.IsUpper(r) && f.word(j) != "euro" {
			return i
		}
		for j++; j < q.next+3; j++ {
			if s = f.sense(j); s.role == currency || s.role == hundredth {
				break
			}
		}
		if s.role != currency && s.role != hundredth {
			return i
		}
		adjective = f.word(j - 1)
	}
	name := f.word(j)
	code := s.code
	if adjective != "" {
		known, ok := national[adjective+" "+singular(name)]
		if !ok {
			return i
		}
		code = known
	}
	large := q.scaled || q.value.Cmp(big.NewRat(1000, 1)) >= 0
	switch name {
	case "won", "dong", "rand", "crowns":
		if !large {
			return i
		}
	case "pound", "pounds":
		if f.word(j+1) == "sterling" {
			j++
		} else if adjective == "" && (!large || f.word(j+1) == "of") {
			return i // a weight
		}
	}
	v := q.value
	if s.role == hundredth {
		v = new(big.Rat).Quo(v, big.NewRat(100, 1))
	}
	return f.emit(i, j+1, Money, decimal(v)+" "+code)
}

func singular(w string) string {
	if w != "reais" {
		w = strings.TrimSuffix(w, "s")
	}
	return w
}

// gluedRupees takes "Rs500 crore".
func (f *finder) gluedRupees(i int) int {
	v, ok := parseDigits(f.toks[i].Text[len("Rs"):])
	if !ok {
		return i + 1
	}
	q := f.scale(quantity{value: v, next: i + 1})
	return f.emit(i, q.next, Money, decimal(q.value)+" INR")
}

// special takes what number cannot read: "50p", "5-10%", "2-3 million".
func (f *finder) special(i int) int {
	t := f.toks[i].Text
	if body, ok := strings.CutSuffix(t, "p"); ok && len(body) < 8 {
		if v, ok := parseDigits(body); ok && !isResolution(body) {
			return f.emit(i, i+1, Money, decimal(v.Quo(v, big.NewRat(100, 1)))+" GBP")
		}
	}
	at := strings.IndexAny(t, "-")
	if at <= 0 || at+1 == len(t) {
		return i + 1
	}
	low, ok := parseDigits(t[:at])
	if !ok {
		return i + 1
	}
	if s, ok := lexicon[t[at:]]; ok && s.role == magnitude { // "5-million"
		q := quantity{value: low.Mul(low, power(s.n)), scaled: true, next: i + 1}
		if j := f.amount(i, q); j > i {
			return j
		}
		return max(f.count(i, q), i+1)
	}
	high, ok := parseDigits(t[at+1:])
	if !ok || low.Cmp(high) >= 0 {
		return i + 1
	}
	// A range is two values of one kind.
	q := f.scale(quantity{value: new(big.Rat).Set(high), next: i + 1})
	before := len(f.out)
	j := f.percent(i, q)
	if j == i {
		j = f.amount(i, q)
	}
	if j == i && q.scaled {
		j = f.count(i, q)
	}
	if j == i {
		return i + 1
	}
	last := f.out[before]
	f.out = f.out[:before]
	if last.Kind != Percent {
		low.Mul(low, new(big.Rat).Quo(q.value, high))
	}
	value := decimal(low)
	if _, code, ok := strings.Cut(last.Value, " "); ok {
		value += " " + code
	}
	start := f.toks[i].Start
	f.add(text.Span{Start: start, End: start + at}, last.Kind, value)
	f.add(text.Span{Start: start + at + 1, End: last.End}, last.Kind, last.Value)
	return j
}

func isResolution(s string) bool { return s == "480" || s == "720" || s == "1080" || s == "2160" }

// percent takes "1.6 percent", "76%", "8 per cent", "5 percentage points" and
// "25 basis points".
func (f *finder) percent(i int, q quantity) int {
	j, v := q.next, q.value
	switch f.word(j) {
	case "%", "percent", "pct":
		j++
	case "per":
		if f.word(j+1) != "cent" {
			return i
		}
		j += 2
	case "percentage":
		if p := f.word(j + 1); p != "point" && p != "points" {
			return i
		}
		j += 2
	case "basis":
		if p := f.word(j + 1); p != "point" && p != "points" {
			return i
		}
		j, v = j+2, new(big.Rat).Quo(v, big.NewRat(100, 1))
	default:
		// "between 5 and 6 percent": the first number has the same unit.
		switch f.word(j) {
		case "to", "and", "or", "–":
			if j+1 < len(f.toks) && !q.word && isDigit(f.word(j + 1)[0]) {
				if r, ok := f.number(j + 1); ok && r.value.Cmp(v) > 0 {
					if w := f.word(r.next); (w == "%" || w == "percent" || w == "per" && f.word(r.next+1) == "cent") && !q.plainYear {
						return f.emit(i, j, Percent, decimal(v))
					}
				}
			}
		}
		return i
	}
	return f.emit(i, j, Percent, decimal(v))
}

// count takes a number that counts things: one that a plural noun follows,
// at most three words on. The span is that of the number.
func (f *finder) count(i int, q quantity) int {
	if q.value.Sign() < 0 || !q.value.IsInt() || q.word && !q.scaled && q.value.Cmp(big.NewRat(2, 1)) < 0 {
		return i
	}
	switch f.word(i - 1) {
	case "No.", "Nos.", "no.", "number", "Number", "Section", "section", "Article", "article", "chapter", "page", "Group", "group",
		"$", "aged", "Route", "Flight", "flight", "phase", "Phase", "round", "Round", "-", "–", "#", "size":
		return i
	}
	if i > 0 && q.word && !q.scaled && f.upper(i) && f.upper(i+1) {
		return i // "the Six Nations"
	}
	if i > 1 && !q.scaled && !q.word && f.upper(i-1) && f.sense(i-1).role == none && len(f.toks[i].Text) < 5 {
		return i // "Apollo 11"
	}
	if w := f.word(i - 2); f.word(i-1) == "of" && w == "out" || f.word(i-1) == "in" && (f.sense(i-2).role == digitWord || w != "" && isDigit(w[0])) {
		return i // "nine out of ten voters"
	}
	for j := q.next; j < len(f.toks) && j < q.next+4; j++ {
		t := f.toks[j]
		r, _ := utf8.DecodeRuneInString(t.Text)
		switch {
		case measures[t.Text]:
			return i
		case people[t.Text], t.Tag == "NNS" && unicode.IsLower(r), t.Tag == "NNPS" && j > q.next:
			return f.emit(i, q.next, Count, decimal(q.value))
		}
		switch t.Tag {
		case "JJ", "JJR", "JJS", "NN", "NNP", "VBN", "VBG", "HYPH", "RB":
			if t.Text == "of" || t.Text == "more" && j > q.next {
				return i
			}
			continue
		}
		break
	}
	return i
}
