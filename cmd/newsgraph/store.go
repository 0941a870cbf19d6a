package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
)

const defaultStore = "news.db"

// storeFlag gives a command the flag -s, --store.
func storeFlag(c *cobra.Command, path *string) {
	c.Flags().StringVarP(path, "store", "s", defaultStorePath(), "the store to read (NEWSGRAPH_STORE)")
	_ = c.MarkFlagFilename("store", "db") // fails only for a flag that is not there
}

func defaultStorePath() string {
	if path := os.Getenv("NEWSGRAPH_STORE"); path != "" {
		return path
	}
	return defaultStore
}

// storeArg is the store named as an argument, else the default one.
func storeArg(args []string) string {
	if len(args) > 0 {
		return args[0]
	}
	return defaultStorePath()
}

// openStore opens a store for reading.
func openStore(path string) (*store.Store, error) {
	return store.Open(path, store.Options{ReadOnly: true})
}

// reading opens the store at path for reading and closes it after do.
func reading(path string, do func(*store.Store) error) error {
	st, err := openStore(path)
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }() // opened for reading
	return do(st)
}

// storeOnly lets a command that takes nothing else take its store as an argument
// or by --store. It wraps what the command runs.
func storeOnly(c *cobra.Command, path *string) {
	storeFlag(c, path)
	run := c.RunE
	c.Args = cobra.MaximumNArgs(1)
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) == 1 {
			if c.Flags().Changed("store") {
				return usagef("%s: two stores, %s and --store %s: want one", c.Name(), args[0], *path)
			}
			*path = args[0]
		}
		return run(c, args)
	}
	if c.ValidArgsFunction == nil {
		c.ValidArgsFunction = completeStores
	}
}

// storeFirst lets a command that takes other arguments take its store before
// them or by --store. It wraps what the command checks, runs and completes.
func storeFirst(c *cobra.Command, path *string) {
	storeFlag(c, path)
	check, run, complete := c.Args, c.RunE, c.ValidArgsFunction
	rest := func(c *cobra.Command, args []string) []string {
		if len(args) == 0 || c.Flags().Changed("store") || !namesStore(args[0]) {
			return args
		}
		*path = args[0]
		return args[1:]
	}
	c.Args = func(c *cobra.Command, args []string) error { return check(c, rest(c, args)) }
	c.RunE = func(c *cobra.Command, args []string) error { return run(c, rest(c, args)) }
	if complete != nil {
		c.ValidArgsFunction = func(c *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
			return complete(c, rest(c, args), toComplete)
		}
	}
}

// namesStore reports whether an argument is a store's file and no entity's name:
// it ends as the names of stores do, or there is such a file.
func namesStore(arg string) bool {
	if strings.HasSuffix(arg, ".db") {
		return true
	}
	f, err := os.Open(arg)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // opened for reading
	head := make([]byte, len(sqliteMagic))
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == sqliteMagic
}

// sqliteMagic is how SQLite's files begin.
const sqliteMagic = "SQLite format 3\x00"

// findEntity returns the one entity that a term names. Where several bear the
// very name, the one that is plainly meant is taken, and warn is told of the
// others; where none is, the error lists them.
func findEntity(ctx context.Context, warn io.Writer, st *store.Store, term string) (graph.Entity, error) {
	found, err := st.Find(ctx, term, 6)
	if err != nil {
		return graph.Entity{}, err
	}
	if len(found) == 0 {
		return graph.Entity{}, fmt.Errorf("no entity is named %q in %s", term, st.File())
	}
	best := found[0]
	if len(found) == 1 {
		return best.Entity, nil
	}
	// The very name is meant rather than a part of it; of several that bear it,
	// the one whom it means at least twice as often as any other.
	if exact := func(m store.Match) bool { return m.How == store.ByName || m.How == store.ByAlias }; exact(best) {
		others := slices.DeleteFunc(slices.Clone(found[1:]), func(m store.Match) bool { return !exact(m) })
		if len(others) == 0 {
			return best.Entity, nil
		}
		if best.Score >= 2*others[0].Score {
			fmt.Fprintf(warn, "newsgraph: %q is taken for %s; %s\n", term, inFull(best), orElse(st, term, others))
			return best.Entity, nil
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%q names several entities; give one of these ids:", term)
	for _, m := range found {
		fmt.Fprintf(&b, "\n  %s  %s (%s, %s)", m.ID, printable(m.Name), m.Type, plural(m.Articles, "article"))
	}
	return graph.Entity{}, fmt.Errorf("%s", b.String())
}

// orElse names those who may be meant too, the first of them in full.
func orElse(st *store.Store, term string, others []store.Match) string {
	if len(others) == 1 {
		return "for " + inFull(others[0]) + " give that id"
	}
	return fmt.Sprintf("for %s or another one of this name give the id, as `%s` lists it", inFull(others[0]), next(st.File(), "search", term))
}

// inFull is an entity with what tells it from others of its name.
func inFull(m store.Match) string {
	return fmt.Sprintf("%s (%s, %s, %s)", printable(m.Name), m.Type, plural(m.Articles, "article"), m.ID)
}

// next is a command about a name in the store at path, as a shell takes it.
func next(path, command, name string) string {
	line := "newsgraph " + command + " " + quoted(name)
	if path != defaultStorePath() {
		line += " --store " + shellWord(path)
	}
	return line
}

// shellWord is a word as a shell takes it, in quotes where it needs them.
func shellWord(s string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/._-+=:,@%", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return quoted(s)
}

// quoted puts a word in quotes of a shell.
func quoted(s string) string {
	if s = printable(s); !strings.ContainsAny(s, "\"$`\\!") {
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "y") && !strings.HasSuffix(noun, "ay") {
		return fmt.Sprintf("%s %sies", thousands(n), strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%s %ss", thousands(n), noun)
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

// thousands writes a count with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
