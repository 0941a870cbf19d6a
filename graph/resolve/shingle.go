package resolve

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// shingleWords is the length of a shingle. Two news texts that were written
// apart hardly share five words in a row but for quotations and set phrases.
const shingleWords = 5

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// shingles returns the hashes of all runs of five words of a text, sorted, each
// once; of a shorter text that of its words. Case and punctuation do not count.
func shingles(text string) []uint32 {
	var words []uint64
	h, in := uint64(fnvOffset), false
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if r < utf8.RuneSelf {
				if r >= 'A' && r <= 'Z' {
					r += 'a' - 'A'
				}
			} else {
				r = unicode.ToLower(r)
			}
			h = (h ^ uint64(r)) * fnvPrime
			in = true
		case r == '\'' || r == '’':
		case in:
			words, h, in = append(words, mix(h)), fnvOffset, false
		}
	}
	if in {
		words = append(words, mix(h))
	}
	if len(words) == 0 {
		return nil
	}
	n := max(1, len(words)-shingleWords+1)
	out := make([]uint32, 0, n)
	for i := range n {
		s := uint64(fnvOffset)
		for _, w := range words[i:min(i+shingleWords, len(words))] {
			s = mix(s ^ w)
		}
		out = append(out, uint32(s>>32))
	}
	slices.Sort(out)
	return slices.Clip(slices.Compact(out))
}

// mix spreads the bits of a number (the finalizer of SplitMix64; Steele, Lea
// and Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// common counts the numbers that two sorted lists share.
func common(a, b []uint32) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}
