package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph/resolve"
)

// digest is the digest of the article that a version stands for.
type digest struct {
	resolve.Digest
	version string
	fresh   []byte // packed, where the store does not have it
	mark    int64
}

// standing is a source that stands, and the article that it stands for.
type standing struct {
	version, key, header string
	article              article.Article // without its text
}

// standingSources reads the source that each article is taken from, by article
// id: of the standing sources of one article the one with the earliest date, ties
// broken by what the sources say and never by when they came. It also counts the
// versions that stand.
func standingSources(ctx context.Context, q queryer) (list []*standing, versions int, err error) {
	list, err = all(stream(ctx, q, `SELECT article, version, key, header FROM source WHERE stands = 1`,
		func(r *sql.Rows) (*standing, error) {
			var st standing
			var id string
			err := r.Scan(&id, &st.version, &st.key, &st.header)
			if err == nil {
				st.article, err = fromHeader(st.header, "")
			}
			return &st, err
		}))
	if err != nil {
		return nil, 0, err
	}
	seen := make(map[string]bool, len(list))
	for i := range list {
		seen[list[i].version] = true
	}
	slices.SortFunc(list, func(x, y *standing) int {
		a, b := &x.article, &y.article
		return cmp.Or(cmp.Compare(a.ID, b.ID), dated(a)-dated(b), cmp.Compare(a.Published, b.Published),
			cmp.Compare(x.version, y.version), cmp.Compare(x.key, y.key), cmp.Compare(x.header, y.header))
	})
	return slices.CompactFunc(list, func(x, y *standing) bool { return x.article.ID == y.article.ID }), len(seen), nil
}

// dated is 0 for an article with a date, which comes first, else 1.
func dated(a *article.Article) int {
	if a.Published == "" {
		return 1
	}
	return 0
}

// digests reads the digests of the articles that stand, by article id, and makes
// those that are missing. Nothing that they are made of was written since the
// last commit. It also counts the versions that stand, some for articles that
// another stands for.
func (s *Store) digests(ctx context.Context, q queryer) (list []digest, versions int, err error) {
	var sources []*standing
	var kept map[string]*digest
	group, gctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		sources, versions, err = standingSources(gctx, q)
		return err
	})
	group.Go(func() (err error) {
		kept, err = s.keptDigests(gctx)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, 0, err
	}
	list = make([]digest, len(sources))
	var missing []int
	for i, st := range sources {
		d := &list[i]
		if k, ok := kept[st.version]; ok {
			*d = *k
		} else {
			missing = append(missing, i)
		}
		d.version, d.Article, d.Mark = st.version, st.article, hash64(st.version+st.header)
	}
	err = s.unpack(ctx, q, missing, func(i int) (string, article.Article) { return list[i].version, list[i].Article },
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
	return list, versions, err
}

// keptDigests reads the digests that this resolver made, by version.
func (s *Store) keptDigests(ctx context.Context) (map[string]*digest, error) {
	defer collectLess()()
	var last int64
	if err := s.pool.QueryRowContext(ctx, `SELECT coalesce(max(rowid), 0) FROM digest`).Scan(&last); err != nil {
		return nil, err
	}
	parts := make([][]*digest, runtime.GOMAXPROCS(0))
	group, gctx := errgroup.WithContext(ctx)
	for i := range parts {
		from, to := last*int64(i)/int64(len(parts)), last*int64(i+1)/int64(len(parts))
		group.Go(func() (err error) {
			parts[i], err = all(stream(gctx, s.pool, `SELECT version, mark, CAST(data AS TEXT) FROM digest WHERE resolver = ? AND rowid > ? AND rowid <= ?`,
				scanDigest, resolve.Version(), from, to))
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	kept := make(map[string]*digest, last)
	for _, part := range parts {
		for _, d := range part {
			kept[d.version] = d
		}
	}
	return kept, nil
}

// scanDigest reads a digest whose data come as text, which is copied once; bytes
// would be twice.
func scanDigest(r *sql.Rows) (*digest, error) {
	var d digest
	var data string
	if err := r.Scan(&d.version, &d.mark, &data); err != nil {
		return nil, err
	}
	if err := d.Unpack(data); err != nil {
		return nil, fmt.Errorf("digest of version %s: %w: %w", d.version, ErrCorrupt, err)
	}
	return &d, nil
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
