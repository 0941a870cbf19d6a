package neo4j

import (
	"bytes"
	"encoding/binary"
	"iter"
	"math"
	"slices"
	"sort"
)

// ids are ascending ids, numbered from 0. Of each only what differs from the one
// before is kept, in runs that begin with a whole one, and of the digits that the
// graph's ids have (graph.StatementID) five bits each: 12 bytes for an id of 17 where
// there are millions, instead of the 48 of a string.
type ids struct {
	n      int
	blocks []idBlock
	begins []uint64 // of each run: how its first id begins
	last   []byte
}

// idBlock is some runs, each id as how many bytes it shares with the one before,
// how many it has besides, those. Where these are digits both numbers are of one
// byte, three bits and five, and the digits are packed. Else both are of a byte
// after the byte whole; one that is too large for the second follows it in eight.
type idBlock struct {
	data  []byte
	heads []uint32 // where each run begins
}

const (
	whole      = (mostShared + 1) << 5
	mostShared = 6
	mostDigits = 31

	idsOfRun   = 8
	idsOfBlock = 128 * idsOfRun
)

func (l *ids) len() int { return l.n }

// add appends an id, which must be greater than the last.
func (l *ids) add(id string) {
	if l.n%idsOfBlock == 0 {
		if l.n > 0 { // it grew by doubling
			b := &l.blocks[len(l.blocks)-1]
			b.data = slices.Clone(b.data)
		}
		l.blocks = append(l.blocks, idBlock{heads: make([]uint32, 0, idsOfBlock/idsOfRun)})
	}
	b := &l.blocks[len(l.blocks)-1]
	shared := 0
	if l.n%idsOfRun == 0 {
		b.heads = append(b.heads, uint32(len(b.data)))
		l.begins = append(l.begins, begin(id))
	} else {
		for shared < min(len(id), len(l.last), math.MaxUint8) && id[shared] == l.last[shared] {
			shared++
		}
	}
	if begin := min(shared, mostShared); len(id)-begin <= mostDigits && allDigits(id[begin:]) {
		b.data = pack(append(b.data, byte(begin<<5|(len(id)-begin))), id[begin:])
	} else {
		b.data = append(b.data, whole, byte(shared), byte(min(len(id)-shared, math.MaxUint8)))
		if len(id)-shared >= math.MaxUint8 {
			b.data = binary.BigEndian.AppendUint64(b.data, uint64(len(id)-shared))
		}
		b.data = append(b.data, id[shared:]...)
	}
	l.last = append(l.last[:0], id...)
	l.n++
}

// begin is the first bytes of an id, in the order of ids.
func begin(id string) uint64 {
	if len(id) >= 8 {
		_ = id[7] // one check of bounds
		return uint64(id[7]) | uint64(id[6])<<8 | uint64(id[5])<<16 | uint64(id[4])<<24 |
			uint64(id[3])<<32 | uint64(id[2])<<40 | uint64(id[1])<<48 | uint64(id[0])<<56
	}
	var room [8]byte
	copy(room[:], id)
	return binary.BigEndian.Uint64(room[:])
}

// nextID reads the id that stands first in data after the one in before, whose
// room it uses.
func nextID(before, data []byte) (id, rest []byte) {
	if data[0] < whole {
		shared, more := int(data[0]>>5), int(data[0]&mostDigits)
		end := 1 + (more*5+7)/8
		return unpack(before[:shared], data[1:end], more), data[end:]
	}
	shared, more := int(data[1]), int(data[2])
	data = data[3:]
	if more == math.MaxUint8 {
		more = int(binary.BigEndian.Uint64(data))
		data = data[8:]
	}
	return append(before[:shared], data[:more]...), data[more:]
}

// digits are those of the graph's ids.
const digits = "0123456789abcdefghijklmnopqrstuv"

func allDigits(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'v') {
			return false
		}
	}
	return true
}

// pack appends digits in five bits each, the first in the upper ones.
func pack(to []byte, s string) []byte {
	bits, n := uint(0), 0
	for i := range len(s) {
		d := s[i] - '0'
		if s[i] >= 'a' {
			d = s[i] - 'a' + 10
		}
		bits, n = bits<<5|uint(d), n+5
		if n >= 8 {
			n -= 8
			to = append(to, byte(bits>>n))
		}
	}
	if n > 0 {
		to = append(to, byte(bits<<(8-n)))
	}
	return to
}

