package neo4j

import (
	"cmp"
	"net"
	"net/url"
	"runtime"
	"time"
)

// Options say where and how to load.
type Options struct {
	URI      string // bolt://, neo4j://, and both with +s or +ssc
	Username string // empty: no authentication
	Password string
	Database string // empty: the user's home database
	CAFile   string // PEM file of certificate authorities to trust beside the system's; for schemes with +s

	Batch   int           // rows a transaction; 0 means 5,000
	Writers int           // transactions at a time for new rows; 0 means 4, on a server of this machine its cores if that is more
	Retry   time.Duration // how long a transaction is repeated when the server is away or busy; 0 means 30 s
	Wait    time.Duration // how long to wait for another load into the database to end; 0 means 10 s
	Timeout time.Duration // how long one transaction may take; 0 means 10 minutes

	DryRun bool // compare and count, write nothing

	// Full compares every node and relationship with all its properties, whatever
	// marker and hashes say. It restores what was deleted or changed by hand.
	Full bool

	// Verify is Full without writing, and without nodes that say what another
	// store wrote after this one: these are counted in Summary.Theirs.
	Verify bool

	// Progress, when not nil, is called by one goroutine at a time.
	Progress func(Event)
}

const (
	defaultBatch   = 5000
	defaultWriters = 4
	mostWriters    = 16
	defaultRetry   = 30 * time.Second
	defaultWait    = 10 * time.Second
	defaultTimeout = 10 * time.Minute
)

func (o Options) withDefaults() Options {
	if o.Batch <= 0 {
		o.Batch = defaultBatch
	}
	if o.Writers <= 0 {
		o.Writers = writersFor(o.URI)
	}
	if o.Retry <= 0 {
		o.Retry = defaultRetry
	}
	if o.Verify {
		o.Full, o.DryRun = true, true
	}
	o.Wait = cmp.Or(o.Wait, defaultWait)
	o.Timeout = cmp.Or(o.Timeout, defaultTimeout)
	return o
}

// writersFor is how many transactions at a time a server takes well.
func writersFor(uri string) int {
	u, err := url.Parse(uri)
	if err != nil || u.Hostname() != "localhost" && !net.ParseIP(u.Hostname()).IsLoopback() {
		return defaultWriters
	}
	return min(max(defaultWriters, runtime.NumCPU()), mostWriters)
}

// Event is one step of a load. Rows of the phase "hashes" are articles that are
// marked before and after their rows are written; they do not count as written.
type Event struct {
	Phase string `json:"phase"` // "compare", "entities", "statements", "articles", "citations", "evidence", "hashes", "delete"
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
	Behind    bool          `json:"behind,omitempty"` // before the load the database held another state of the store, or none
	Shared    bool          `json:"shared,omitempty"` // the database holds other stores' graphs, too: what is in both says what the store loaded last says
	Theirs    int           `json:"theirs,omitempty"` // with Options.Verify: nodes that say what another store wrote after this one; they count as unchanged
	Created   Counts        `json:"created,omitempty"`
	Changed   Counts        `json:"changed,omitempty"`
	Gone      Counts        `json:"gone,omitempty"`
	Samples   []Sample      `json:"samples,omitempty"` // in a dry run: some of the differences
	Retries   int           `json:"retries,omitempty"` // transactions that the server made us repeat
	Split     int           `json:"split,omitempty"`   // transactions that were too large for the server and sent in parts
	Elapsed   time.Duration `json:"-"`
}

// Sample is one difference that a dry run shows.
type Sample struct {
	Change string `json:"change"` // "create", "change" or "delete"
	Kind   string `json:"kind"`   // a label or relationship type
	What   string `json:"what"`   // name, title or ids
}
