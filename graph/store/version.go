package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
)

// version is the hash of all that an extraction depends on. Two articles with
// one version have one extraction.
func version(a article.Article) string {
	h := sha256.New()
	for _, part := range []string{a.ID, a.Text, a.Title, a.Published, a.Language} {
		// A hash does not fail to be written.
		_, _ = h.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// date is what decides which of two texts under one key is the later one.
func date(a article.Article) string {
	if a.Modified != "" {
		return a.Modified
	}
	return a.Published
}

// before reports whether a date is before another, as far as both are known:
// an hour of a day is not before that day. No date is before any.
func before(a, b string) bool {
	if a == "" || b == "" {
		return b != "" && a == ""
	}
	n := min(len(a), len(b))
	return a[:n] < b[:n]
}

// header is the article without its text, as JSON.
func header(a article.Article) (string, error) {
	a.Text = ""
	b, err := json.Marshal(a)
	return string(b), err
}

// fromHeader is the article again.
func fromHeader(head, text string) (article.Article, error) {
	var a article.Article
	if err := json.Unmarshal([]byte(head), &a); err != nil {
		return a, fmt.Errorf("source header %.60q: %w", head, err)
	}
	a.Text = text
	return a, nil
}

// encode packs an extraction without its article.
func (s *Store) encode(x extract.Extraction) ([]byte, error) {
	x.Article = article.Article{}
	b, err := json.Marshal(x)
	if err != nil {
		return nil, err
	}
	return s.enc.EncodeAll(b, nil), nil
}

// decode unpacks what encode packed.
func (s *Store) decode(data []byte, a article.Article) (extract.Extraction, error) {
	var x extract.Extraction
	b, err := s.dec.DecodeAll(data, nil)
	if err == nil {
		err = json.Unmarshal(b, &x)
	}
	if err != nil {
		return x, fmt.Errorf("extraction of article %s: %w: %w", a.ID, ErrCorrupt, err)
	}
	x.Article = a
	return x, nil
}
