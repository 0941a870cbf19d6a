package graph

import (
	"cmp"
	"context"
	"iter"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// Article is an article of the graph. Story is the id of the cluster of copies
// that it belongs to: the smallest article id among them.
type Article struct {
	article.Article
	Story string `json:"story"`
}

// Alias is one form of an entity's name and how many mentions use it.
type Alias struct {
	Name     string `json:"name"`
	Mentions int    `json:"mentions"`
}

// Entity is a node: what chains of one or more articles stand for. Dates are
// ISO 8601, of the earliest and latest article that mentions it, empty when no
// article has a date.
type Entity struct {
	ID          string            `json:"id"`
	Type        schema.EntityType `json:"type"`
	Name        string            `json:"name"`
	Aliases     []Alias           `json:"aliases"` // by mentions, most first, then by name
	Mentions    int               `json:"mentions"`
	Articles    int               `json:"articles"`
	FirstSeen   string            `json:"first_seen,omitempty"`
	LastSeen    string            `json:"last_seen,omitempty"`
	FormerIDs   []string          `json:"former_ids,omitempty"`
	Identifiers map[string]string `json:"identifiers,omitempty"` // scheme → id: "iso3166" → "US"
}

// Statement is a relation between two entities that one or more articles
// state. For a dated fact Object is empty and Value holds the date.
type Statement struct {
	ID         string              `json:"id"`
	Type       schema.RelationType `json:"type"`
	Subject    string              `json:"subject"`
	Object     string              `json:"object,omitempty"`
	Value      string              `json:"value,omitempty"`
	Modality   schema.Modality     `json:"modality"`
	Role       string              `json:"role,omitempty"`
	Amount     string              `json:"amount,omitempty"`
	Stake      string              `json:"stake,omitempty"`
	ValidFrom  string              `json:"valid_from,omitempty"`
	ValidTo    string              `json:"valid_to,omitempty"`
	Speakers   []string            `json:"speakers,omitempty"` // entities that say so, sorted
	Confidence float64             `json:"confidence"`
	Support    int                 `json:"support"` // articles
	Stories    int                 `json:"stories"` // independent stories
	FirstSaid  string              `json:"first_said,omitempty"`
	LastSaid   string              `json:"last_said,omitempty"`
}

// HasEdge reports whether the statement becomes a typed edge: only what
// somebody states as fact, present or past, between two entities.
func (s Statement) HasEdge() bool {
	return s.Object != "" && (s.Modality == schema.Asserted || s.Modality == schema.Past)
}

// Outweighs reports whether s is better supported than o: by more stories, then
// articles, then by its confidence; of equals the one with the smaller id is.
func (s Statement) Outweighs(o Statement) bool {
	return cmp.Or(
		cmp.Compare(s.Stories, o.Stories), cmp.Compare(s.Support, o.Support),
		cmp.Compare(s.Confidence, o.Confidence), cmp.Compare(o.ID, s.ID),
	) > 0
}

// Evidence is a sentence of an article that makes a statement. Its own span is
// the sentence; for a dated fact ObjectSpan is the date's.
type Evidence struct {
	ID          string    `json:"id"`
	Statement   string    `json:"statement"`
	Article     string    `json:"article"`
	text.Span             // the sentence
	SubjectSpan text.Span `json:"subject_span"`
	ObjectSpan  text.Span `json:"object_span"`
	Rule        string    `json:"rule"`
	Probability float64   `json:"probability"`
	Sentence    string    `json:"sentence"` // the text of the span

	Marks   []relations.Mark `json:"marks,omitempty"`   // what else in the article says so, by start
	Reasons []string         `json:"reasons,omitempty"` // why rule or model found it, in words
}

// Mention is a mention of an entity in an article.
type Mention struct {
	Article string `json:"article"`
	Entity  string `json:"entity"`
	text.Span
	Type        schema.EntityType `json:"type"`
	Kind        names.Kind        `json:"kind"`
	Form        string            `json:"form"` // the text of the span
	Probability float64           `json:"probability"`
}

// Citation is an article that names another one. Cited is the cited article's
// id when the graph holds it, else an id made of its title, outlet and date.
type Citation struct {
	Article string `json:"article"`
	Cited   string `json:"cited"`
	article.Citation
}

// Meta identifies a state of a store.
type Meta struct {
	StoreID       string `json:"store_id"`        // random, made with the store
	Revision      int64  `json:"revision"`        // grows with every change of the graph
	State         string `json:"state,omitempty"` // digest of what the graph was made of: copies of one revision may differ; empty when not known
	SchemaVersion int    `json:"schema_version"`  // of the store's tables
}

// Reader gives the rows of a graph, each kind sorted by the fields named, so
// that a projection can stream it in bounded memory. A sequence ends after the
// first error. Sequences may be read one inside another.
type Reader interface {
	Meta(ctx context.Context) (Meta, error)
	Articles(ctx context.Context) iter.Seq2[Article, error]     // by ID
	Entities(ctx context.Context) iter.Seq2[Entity, error]      // by ID
	Statements(ctx context.Context) iter.Seq2[Statement, error] // by ID
	Mentions(ctx context.Context) iter.Seq2[Mention, error]     // by Article, Start
	Evidence(ctx context.Context) iter.Seq2[Evidence, error]    // by Statement, Article, Start
	Citations(ctx context.Context) iter.Seq2[Citation, error]   // by Article, Cited
}

// Briefer is a Reader that can leave out what a projection into nodes and
// relationships does not show: of articles their key, text, citations and when
// they were modified, of mentions type, probability and every kind but pronoun,
// of evidence marks and reasons.
type Briefer interface {
	Brief() Reader
}

// Brief returns the reader that leaves that out where there is one, else r.
func Brief(r Reader) Reader {
	if b, ok := r.(Briefer); ok {
		return b.Brief()
	}
	return r
}

// Outliner is a Reader that can give of entities no more than id, type and
// identifiers.
type Outliner interface {
	Outline(ctx context.Context) iter.Seq2[Entity, error] // by ID
}

// Outline gives the entities of r, with no more than that where r can.
func Outline(ctx context.Context, r Reader) iter.Seq2[Entity, error] {
	if o, ok := r.(Outliner); ok {
		return o.Outline(ctx)
	}
	return r.Entities(ctx)
}

// Graph is a whole graph in memory, each list sorted as a Reader's.
type Graph struct {
	Articles   []Article
	Entities   []Entity
	Statements []Statement
	Mentions   []Mention
	Evidence   []Evidence
	Citations  []Citation
}
