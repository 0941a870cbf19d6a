package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Document is an annotated text. Offsets are bytes into Text.
type Document struct {
	ID        string     `json:"id"`
	Source    string     `json:"source"`
	Title     string     `json:"title"`
	Text      string     `json:"text"`
	Entities  []Entity   `json:"entities"`
	Relations []Relation `json:"relations"`
	Sentences [][2]int   `json:"sents"`
	Tokens    [][2]int   `json:"tokens"`
	Passages  []Passage  `json:"passages"`
	Arguments string     `json:"relation_args"` // "cluster" when relations are between clusters
	Date      string     `json:"date"`
	Publisher string     `json:"publisher"`

	ClusterScope string `json:"cluster_scope"` // "cross-document" where clusters reach across documents
}

// Passage is a part of a text in sets that say what was annotated where.
type Passage struct {
	Start     int      `json:"start"`
	End       int      `json:"end"`
	Exhausted []string `json:"exhaustivelyAnnotatedProperties"` // labels whose absence means that nothing says so
}

// Entity is an annotated mention.
type Entity struct {
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Type    string  `json:"type"`
	Text    string  `json:"text"`
	Cluster Cluster `json:"cluster"`
	Link    string  `json:"link"`
	Named   *bool   `json:"named"` // false for common nouns, in sets that say so
	Head    *[2]int `json:"head"`  // the bytes of the head noun, in sets that say so
}

// Relation is an annotated relation. Head and Tail are indexes into the
// entities, in document-level sets numbers of clusters.
type Relation struct {
	Head     int    `json:"head"`
	Tail     int    `json:"tail"`
	Type     string `json:"type"`
	Modality string `json:"modality"`
}

// Cluster names a coreference chain; sets number or name them.
type Cluster string

// UnmarshalJSON accepts a number or a string.
func (c *Cluster) UnmarshalJSON(b []byte) error {
	*c = Cluster(strings.Trim(string(b), `"`))
	return nil
}

// maxLine bounds a line of a gold file.
const maxLine = 64 << 20

// Read reads JSON Lines, one document each. name stands for the file in
// errors. An entity whose text is not what its offsets cover is an error.
func Read(r io.Reader, name string) ([]Document, error) {
	var docs []Document
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<20), maxLine)
	for line := 1; sc.Scan(); line++ {
		if len(strings.TrimSpace(sc.Text())) == 0 {
			continue
		}
		var d Document
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		for i, e := range d.Entities {
			if e.Start < 0 || e.End < e.Start || e.End > len(d.Text) {
				return nil, fmt.Errorf("%s:%d: entity %d reaches from byte %d to %d of %d", name, line, i, e.Start, e.End, len(d.Text))
			}
			if got := d.Text[e.Start:e.End]; e.Text != "" && got != e.Text {
				return nil, fmt.Errorf("%s:%d: entity %d is %q, but its offsets cover %q: want UTF-8 byte offsets", name, line, i, e.Text, got)
			}
		}
		docs = append(docs, d)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return docs, nil
}

// ReadFile reads a file of JSON Lines, through gzip when its name ends in .gz.
func ReadFile(path string) ([]Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		r = z
	}
	return Read(r, filepath.Base(path))
}
