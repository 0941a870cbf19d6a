package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/klauspost/compress/zstd"
	sqlitedriver "modernc.org/sqlite"

	"github.com/newsgraph/newsgraph/graph"
)

// Options say how Open opens a store.
type Options struct {
	// Create makes the store when the file does not exist or is empty.
	Create bool
	// ReadOnly opens the store for reading; every write fails with ErrReadOnly.
	ReadOnly bool
	// Wait is how long a write waits for another process that writes before it
	// fails with ErrLocked. Zero means ten seconds.
	Wait time.Duration
	// Extractor is the fingerprint of the models, rules and options that the
	// caller extracts with. Articles extracted with another one count as not
	// yet extracted. Empty: any extraction will do.
	Extractor string
}

// Store is an open store. It is safe for concurrent use: any number of readers
// beside one writer; a second writer waits.
type Store struct {
	path      string
	extractor string
	pool      *sql.DB // any number of connections: sequences are read one inside another
	read      queryer // the pool or, within a View, its transaction
	write     *sql.DB // one connection; nil when read-only
	enc       *zstd.Encoder
	dec       *zstd.Decoder
}

var _ graph.Reader = (*Store)(nil)

// Open opens the store in the file at path. A store of an older schema version
// is migrated, unless it is opened read-only, which then fails with ErrOlder.
func Open(path string, o Options) (*Store, error) {
	if o.Wait == 0 {
		o.Wait = 10 * time.Second
	}
	if err := inspect(path, o); err != nil {
		return nil, err
	}
	s := &Store{path: path, extractor: o.Extractor}
	err := s.open(o)
	if err != nil {
		return nil, errors.Join(s.explain("open", err), s.Close())
	}
	return s, nil
}

func (s *Store) open(o Options) (err error) {
	if s.enc, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1)); err != nil {
		return err
	}
	if s.dec, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0)); err != nil {
		return err
	}
	ctx := context.Background()
	if o.ReadOnly {
		return s.openReadOnly(ctx, o)
	}
	mode := "rw"
	if o.Create {
		mode = "rwc"
	}
	s.write, err = connect(s.path, o.Wait, "mode", mode, "_txlock", "immediate",
		"_journal_mode", "WAL", "_synchronous", "NORMAL", "_pragma", "cache_size(-65536)",
		"_pragma", "journal_size_limit(67108864)")
	if err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	if err := identify(ctx, s.write, s.path, o.Create); err != nil {
		return err
	}
	if err := migrate(ctx, s.write, s.path, steps()); err != nil {
		return err
	}
	s.pool, err = connect(s.path, o.Wait, "mode", "rw", "_query_only", "1", "_pragma", "cache_size(-16384)")
	s.read = s.pool
	return err
}

// openReadOnly opens for reading only. A connection that may write is
// preferred, because it alone can read a store that a killed writer left
// behind and tidies up when it closes; then one that may not; a file in a
// folder that cannot be written is read as one that nobody changes.
func (s *Store) openReadOnly(ctx context.Context, o Options) (err error) {
	ways := [][]string{{"mode", "rw"}, {"mode", "ro"}}
	if info, err := os.Stat(s.path + "-wal"); errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		ways = append(ways, []string{"mode", "ro", "immutable", "1"})
	}
	for _, way := range ways {
		s.pool, err = connect(s.path, o.Wait, append(way, "_query_only", "1", "_pragma", "cache_size(-8192)")...)
		if err != nil {
			return err
		}
		if err = identify(ctx, s.pool, s.path, false); err == nil {
			break
		}
		if !errors.Is(explain(s.path, "", err), fs.ErrPermission) && !errors.Is(explain(s.path, "", err), ErrReadOnly) {
			return err
		}
		if e := s.pool.Close(); e != nil {
			return e
		}
	}
	if err != nil {
		return err
	}
	s.read = s.pool
	version, err := userVersion(ctx, s.read)
	if err != nil {
		return err
	}
	if want := len(steps()); version < want {
		return fmt.Errorf("%s: %w (schema version %d, this program's is %d): open it once for writing, as `newsgraph build` does, to bring it up to date", s.path, ErrOlder, version, want)
	}
	return nil
}

