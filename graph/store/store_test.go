package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOpenSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	database := func(name, script string) string {
		path := filepath.Join(dir, name)
		db, err := connect(path, time.Second, "mode", "rwc")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(script); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct {
		name, path string
		o          Options
		want       error
		says       string
	}{
		{"a file that is not there", filepath.Join(dir, "gone.db"), Options{}, fs.ErrNotExist, "no such store"},
		{"a file that is not there, read-only", filepath.Join(dir, "gone.db"), Options{Create: true, ReadOnly: true}, fs.ErrNotExist, "no such store"},
		{"a folder that is not there", filepath.Join(dir, "no", "news.db"), Options{Create: true}, nil, "there is no folder"},
		{"a folder", dir, Options{Create: true}, ErrNotStore, "folder"},
		{"an article", write("a.txt", "Sandhill buys Quokka\n\nIt is said to be a good deal."), Options{Create: true}, ErrNotStore, "not an SQLite database"},
		{"a short text", write("b.txt", "SQLite"), Options{Create: true}, ErrNotStore, "not an SQLite database"},
		{"an empty file without Create", write("c.db", ""), Options{}, ErrNotStore, "empty"},
		{"another program's database", database("d.db", `CREATE TABLE dogs (name)`), Options{Create: true}, ErrNotStore, "another program"},
		{"another program's empty database", database("e.db", `PRAGMA application_id = 7`), Options{Create: true}, ErrNotStore, "another program"},
		{"an empty database without Create", database("f.db", `PRAGMA user_version = 0; VACUUM`), Options{}, ErrNotStore, "empty"},
		{"a newer store", database("g.db", `PRAGMA application_id = 0x6e777367; PRAGMA user_version = 99`), Options{}, ErrNewer, "99"},
		{"an older store, read-only", database("h.db", `PRAGMA application_id = 0x6e777367; PRAGMA user_version = 0`), Options{ReadOnly: true}, ErrOlder, "schema version 0"},
		{"a header with rubbish after it", write("i.db", "SQLite format 3\x00"+strings.Repeat("rubbish ", 1000)), Options{Create: true}, ErrNotStore, "not an SQLite database"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Open(c.path, c.o)
			if err == nil {
				t.Fatal("opened:", s.Close())
			}
			if c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.path) {
				t.Errorf("error %q: want one of %v that says %q and names the file", err, c.want, c.says)
			}
		})
	}
}

