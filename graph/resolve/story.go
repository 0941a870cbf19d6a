package resolve

import (
	"math"
	"slices"
)

// Two texts are copies when half of the shingles of both together are shared,
// or four fifths of the shorter one's: an outlet cuts a wire story from its end
// and puts its own headline on it. A text of fewer than minShingles is a copy
// only of its equal.
const (
	minJaccard     = 0.5
	minContainment = 0.8
	minShingles    = 20
)

// Candidates come from MinHash signatures (Broder 1997) cut into bands (Leskovec,
// Rajaraman, Ullman, Mining of Massive Datasets, 3.4): 48 bands of 2 find a pair
// with a Jaccard similarity of .25, a copy cut to a quarter, with probability
// .95, one of .5 with .999999, and an unrelated one of .002 with .0002.
const (
	bands    = 48
	bandRows = 2
)

// copies reports whether two texts are copies of one story.
func copies(a, b []uint32) bool {
	if len(a) < minShingles || len(b) < minShingles {
		return len(a) > 0 && slices.Equal(a, b)
	}
	shared := common(a, b)
	return float64(shared) >= minJaccard*float64(len(a)+len(b)-shared) ||
		float64(shared) >= minContainment*float64(min(len(a), len(b)))
}

// stories returns for each article, given by ascending id, the index of the
// first article of its story. Within a bucket of equal bands an article is
// compared with the first and with the one before it, so that a story of a
// thousand copies costs two thousand comparisons.
func stories(articles []Article) []int32 {
	set := newSets(len(articles))
	signatures := make([][bands * bandRows]uint32, len(articles))
	for i := range articles {
		signatures[i] = signature(articles[i].Shingles)
	}
	type entry struct {
		band    uint64
		article int32
	}
	bucket := make([]entry, 0, len(articles))
	for b := range bands {
		bucket = bucket[:0]
		for i := range articles {
			if len(articles[i].Shingles) == 0 {
				continue
			}
			h := uint64(fnvOffset)
			for _, v := range signatures[i][b*bandRows : (b+1)*bandRows] {
				h = mix(h ^ uint64(v))
			}
			bucket = append(bucket, entry{h, int32(i)})
		}
		slices.SortFunc(bucket, func(x, y entry) int {
			if x.band != y.band {
				if x.band < y.band {
					return -1
				}
				return 1
			}
			return int(x.article - y.article)
		})
		first := 0
		for i := 1; i < len(bucket); i++ {
			if bucket[i].band != bucket[i-1].band {
				first = i
				continue
			}
			for _, j := range [...]int{first, i - 1} {
				x, y := bucket[j].article, bucket[i].article
				if set.find(x) != set.find(y) && copies(articles[x].Shingles, articles[y].Shingles) {
					set.union(x, y)
				}
			}
		}
	}
	out := make([]int32, len(articles))
	for i := range out {
		out[i] = set.find(int32(i))
	}
	return out
}

// signature gives the smallest value of each of its hash functions.
func signature(shingles []uint32) (least [bands * bandRows]uint32) {
	for i := range least {
		least[i] = math.MaxUint32
	}
	for _, s := range shingles {
		h := mix(uint64(s))
		for i := range least {
			// Multiply-shift hashing (Dietzfelbinger and others 1997).
			if x := uint32(h * factors[i] >> 32); x < least[i] {
				least[i] = x
			}
		}
	}
	return least
}

// factors are odd numbers, one for each hash function of a signature.
var factors = func() (f [bands * bandRows]uint64) {
	for i := range f {
		f[i] = mix(uint64(i)) | 1
	}
	return f
}()