// unpack appends so many digits.
func unpack(to, packed []byte, count int) []byte {
	bits, n := uint(0), 0
	for ; count > 0; count-- {
		if n < 5 {
			bits, n, packed = bits<<8|uint(packed[0]), n+8, packed[1:]
		}
		n -= 5
		to = append(to, digits[bits>>n&31])
	}
	return to
}

// run is the data of a run and what follows it in its block.
func (l *ids) run(i int) []byte {
	b := &l.blocks[i*idsOfRun/idsOfBlock]
	return b.data[b.heads[i%(idsOfBlock/idsOfRun)]:]
}

// head is the first id of a run.
func (l *ids) head(run int) []byte {
	id, _ := nextID(nil, l.run(run))
	return id
}

// at returns an id by its number.
func (l *ids) at(i int) string {
	var room [64]byte
	id, data := room[:0], l.run(i/idsOfRun)
	for range i%idsOfRun + 1 {
		id, data = nextID(id, data)
	}
	return string(id)
}

// runOf is the run in which an id would stand, -1 when it is before all.
func (l *ids) runOf(id string) int {
	key := begin(id)
	return sort.Search(len(l.begins), func(i int) bool {
		return l.begins[i] > key || l.begins[i] == key && string(l.head(i)) > id
	}) - 1
}

// find returns the number of an id, or -1.
func (l *ids) find(id string) int {
	run := l.runOf(id)
	if run < 0 {
		return -1
	}
	var room [64]byte
	at, data := room[:0], l.run(run)
	for i := run * idsOfRun; i < min((run+1)*idsOfRun, l.n); i++ {
		at, data = nextID(at, data)
		switch c := bytes.Compare(at, []byte(id)); {
		case c == 0:
			return i
		case c > 0:
			return -1
		}
	}
	return -1
}

// follower finds ids that are asked for in about the order in which they stand:
// it looks at what follows the last one before it searches.
type follower struct {
	ids   *ids
	i     int    // number of the first id that is not before the last asked for
	at    []byte // that id, when there is one
	rest  []byte // what follows it in its block
	asked string
}

// follow begins at the first id.
func (l *ids) follow() *follower {
	f := &follower{ids: l}
	f.to(0)
	return f
}

// to stands at the first id of a run.
func (f *follower) to(run int) {
	if f.i = run * idsOfRun; f.i < f.ids.n {
		f.at, f.rest = nextID(f.at, f.ids.run(run))
	}
}

func (f *follower) next() {
	if f.i++; f.i%idsOfBlock == 0 {
		f.to(f.i / idsOfRun)
	} else if f.i < f.ids.n {
		f.at, f.rest = nextID(f.at, f.rest)
	}
}

// find returns the number of an id, or -1.
func (f *follower) find(id string) int {
	if id < f.asked {
		f.to(max(f.ids.runOf(id), 0))
	}
	f.asked = id
	for steps := 0; f.i < f.ids.n && string(f.at) < id; steps++ {
		if steps == idsOfRun {
			f.to(max(f.ids.runOf(id), 0))
			continue
		}
		f.next()
	}
	if f.i < f.ids.n && string(f.at) == id {
		return f.i
	}
	return -1
}

// all gives the ids with their numbers.
func (l *ids) all() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		i := 0
		for _, b := range l.blocks {
			var id []byte
			for data := b.data; len(data) > 0; i++ {
				id, data = nextID(id, data)
				if !yield(i, string(id)) {
					return
				}
			}
		}
	}
}

// forget drops the block of which id i is the last: the ids up to it are not
// asked for again.
func (l *ids) forget(i int) {
	if i%idsOfBlock == idsOfBlock-1 {
		l.blocks[i/idsOfBlock] = idBlock{}
	}
}

// list is a list that grows without being copied.
type list[T any] struct {
	n      int
	blocks [][]T
}

const ofList = 1 << 15

func (l *list[T]) add(v T) {
	if l.n%ofList == 0 {
		l.blocks = append(l.blocks, make([]T, 0, ofList))
	}
	b := &l.blocks[len(l.blocks)-1]
	*b = append(*b, v)
	l.n++
}

// at points to an element.
func (l *list[T]) at(i int) *T { return &l.blocks[i/ofList][i%ofList] }

// forget drops the block of which element i is the last: those up to it are not
// asked for again.
func (l *list[T]) forget(i int) {
	if i%ofList == ofList-1 {
		l.blocks[i/ofList] = nil
	}
}

// fill makes it n zeros.
func (l *list[T]) fill(n int) {
	*l = list[T]{n: n}
	for ; n > 0; n -= ofList {
		l.blocks = append(l.blocks, make([]T, min(n, ofList)))
	}
}
