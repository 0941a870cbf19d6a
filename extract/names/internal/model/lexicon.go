package model

// Kind is a list of names that a gazetteer entry can stand on.
type Kind uint8

// The kinds of gazetteer entries.
const (
	GivenName Kind = iota
	Surname
	City
	Region
	Country
	Company
	Body // agencies, committees, parties, armed groups, charities, media
	Team
	Nationality
	Title     // "president", "Dr."
	Celebrity // full names of known people
	LegalForm
	Landmark // stadiums, rivers, seas
	Thing    // cars, operations

	// Names of our own lists, by category.
	NewsCompany
	Media
	Party
	Agency // governments' bodies, courts, militaries, central banks, exchanges
	International
	Armed
	Civil // charities, think tanks, unions, churches, orchestras, bands
	University
	ListedTeam
	ListedPlace
	EventName
	LawName
	ProductName
	WorkName
	Doubtful // names of these lists that are also words or other names

	// What a model found names to be in unlabelled news, in some documents or
	// surely in many.
	FoundPerson
	FoundOrganization
	FoundPlace
	FoundPeople // groups and demonyms
	FoundThing  // all else
	OftenPerson
	OftenOrganization
	OftenPlace
	OftenPeople
	OftenThing

	Kinds // their number, at most 63

	prefixBit  = 1 << 63 // the start of a longer entry
	foundKinds = 1<<(OftenThing+1) - 1<<FoundPerson
)

// Cluster is what the lexicon knows of a word: its cluster at four
// granularities (numbers from 1; 0 for unknown words) and the logarithm of its
// frequency rank.
type Cluster struct {
	ID   [4]uint16
	Rank uint8
}

// Lexicon maps words to clusters and phrases to gazetteer kinds.
type Lexicon struct {
	words   table
	cluster []Cluster
	phrases table
	kinds   []uint64
}

// Word returns the cluster of a lower-case word.
func (x *Lexicon) Word(hash uint64) Cluster {
	if i := x.words.find(uint32(hash >> 32)); i >= 0 {
		return x.cluster[i]
	}
	return Cluster{}
}

// phrase returns the kinds of a phrase, with prefixBit where longer ones begin
// with it.
func (x *Lexicon) phrase(hash uint64) uint64 {
	if i := x.phrases.find(uint32(hash >> 32)); i >= 0 {
		return x.kinds[i]
	}
	return 0
}

// table finds the index of a key by open addressing. Keys are 32-bit hashes:
// of 200,000 entries, one unknown word in 20,000 passes for one.
type table struct {
	slots []uint32 // index+1 of the key, 0 if free
	keys  []uint32
	shift uint
}

func newTable(keys []uint32) table {
	bits := uint(4)
	for 1<<bits < len(keys)*2 {
		bits++
	}
	t := table{slots: make([]uint32, 1<<bits), keys: keys, shift: 32 - bits}
	for i, k := range keys {
		s := k * 0x9E3779B1 >> t.shift
		for t.slots[s] != 0 {
			s = (s + 1) & uint32(len(t.slots)-1)
		}
		t.slots[s] = uint32(i) + 1
	}
	return t
}

func (t *table) find(key uint32) int {
	if len(t.slots) == 0 {
		return -1
	}
	s := key * 0x9E3779B1 >> t.shift
	for {
		i := t.slots[s]
		if i == 0 {
			return -1
		}
		if t.keys[i-1] == key {
			return int(i - 1)
		}
		s = (s + 1) & uint32(len(t.slots)-1)
	}
}

// Found is what a word was found to be in unlabelled news; equal numbers mean
// alike words. 0 is for words that were not found.
type Found uint16

// foundSalt parts the hashes of found words from those of phrases.
const foundSalt = 0x5bd1e9955bd1e995

// found returns what a word was found to be.
func (x *Lexicon) found(hash uint64) Found { return Found(x.phrase(hash ^ foundSalt)) }

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// hashBytes continues a FNV-1a hash.
func hashBytes(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// finish spreads a hash over all its bits.
func finish(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return h
}

// Hash returns the hash of a word.
func Hash(s string) uint64 { return finish(hashBytes(fnvOffset, s)) }
