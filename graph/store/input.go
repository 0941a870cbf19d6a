package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph/resolve"
)

// Source is an article and where it was read: the path and, in a file of many
// articles, the line or index within it.
type Source struct {
	Path    string
	Line    int
	Article article.Article
}

// Status is what a store knows of a source.
type Status string

// What a store may know of a source.
const (
	// New: the article has to be extracted and added.
	New Status = "new"
	// Changed: like New, and it takes the place of another text under its key.
	Changed Status = "changed"
	// Duplicate: the article is there, read elsewhere. Adding records the
	// source; no extraction is needed.
	Duplicate Status = "duplicate"
	// Unchanged: this source has been added before.
	Unchanged Status = "unchanged"
	// Outdated: this source has been added before, but was extracted by another
	// extractor. Adding writes the new extraction.
	Outdated Status = "outdated"
	// Superseded: a later text, read elsewhere, stands under the same key.
	// Adding does nothing.
	Superseded Status = "superseded"
)

// NeedsExtraction reports whether a source of this status must be extracted.
func (t Status) NeedsExtraction() bool { return t == New || t == Changed || t == Outdated }

// Input is a source and what was found in it. Extraction may be nil when the
// source's status does not need one; its Article is not looked at.
type Input struct {
	Source
	Extraction *extract.Extraction
}

// Has tells what adding the source would do, so that known articles need not
// be extracted. It sees what has been committed.
func (s *Store) Has(ctx context.Context, src Source) (Status, error) {
	head, err := header(src.Article)
	if err != nil {
		return "", err
	}
	st, err := s.status(ctx, s.read, src, head)
	return st, s.explain("look up an article", err)
}

// status decides by the rules that the package comment names.
func (s *Store) status(ctx context.Context, q queryer, src Source, head string) (Status, error) {
	a := src.Article
	if a.ID == "" || a.Key == "" {
		return "", fmt.Errorf("%s:%d: article has no id or no key", src.Path, src.Line)
	}
	v := version(a)
	var standing, own, same *known // under the key; of them at this place, and in this file with these very words
	for k, err := range stream(ctx, q, `SELECT path, line, version, date, stands, header FROM source WHERE key = ?`, scanKnown, a.Key) {
		if err != nil {
			return "", err
		}
		if k.stands {
			standing = &k
		}
		if k.path != src.Path {
			continue
		}
		if src.alone() || k.line == src.Line {
			own = &k
		}
		if k.version == v && k.header == head && (same == nil || k.stands) {
			same = &k
		}
	}
	if own != nil && (own.version != v || own.header != head) {
		same = nil // the place says something else now
	}
	switch {
	case same != nil && !same.stands:
		return Unchanged, nil
	case same == nil && standing != nil && !(own != nil && own.stands) && before(date(a), standing.date):
		return Superseded, nil
	}
	extracted, err := s.extracted(ctx, q, v)
	switch {
	case err != nil:
		return "", err
	case same != nil && extracted:
		return Unchanged, nil
	case same != nil:
		return Outdated, nil
	case extracted:
		return Duplicate, nil
	case standing != nil && standing.version != v:
		return Changed, nil
	}
	return New, nil
}

// known is a source as stored.
type known struct {
	path                  string
	line                  int
	version, date, header string
	stands                bool
}

func scanKnown(r *sql.Rows) (k known, err error) {
	err = r.Scan(&k.path, &k.line, &k.version, &k.date, &k.stands, &k.header)
	return k, err
}

// alone reports whether the key names a place in a file, and so this source in
// it, wherever its line may have moved. Under a URL a file may hold more texts.
func (src Source) alone() bool {
	key := src.Article.Key
	return key == src.Path || strings.HasPrefix(key, src.Path+"#")
}

// extracted reports whether the version has an extraction by this extractor.
func (s *Store) extracted(ctx context.Context, q queryer, version string) (bool, error) {
	var by string
	err := q.QueryRowContext(ctx, `SELECT extractor FROM extraction WHERE version = ?`, version).Scan(&by)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil && (s.extractor == "" || by == s.extractor), err
}

