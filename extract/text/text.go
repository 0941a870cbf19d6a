package text

// Span is a half-open range of byte offsets into an article's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// In returns the part of s that the span covers.
func (p Span) In(s string) string { return s[p.Start:p.End] }

// Contains reports whether q lies within p.
func (p Span) Contains(q Span) bool { return p.Start <= q.Start && q.End <= p.End }

// Overlaps reports whether p and q share a byte.
func (p Span) Overlaps(q Span) bool { return p.Start < q.End && q.Start < p.End }

// Token is a word or punctuation mark.
type Token struct {
	Span
	Text string // surface with straight quotes (' and ")
	Tag  string // Penn Treebank part of speech
}

// Sentence is a run of tokens; its span reaches from the first token to the
// last and never crosses an empty line.
type Sentence struct {
	Span
	Tokens []Token
}

// Document is a text with its sentences, in order and not overlapping.
type Document struct {
	Text      string
	Sentences []Sentence
}
