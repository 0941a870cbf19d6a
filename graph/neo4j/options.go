package neo4j

import "time"

// Options say where and how to load.
type Options struct {
	URI      string // bolt://, neo4j://, and both with +s or +ssc
	Username string // empty: no authentication
	Password string
	Database string // empty: the user's home database

	Batch   int           // rows a transaction; 0 means 5,000
	Writers int           // transactions at a time for new rows; 0 means 4
	Retry   time.Duration // how long a transaction is repeated when the server is away or busy; 0 means 30 s

	DryRun bool // compare and count, write nothing

	// Full compares hashes and the number of relationships of every article and
	// statement even when marker and counts say that all is there. It restores
	// what was deleted; a property that somebody changed by hand may stay as it is.
	Full bool

	// Progress, when not nil, is called by one goroutine at a time.
	Progress func(Event)
}

const (
	defaultBatch   = 5000
	defaultWriters = 4
	defaultRetry   = 30 * time.Second
)

func (o Options) withDefaults() Options {
	if o.Batch <= 0 {
		o.Batch = defaultBatch
	}
	if o.Writers <= 0 {
		o.Writers = defaultWriters
	}
	if o.Retry <= 0 {
		o.Retry = defaultRetry
	}
	return o
}

// Event is one step of a load.
type Event struct {
	Phase string `json:"phase"` // "compare", "entities", "statements", "articles", "evidence", "citations", "delete"
	Rows  int    `json:"rows"`  // rows of the phase so far
}

// Counts is how many nodes and relationships of each kind. Keys are labels
// (Entity, Article, Statement) and relationship types.
type Counts map[string]int

// Total is the sum of all counts.
func (c Counts) Total() int {
	n := 0
	for _, v := range c {
		n += v
	}
	return n
}

// Summary is the result of a load. Rows are nodes and relationships; Planned is
// Written + Unchanged. In a dry run Written and Deleted are what would be.
type Summary struct {
	Planned   int           `json:"planned"`   // rows that the graph consists of
	Written   int           `json:"written"`   // rows created or changed
	Unchanged int           `json:"unchanged"` // rows that were there and equal
	Deleted   int           `json:"deleted"`   // rows of this store that were there and are gone from it
	Kept      int           `json:"kept"`      // gone nodes that stay because somebody else uses them
	Seconds   float64       `json:"seconds"`
	DryRun    bool          `json:"dry_run,omitempty"`
	Marker    bool          `json:"marker,omitempty"` // marker node and counts ended the load; nothing was compared
	Created   Counts        `json:"created,omitempty"`
	Changed   Counts        `json:"changed,omitempty"`
	Gone      Counts        `json:"gone,omitempty"`
	Samples   []Sample      `json:"samples,omitempty"` // in a dry run: some of the differences
	Retries   int           `json:"retries,omitempty"` // transactions that the server made us repeat
	Elapsed   time.Duration `json:"-"`
}

// Sample is one difference that a dry run shows.
type Sample struct {
	Change string `json:"change"` // "create", "change" or "delete"
	Kind   string `json:"kind"`   // a label or relationship type
	What   string `json:"what"`   // name, title or ids
}