// AddExtractions writes articles and what was found in them, all of the batch
// or, when it fails, nothing. It returns what became of each input. The graph
// does not change until Resolve.
func (s *Store) AddExtractions(ctx context.Context, batch []Input) ([]Status, error) {
	var done []Status
	err := s.inTx(ctx, "add articles", func(tx *sql.Tx) error {
		a, err := s.newAdder(ctx, tx)
		if err != nil {
			return err
		}
		defer a.close()
		for _, in := range batch {
			st, err := a.add(ctx, in)
			if err != nil {
				return err
			}
			done = append(done, st)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

type adder struct {
	s                                       *Store
	tx                                      *sql.Tx
	yield, drop, source, extraction, digest *sql.Stmt
}

func (s *Store) newAdder(ctx context.Context, tx *sql.Tx) (*adder, error) {
	a := &adder{s: s, tx: tx}
	for _, p := range []struct {
		into  **sql.Stmt
		query string
	}{
		{&a.yield, `UPDATE source SET stands = 0 WHERE key = ? AND stands = 1`},
		{&a.drop, `DELETE FROM source WHERE key = ? AND path = ? AND (line = ? OR version = ? AND header = ? OR ?)`},
		{&a.source, `INSERT INTO source (key, path, line, article, version, date, stands, header) VALUES (?, ?, ?, ?, ?, ?, 1, ?)`},
		{&a.extraction, `INSERT INTO extraction (version, extractor, text, data) VALUES (?, ?, ?, ?)
			ON CONFLICT (version) DO UPDATE SET extractor = excluded.extractor, data = excluded.data`},
		{&a.digest, putDigest},
	} {
		var err error
		if *p.into, err = tx.PrepareContext(ctx, p.query); err != nil { //nolint:sqlclosecheck // adder.close closes them all
			return nil, err
		}
	}
	return a, nil
}

func (a *adder) close() {
	for _, st := range []*sql.Stmt{a.yield, a.drop, a.source, a.extraction, a.digest} {
		_ = st.Close() // the transaction's end closes it too
	}
}

func (a *adder) add(ctx context.Context, in Input) (Status, error) {
	head, err := header(in.Article)
	if err != nil {
		return "", err
	}
	st, err := a.s.status(ctx, a.tx, in.Source, head)
	if err != nil || st == Unchanged || st == Superseded {
		return st, err
	}
	v := version(in.Article)
	if st.NeedsExtraction() {
		if in.Extraction == nil {
			return "", fmt.Errorf("%s:%d: article %s is %s and comes without its extraction", in.Path, in.Line, in.Article.ID, st)
		}
		data, err := a.s.encode(*in.Extraction)
		if err != nil {
			return "", fmt.Errorf("%s:%d: %w", in.Path, in.Line, err)
		}
		if _, err := a.extraction.ExecContext(ctx, v, a.s.extractor, in.Article.Text, data); err != nil {
			return "", err
		}
		x := *in.Extraction
		x.Article = in.Article
		if _, err := a.digest.ExecContext(ctx, v, resolve.Version(), markOf(data), digestOf(x)); err != nil {
			return "", err
		}
	}
	switch st {
	case Outdated:
		return st, nil
	case New:
		// The same article in other words: a reprint that differs in title or
		// date only has its own extraction.
		var n int
		err := a.tx.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM source WHERE article = ? LIMIT 1)`, in.Article.ID).Scan(&n)
		if err != nil {
			return "", err
		}
		if n > 0 {
			st = Duplicate
		}
	}
	return st, a.stand(ctx, in.Source, v, head)
}

// stand records a source, which from now on stands under its key, in place of
// what was known of it.
func (a *adder) stand(ctx context.Context, src Source, version, head string) error {
	key := src.Article.Key
	if _, err := a.yield.ExecContext(ctx, key); err != nil {
		return err
	}
	if _, err := a.drop.ExecContext(ctx, key, src.Path, src.Line, version, head, src.alone()); err != nil {
		return err
	}
	_, err := a.source.ExecContext(ctx, key, src.Path, src.Line, src.Article.ID, version, date(src.Article), head)
	return err
}

// Stale gives the sources whose article was extracted by another extractor
// than the store was opened with, by version. To extract them again, pass them
// to AddExtractions.
func (s *Store) Stale(ctx context.Context) iter.Seq2[Source, error] {
	return rowsOf(ctx, s, "find stale extractions", `SELECT s.path, s.line, s.header, x.text
		FROM source s JOIN extraction x ON x.version = s.version
		WHERE x.extractor <> ? AND s.stands = 1
		GROUP BY s.version ORDER BY s.version`,
		func(r *sql.Rows) (src Source, err error) {
			var head, text string
			if err := r.Scan(&src.Path, &src.Line, &head, &text); err != nil {
				return src, err
			}
			src.Article, err = fromHeader(head, text)
			return src, err
		}, s.extractor)
}
