package learn

import "math"

// newCodebook spans the absolute values from smallest to largest, with a
// relative error of a few per cent at most.
func newCodebook(smallest, largest float32) codebook {
	var b codebook
	if largest <= smallest {
		largest = smallest * 2
	}
	ratio := math.Pow(float64(largest/smallest), 1.0/126)
	v := float64(smallest)
	for i := 1; i <= 127; i++ {
		b[i], b[i+128] = float32(v), -float32(v)
		v *= ratio
	}
	return b
}

// code returns the code of the value nearest to w.
func (b *codebook) code(w float32) uint8 {
	neg := uint8(0)
	if w < 0 {
		neg, w = 128, -w
	}
	lo, hi := 1, 127
	for lo < hi {
		mid := (lo + hi) / 2
		if b[mid] < w {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo > 1 && w-b[lo-1] < b[lo]-w {
		lo--
	}
	return uint8(lo) + neg
}