func TestANewStoreHasAnIdOfItsOwn(t *testing.T) {
	ctx := context.Background()
	a, b := openNew(t), openNew(t)
	am, err := a.Meta(ctx)
	if err != nil {
		t.Fatal(err)
	}
	bm, err := b.Meta(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if am.StoreID == bm.StoreID || len(am.StoreID) < 16 {
		t.Errorf("ids %q and %q: want two long ones", am.StoreID, bm.StoreID)
	}
	if am.Revision != 0 || am.SchemaVersion != len(steps()) {
		t.Errorf("meta %+v: want revision 0, schema version %d", am, len(steps()))
	}
	again := open(t, a.File())
	if m, err := again.Meta(ctx); err != nil || m != am {
		t.Errorf("opened again: %+v, %v: want %+v", m, err, am)
	}
}

func TestMigrationsRunStepByStep(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "news.db")
	db, err := connect(path, time.Second, "mode", "rwc", "_txlock", "immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	db.SetMaxOpenConns(1)
	if err := identify(ctx, db, path, true); err != nil {
		t.Fatal(err)
	}
	list := steps()
	if err := migrate(ctx, db, path, list); err != nil {
		t.Fatal(err)
	}
	old, err := readMeta(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	list = append(list, `ALTER TABLE article ADD COLUMN section TEXT NOT NULL DEFAULT '';`, `CREATE TABLE desk (name TEXT);`)
	broken := append(list[:len(list):len(list)], `CREATE TABLE half (name TEXT); SELECT nonsense FROM nowhere;`)
	if err := migrate(ctx, db, path, broken); err == nil {
		t.Fatal("a broken step passed")
	}
	got, err := readMeta(ctx, db)
	if err != nil || got.SchemaVersion != len(list) || got.StoreID != old.StoreID {
		t.Errorf("after a broken step: %+v, %v: want version %d of store %s", got, err, len(list), old.StoreID)
	}
	var half int
	if err := db.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).Scan(&half); err != nil || half != 0 {
		t.Errorf("the broken step left %d tables, %v", half, err)
	}
	if _, err := db.Exec(`SELECT section FROM article; INSERT INTO desk VALUES ('city')`); err != nil {
		t.Error(err)
	}
	if err := migrate(ctx, db, path, steps()); !errors.Is(err, ErrNewer) {
		t.Errorf("opened by an older program: %v: want ErrNewer", err)
	}
}

func TestAStoreOfVersionZeroIsMigrated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	db, err := connect(path, time.Second, "mode", "rwc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`PRAGMA application_id = 0x6e777367`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m, err := s.Meta(context.Background()); err != nil || m.SchemaVersion != len(steps()) {
		t.Errorf("%+v, %v", m, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestReadOnlyRefusesToWrite(t *testing.T) {
	ctx := context.Background()
	w := openNew(t)
	put(t, w, some(t)...)
	r, err := Open(w.File(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := r.AddExtractions(ctx, some(t)); !errors.Is(err, ErrReadOnly) {
		t.Errorf("AddExtractions: %v: want ErrReadOnly", err)
	}
	if _, err := r.Resolve(ctx); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Resolve: %v: want ErrReadOnly", err)
	}
	if _, err := r.pool.Exec(`DELETE FROM source`); !errors.Is(r.explain("x", err), ErrReadOnly) {
		t.Errorf("its connections: %v: want ErrReadOnly", err)
	}
	if st, err := r.Has(ctx, some(t)[0].Source); err != nil || st != Unchanged {
		t.Errorf("Has: %q, %v: want unchanged", st, err)
	}
}

func TestAReadOnlyStoreLeavesNoFilesBehind(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "news #1?.db"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(s.File(), Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Summary(context.Background(), 3, 3); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(filepath.Dir(s.File()), "*"))
	if err != nil || len(files) != 1 || files[0] != s.File() {
		t.Errorf("files %q, %v: want the store alone", files, err)
	}
}

func TestASecondWriterIsTold(t *testing.T) {
	ctx := context.Background()
	a := openNew(t)
	b, err := Open(a.File(), Options{Wait: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}()
	err = a.inTx(ctx, "hold", func(*sql.Tx) error {
		_, err := b.AddExtractions(ctx, some(t))
		return err
	})
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "try again") {
		t.Errorf("%v: want ErrLocked that says what to do", err)
	}
	if _, err := b.AddExtractions(ctx, some(t)); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestAFullDiskIsNamedAndLosesNothing(t *testing.T) {
	ctx := context.Background()
	s := openNew(t)
	put(t, s, some(t)[0])
	var pages int
	if err := s.write.QueryRow(`PRAGMA page_count`).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if err := s.write.QueryRow(`PRAGMA max_page_count = ` + itoa(pages)).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	before := dump(t, s, inputTables...)
	var batch []Input
	for i := range 200 {
		batch = append(batch, news(t, "k"+itoa(i), "", strings.Repeat("A long day. ", 50)+itoa(i)))
	}
	if _, err := s.AddExtractions(ctx, batch); !errors.Is(err, ErrFull) {
		t.Errorf("%v: want ErrFull", err)
	}
	if after := dump(t, s, inputTables...); after != before {
		t.Errorf("the store changed from\n%s\nto\n%s", before, after)
	}
}

func TestADamagedFileIsNamed(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "news.db"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, some(t)...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(s.File())
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(b); i++ {
		b[i] = 0xa5
	}
	if err := os.WriteFile(s.File(), b, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = Open(s.File(), Options{})
	if err == nil {
		_, err = s.Has(context.Background(), some(t)[0].Source)
		if e := s.Close(); e != nil {
			t.Log("close:", e)
		}
	}
	if !errors.Is(err, ErrCorrupt) {
		t.Errorf("%v: want ErrCorrupt", err)
	}
}

func TestCancelingStopsAWrite(t *testing.T) {
	s := openNew(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.AddExtractions(ctx, some(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("%v: want context.Canceled", err)
	}
	if st, err := s.Has(context.Background(), some(t)[0].Source); err != nil || st != New {
		t.Errorf("%q, %v: want new", st, err)
	}
}
