package neo4j

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// markProperty names the property that says whose a node or relationship is.
const markProperty = "newsgraph"

// layout is the version of the model that a load writes. A change of it makes
// every hash differ, so that the next load rewrites what earlier ones wrote.
const layout = 2 // 2: dates without a year in words

// digest is a content hash of 16 bytes.
type digest [16]byte

func (d digest) String() string { return d.short().String() }

func (d short) String() string {
	var b [16]byte
	hex.Encode(b[:], d[:])
	return string(b[:])
}

// add adds o to d: sums do not depend on the order of their terms, so that rows
// that arrive in another order than their parents can be summed up per parent.
func (d *digest) add(o digest) {
	lo := binary.BigEndian.Uint64(d[8:]) + binary.BigEndian.Uint64(o[8:])
	hi := binary.BigEndian.Uint64(d[:8]) + binary.BigEndian.Uint64(o[:8])
	if lo < binary.BigEndian.Uint64(o[8:]) {
		hi++
	}
	binary.BigEndian.PutUint64(d[:8], hi)
	binary.BigEndian.PutUint64(d[8:], lo)
}

// hasher writes typed, length-prefixed fields: no two different lists of fields
// give the same bytes.
type hasher struct{ buf []byte }

// hashers keeps buffers for reuse: a load hashes every row.
var hashers = sync.Pool{New: func() any { return &hasher{} }}

func newHasher(kind string) *hasher {
	w := hashers.Get().(*hasher)
	w.buf = w.buf[:0]
	w.number(layout)
	w.text(kind)
	return w
}

func (w *hasher) number(n int64) {
	w.buf = binary.BigEndian.AppendUint64(append(w.buf, 'n'), uint64(n))
}

func (w *hasher) text(s string) {
	w.buf = binary.BigEndian.AppendUint64(append(w.buf, 's'), uint64(len(s)))
	w.buf = append(w.buf, s...)
}

func (w *hasher) time(t time.Time, layout string) {
	w.buf = append(w.buf, "s        "...)
	begin := len(w.buf)
	w.buf = t.AppendFormat(w.buf, layout)
	binary.BigEndian.PutUint64(w.buf[begin-8:], uint64(len(w.buf)-begin))
}

func (w *hasher) digest(d digest) { w.buf = append(w.buf, d[:]...) }

// props writes every property that is not nil.
func (w *hasher) props(list Properties) {
	for _, x := range list {
		if x.Value != nil {
			w.text(x.Name)
			w.value(x.Value)
		}
	}
}

func (w *hasher) value(v any) {
	switch v := v.(type) {
	case string:
		w.text(v)
	case int:
		w.number(int64(v))
	case float64:
		w.number(int64(math.Float64bits(v)))
	case bool:
		w.text(fmt.Sprint(v))
	case []string:
		w.number(int64(len(v)))
		for _, s := range v {
			w.text(s)
		}
	case []int:
		w.number(int64(len(v)))
		for _, n := range v {
			w.number(int64(n))
		}
	case driver.Date:
		w.time(v.Time(), time.DateOnly)
	case time.Time:
		w.time(v, time.RFC3339Nano)
	default:
		w.text(fmt.Sprintf("%T %v", v, v))
	}
}

// sum is the digest of all that was written. It ends the use of the hasher.
func (w *hasher) sum() digest {
	s := sha256.Sum256(w.buf)
	hashers.Put(w)
	return digest(s[:16])
}

// marks builds and reads the entries of one store.
type marks struct{ store string }

// pending is the entry of a node whose relationships are not written yet.
func (m marks) pending() string { return m.store + " " }

// node is the entry of a node with that hash.
func (m marks) node(d short) string {
	var room [64]byte
	return string(m.append(room[:0], d))
}

func (m marks) append(b []byte, d short) []byte {
	return hex.AppendEncode(append(append(b, m.store...), ' '), d[:])
}

// is reports whether an entry is that of a node with that hash.
func (m marks) is(entry string, d short) bool {
	var room [64]byte
	return entry == string(m.append(room[:0], d))
}

// theirs reports whether a node says what another store wrote: the store's own
// entry has lost its hash, another one's has one.
func (m marks) theirs(entry string, entries []string) bool {
	return entry == m.pending() && slices.ContainsFunc(entries, func(e string) bool {
		return !strings.HasPrefix(e, m.prefix()) && len(e) > len(m.prefix())
	})
}

// prefix begins every entry of the store.
func (m marks) prefix() string { return m.store + " " }

// ofNode returns the store's entry among those of a node.
func (m marks) ofNode(entries []string) (entry string, ok bool) {
	for _, e := range entries {
		if n := len(m.store); len(e) > n && e[:n] == m.store && e[n] == ' ' {
			return e, true
		}
	}
	return "", false
}