// Close closes the store. What was written is kept.
func (s *Store) Close() error {
	var errs []error
	if s.pool != nil {
		errs = append(errs, s.pool.Close())
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	if s.enc != nil {
		errs = append(errs, s.enc.Close())
	}
	if s.dec != nil {
		s.dec.Close()
	}
	return errors.Join(errs...)
}

// File returns the path of the store's file.
func (s *Store) File() string { return s.path }

// Meta returns the store's id, its revision, its state and its schema version.
func (s *Store) Meta(ctx context.Context) (graph.Meta, error) {
	m, err := readMeta(ctx, s.read)
	return m, s.explain("read meta", err)
}

// View runs do on the store as it is now: whatever others write meanwhile, all
// that do reads is of one state. The store it is given is for reading, in one
// goroutine and within do alone; its sequences may be read one inside another.
func (s *Store) View(ctx context.Context, do func(*Store) error) (err error) {
	if s.read != queryer(s.pool) {
		return do(s) // it is a view itself
	}
	tx, err := s.pool.BeginTx(ctx, nil)
	if err != nil {
		return s.explain("begin reading", err)
	}
	defer func() {
		if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) {
			err = errors.Join(err, e)
		}
	}()
	now := &Store{path: s.path, extractor: s.extractor, pool: s.pool, read: tx, enc: s.enc, dec: s.dec}
	if _, err := now.Meta(ctx); err != nil { // the first read is what fixes the state
		return err
	}
	return do(now)
}

// queryer is what *sql.DB and *sql.Tx share.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

func readMeta(ctx context.Context, q queryer) (graph.Meta, error) {
	var m graph.Meta
	var err error
	if m.SchemaVersion, err = userVersion(ctx, q); err != nil {
		return m, err
	}
	if err := q.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = 'store_id'`).Scan(&m.StoreID); err != nil {
		return m, err
	}
	var revision string
	if err := q.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = 'revision'`).Scan(&revision); err != nil {
		return m, err
	}
	if m.Revision, err = strconv.ParseInt(revision, 10, 64); err != nil {
		return m, err
	}
	err = q.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = 'state'`).Scan(&m.State)
	if errors.Is(err, sql.ErrNoRows) { // resolved last by a version that kept none
		err = nil
	}
	return m, err
}

// inTx runs do in one transaction of the writer.
func (s *Store) inTx(ctx context.Context, doing string, do func(*sql.Tx) error) error {
	if s.write == nil {
		return fmt.Errorf("%s: %s: store was opened %w", s.path, doing, ErrReadOnly)
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(doing, err)
	}
	if err := do(tx); err != nil {
		if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) {
			err = errors.Join(err, e)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return s.explain(doing, err)
	}
	return s.explain(doing, tx.Commit())
}

// connect makes a pool of connections to the file, with SQLite's and the
// driver's parameters given as name and value.
func connect(path string, wait time.Duration, params ...string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	q := url.Values{"_busy_timeout": {strconv.FormatInt(wait.Milliseconds(), 10)}, "_error_rc": {"1"}}
	for i := 0; i < len(params); i += 2 {
		q.Add(params[i], params[i+1])
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: q.Encode()}
	c, err := sqlitedriver.NewConnector(name.String())
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(c)
	db.SetMaxIdleConns(8)
	return db, nil
}

// inspect says in plain words what is wrong with a file before SQLite sees it.
func inspect(path string, o Options) error {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && o.Create && !o.ReadOnly:
		dir := filepath.Dir(path)
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return fmt.Errorf("%s: cannot make the store: there is no folder %s", path, dir)
		}
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return noStoreError(path)
	case err != nil:
		return err
	}
	defer func() { _ = f.Close() }() // opened for reading
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return fmt.Errorf("%s: %w: it is a folder; want the .db file that `newsgraph build` made", path, ErrNotStore)
	}
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	switch _, err := io.ReadFull(f, head); {
	case info.Size() == 0 && o.Create && !o.ReadOnly:
		return nil
	case info.Size() == 0:
		return fmt.Errorf("%s: %w: the file is empty", path, ErrNotStore)
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case string(head) != magic:
		return fmt.Errorf("%s: %w: the file is not an SQLite database; want the .db file that `newsgraph build` made", path, ErrNotStore)
	}
	return nil
}
