package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
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
	// Superseded: a later text stands under the same key. Adding does nothing.
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
	v, d := version(a), date(a)
	rows, err := q.QueryContext(ctx, `SELECT path, line, version, date, header FROM source
		WHERE key = ? ORDER BY date DESC, seq DESC`, a.Key)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }() // read to its end, or its error returned
	var standing, standingDate string   // version and date of the source that stands under the key
	same, stands := false, false
	for n := 0; rows.Next(); n++ {
		var path, ver, dat, hd string
		var line int
		if err := rows.Scan(&path, &line, &ver, &dat, &hd); err != nil {
			return "", err
		}
		if n == 0 {
			standing, standingDate = ver, dat
		}
		if path == src.Path && line == src.Line && ver == v && hd == head {
			same, stands = true, n == 0
		}
	}
	if err := rows.Err(); err != nil {
		return "", err
	}
	if same && !stands {
		return Unchanged, nil
	}
	if !same && standingDate > d {
		return Superseded, nil
	}
	extracted, err := s.extracted(ctx, q, v)
	switch {
	case err != nil:
		return "", err
	case same && extracted:
		return Unchanged, nil
	case same:
		return Outdated, nil
	case extracted:
		return Duplicate, nil
	case standing != "" && standing != v:
		return Changed, nil
	}
	return New, nil
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
	s                  *Store
	tx                 *sql.Tx
	seq                int64
	source, extraction *sql.Stmt
}

func (s *Store) newAdder(ctx context.Context, tx *sql.Tx) (*adder, error) {
	a := &adder{s: s, tx: tx}
	err := tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM source`).Scan(&a.seq)
	if err != nil {
		return nil, err
	}
	a.source, err = tx.PrepareContext(ctx, `INSERT OR REPLACE INTO source
		(key, path, line, article, version, date, seq, header) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return nil, err
	}
	a.extraction, err = tx.PrepareContext(ctx, `INSERT INTO extraction (version, extractor, text, data) VALUES (?, ?, ?, ?)
		ON CONFLICT (version) DO UPDATE SET extractor = excluded.extractor, data = excluded.data`)
	return a, err
}

func (a *adder) close() {
	_ = a.source.Close()     // the transaction's end closes it too
	_ = a.extraction.Close() // the same
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
	a.seq++
	_, err = a.source.ExecContext(ctx, in.Article.Key, in.Path, in.Line, in.Article.ID, v, date(in.Article), a.seq, head)
	return st, err
}

// Stale gives the sources whose article was extracted by another extractor
// than the store was opened with, by version. To extract them again, pass them
// to AddExtractions.
func (s *Store) Stale(ctx context.Context) iter.Seq2[Source, error] {
	return rowsOf(ctx, s, "find stale extractions", `SELECT s.path, s.line, s.header, x.text
		FROM source s JOIN extraction x ON x.version = s.version
		WHERE x.extractor <> ? AND NOT EXISTS (SELECT 1 FROM source t
			WHERE t.key = s.key AND (t.date, t.seq) > (s.date, s.seq))
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
