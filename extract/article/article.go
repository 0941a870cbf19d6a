package article

// Article is one news article: what it says and where it came from.
//
// Text is the whole of what is analysed, UTF-8: the title as its first line
// (when there is one), an empty line, the body. Every offset of an extraction
// is a byte offset into Text. Dates are ISO 8601: "2006-01-02" when only the
// day is known, else RFC 3339 in UTC.
type Article struct {
	ID        string     `json:"id"`  // hash of the normalized text, or the id given with --as-is
	Key       string     `json:"key"` // canonical URL, else absolute path: two texts under one key are versions
	URL       string     `json:"url,omitempty"`
	Title     string     `json:"title,omitempty"`
	Authors   []string   `json:"authors,omitempty"`
	Publisher string     `json:"publisher,omitempty"`
	Published string     `json:"published,omitempty"`
	Modified  string     `json:"modified,omitempty"`
	Language  string     `json:"language,omitempty"` // ISO 639-1
	Text      string     `json:"text"`
	Cites     []Citation `json:"cites,omitempty"`
}

// Citation is an article that another one names, as under "Related:".
type Citation struct {
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	URL       string `json:"url,omitempty"`
}
