package values

import (
	"math/big"
	"strings"
)

// A quantity is a number read from tokens.
type quantity struct {
	value     *big.Rat
	scaled    bool // a magnitude such as "million" was named
	word      bool // written in words
	plainYear bool // four digits that may be a year
	next      int  // index of the token after it
}

// maxDigits bounds the numbers taken: longer ones are codes, not amounts.
const maxDigits = 18

// number reads a number that starts at token i: "1,234.5", "1.13bn",
// "44.3 billion", "twenty-five", "one hundred and fifty", "a million",
// "half a million", "a quarter of a million", "two dozen".
func (f *finder) number(i int) (q quantity, ok bool) {
	t := f.toks[i].Text
	if isDigit(t[0]) || len(t) > 1 && (t[0] == '.' || t[0] == '-' || t[0] == '+') && isDigit(t[1]) {
		return f.digits(i)
	}
	switch s := f.sense(i); s.role {
	case digitWord:
		if f.word(i+1) == "quarters" && s.n == 3 {
			return f.quarters(i, 3)
		}
		return f.spelled(i)
	case article, half:
		if f.word(i+1) == "quarter" {
			return f.quarters(i, 1)
		}
		j, v := i+1, big.NewRat(1, 1)
		if s.role == half {
			if f.sense(j).role != article {
				return q, false
			}
			j, v = j+1, big.NewRat(1, 2)
		}
		if m := f.sense(j); m.role == magnitude && len(f.toks[j].Text) > 3 {
			return f.scale(quantity{value: v, word: true, next: j}), true
		}
		return q, false
	}
	if strings.Contains(t, "-") {
		return f.spelled(i)
	}
	return q, false
}

// quarters reads "a quarter of a million" and "three quarters of a million",
// n quarters, from token i on.
func (f *finder) quarters(i, n int) (q quantity, ok bool) {
	if m := f.sense(i + 4); f.word(i+2) != "of" || f.sense(i+3).role != article || m.role != magnitude {
		return q, false
	}
	return f.scale(quantity{value: big.NewRat(int64(n), 4), word: true, next: i + 4}), true
}

// digits reads a number written in digits, with what multiplies it.
func (f *finder) digits(i int) (quantity, bool) {
	t := f.toks[i].Text
	n := 0
	for n < len(t) && (isDigit(t[n]) || t[n] == ',' || t[n] == '.' || n == 0 && (t[0] == '-' || t[0] == '+')) {
		n++
	}
	v, ok := parseDigits(t[:n])
	if !ok {
		return quantity{}, false
	}
	q := quantity{value: v, next: i + 1}
	q.plainYear = n == 4 && len(t) == 4 && v.IsInt()
	if n == len(t) {
		return f.scale(q), true
	}
	suffix := strings.ToLower(t[n:])
	if s := lexicon[suffix]; s.role == magnitude && suffix != "hundred" {
		q.value.Mul(q.value, power(s.n))
		q.scaled = true
		return q, true
	}
	return quantity{}, false
}

// parseDigits reads digits with a decimal point and thousands commas.
func parseDigits(s string) (*big.Rat, bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	if groups := strings.Split(whole, ","); len(groups) > 1 {
		for k, g := range groups {
			if k == len(groups)-1 && len(g) != 3 || k > 0 && len(g) != 3 && len(g) != 2 || g == "" {
				return nil, false
			}
		}
		whole = strings.Join(groups, "")
	}
	if len(whole)+len(fraction) > maxDigits || strings.Contains(fraction, ",") || strings.Contains(fraction, ".") ||
		strings.HasSuffix(s, ".") || whole == "" && fraction == "" {
		return nil, false
	}
	if whole == "" || whole == "-" || whole == "+" {
		whole += "0"
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return new(big.Rat).SetString(whole)
}

// scale multiplies a number by the magnitudes that follow it.
func (f *finder) scale(q quantity) quantity {
	for range 2 { // "thousand billion"
		s := f.sense(q.next)
		text := f.word(q.next)
		if s.role != magnitude || len(text) == 1 && f.toks[q.next].Start != f.toks[q.next-1].End {
			break
		}
		q.value.Mul(q.value, power(s.n))
		q.next++
		q.scaled, q.plainYear = true, false
	}
	return q
}

// power is 10 to the n, or 12 for a dozen.
func power(n int) *big.Rat {
	if n == 0 {
		return big.NewRat(12, 1)
	}
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
}

// spelled reads a number written in words.
func (f *finder) spelled(i int) (quantity, bool) {
	total, part, last := int64(0), int64(0), int64(0)
	scaled, j := false, i
	for ; j < len(f.toks); j++ {
		t := f.toks[j].Text
		s := f.sense(j)
		if s.role == none {
			if n, ok := hyphenated(t); ok && part%100 == 0 {
				part += n
				continue
			}
		}
		switch {
		case s.role == digitWord && (part == 0 || part%100 == 0 && part >= 100 || part%10 == 0 && part%100 >= 20 && s.n < 10 && s.n > 0):
			part += int64(s.n)
			continue
		case s.role == magnitude && part > 0 && t == "hundred" && part < 100:
			part *= 100
			continue
		case s.role == magnitude && part > 0 && part < 1000 && t == "dozen":
			part *= 12
			scaled = true
			continue
		case s.role == magnitude && part > 0 && len(t) > 3 && t[0] != '-' && (last == 0 || pow10(s.n) < last):
			total += part * pow10(s.n)
			part, last, scaled = 0, pow10(s.n), true
			continue
		case t == "and" && j > i && part >= 100 && part%100 == 0 && j+1 < len(f.toks) && f.sense(j+1).role == digitWord:
			continue
		}
		break
	}
	if j == i {
		return quantity{}, false
	}
	return quantity{value: new(big.Rat).SetInt64(total + part), scaled: scaled, word: true, next: j}, true
}

func pow10(n int) int64 {
	v := int64(1)
	for range n {
		v *= 10
	}
	return v
}

// hyphenated reads "twenty-five".
func hyphenated(t string) (int64, bool) {
	a, b, ok := strings.Cut(t, "-")
	if !ok {
		return 0, false
	}
	tens, ones := lexicon[a], lexicon[b]
	if tens.role != digitWord || ones.role != digitWord || tens.n < 20 || tens.n%10 != 0 || ones.n < 1 || ones.n > 9 {
		return 0, false
	}
	return int64(tens.n + ones.n), true
}

// decimal writes a number without an exponent or trailing zeros.
func decimal(v *big.Rat) string {
	if v.IsInt() {
		return v.Num().String()
	}
	return strings.TrimRight(v.FloatString(maxDigits+4), "0")
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
