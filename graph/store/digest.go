package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph/resolve"
)

// standingQuery gives the source that each article is taken from: of the
// standing sources of one article the one with the earliest date, ties broken
// by what the sources say and never by when they came. With it comes the digest
// of its version that a resolver (?) made.
const standingQuery = `WITH
	standing AS (
		SELECT article, version, key, header, coalesce(header ->> 'published', '') AS published
		FROM source WHERE stands = 1),
	best AS (
		SELECT article, version, header,
			row_number() OVER (PARTITION BY article ORDER BY published = '', published, version, key, header) AS place
		FROM standing)
	SELECT b.version, b.header, coalesce(d.mark, 0), d.data FROM best b
	LEFT JOIN digest d ON d.version = b.version AND d.resolver = ?
	WHERE b.place = 1 ORDER BY b.article`

// standing is a version that stands for an article, as stored.
type standing struct {
	version, header string
	mark            int64
	data            []byte // nil where there is no digest
}

func scanStanding(r *sql.Rows) (st standing, err error) {
	err = r.Scan(&st.version, &st.header, &st.mark, &st.data)
	return st, err
}

// digest is the digest of the article that a version stands for.
type digest struct {
	resolve.Digest
	version string
	fresh   []byte // packed, where the store does not have it
	mark    int64
}

// digests reads the digests of the articles that stand, by article id, and makes
// those that are missing.
func (s *Store) digests(ctx context.Context, q queryer) ([]digest, error) {
	var list []digest
	var missing []int
	for st, err := range stream(ctx, q, standingQuery, scanStanding, resolve.Version()) {
		if err != nil {
			return nil, err
		}
		a, err := fromHeader(st.header, "")
		if err != nil {
			return nil, err
		}
		d := digest{version: st.version, mark: st.mark}
		d.Article = a
		if st.data == nil {
			missing = append(missing, len(list))
		} else if err := d.Unpack(string(st.data)); err != nil {
			return nil, fmt.Errorf("digest of article %s: %w: %w", a.ID, ErrCorrupt, err)
		}
		d.Mark = hash64(st.version + st.header)
		list = append(list, d)
	}
	err := s.unpack(ctx, q, missing, func(i int) (string, article.Article) { return list[i].version, list[i].Article },
		func(i int, a resolve.Article, data []byte) error {
			d := &list[i]
			header := d.Mark
			d.Digest = a.Digest()
			d.Mark, d.mark, d.fresh = header, markOf(data), d.Pack()
			return nil
		})
	for i := range list {
		list[i].Mark ^= uint64(list[i].mark)
	}
	return list, err
}

// unpack reads the extractions of articles, several at a time, and calls do
// with each, several at once.
func (s *Store) unpack(ctx context.Context, q queryer, list []int, of func(int) (version string, header article.Article), do func(int, resolve.Article, []byte) error) error {
	if len(list) == 0 {
		return nil
	}
	read, err := q.PrepareContext(ctx, `SELECT text, data FROM extraction WHERE version = ?`)
	if err != nil {
		return err
	}
	defer func() { _ = read.Close() }() // it was for reading
	group, gctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	var failed error
	for _, i := range list {
		version, a := of(i)
		var data []byte
		if failed = read.QueryRowContext(gctx, version).Scan(&a.Text, &data); failed != nil {
			if errors.Is(failed, sql.ErrNoRows) {
				failed = fmt.Errorf("extraction of article %s is missing: store is %w", a.ID, ErrCorrupt)
			}
			break
		}
		group.Go(func() error {
			x, err := s.decode(data, a)
			if err != nil {
				return err
			}
			return do(i, resolve.FromExtraction(x), data)
		})
	}
	if err := group.Wait(); err != nil {
		return err // what was read after it failed only for that
	}
	return failed
}

// digestOf packs what resolving needs of an extraction.
func digestOf(x extract.Extraction) []byte {
	a := resolve.FromExtraction(x)
	d := a.Digest()
	return d.Pack()
}

// putDigest is the statement that keeps a digest.
const putDigest = `INSERT OR REPLACE INTO digest (version, resolver, mark, data) VALUES (?, ?, ?, ?)`

// keepDigests writes those that were made.
func keepDigests(ctx context.Context, tx *sql.Tx, list []digest) error {
	_, err := execEach(ctx, tx, putDigest, func(yield func(row, error) bool) {
		for i := range list {
			d := &list[i]
			if d.fresh != nil && !yield(row{d.version, resolve.Version(), d.mark, d.fresh}, nil) {
				return
			}
			d.fresh = nil
		}
	})
	return wrap(err, "write", "digest")
}

// markOf tells an extraction, as it is stored, from others.
func markOf(data []byte) int64 { return int64(hash64(string(data))) }

// hash64 gives 64 bits of a string.
func hash64(s string) uint64 {
	sum := sha256.Sum256([]byte(s))
	return binary.LittleEndian.Uint64(sum[:])
}
