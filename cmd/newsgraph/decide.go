package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// decider is what the commands that write decisions share.
type decider struct {
	path, who, note string
	in              []string // articles
	asJSON          bool
	warn            io.Writer
}

func newDecide() *cobra.Command {
	var d decider
	c := &cobra.Command{
		Use:   "decide A same|different B",
		Short: "Say that two entities are one, or are not",
		Long: `Record that two entities are the same or are different, and bring the graph up to
date. A and B are names or ids. Of one entity's names "different" takes B out of
it, in every article. Where two bear one name, --in says which articles mean the
other: "decide A different A --in ARTICLE". Decisions outrank all that matching
finds, stay through every build, and can be undone.`,
		Example: "  newsgraph decide \"Helion\" same \"Helion Networks\"\n  newsgraph decide \"Ana Costa\" different \"Ana B. Costa\" --note \"the striker\"\n  newsgraph decide \"Ana Costa\" different \"Ana Costa\" --in sport.txt\n  newsgraph decide undo \"Helion\" \"Helion Networks\"\n  newsgraph decide export > decisions.jsonl",
		Args:    cobra.ExactArgs(3),
		RunE: func(c *cobra.Command, args []string) error {
			var same bool
			switch args[1] {
			case "same":
				same = true
			case "different":
			default:
				return usagef(`decide: %q between the names: want "same" or "different"`, args[1])
			}
			if same && len(d.in) > 0 {
				return usagef(`decide: --in goes with "different": it names the articles that mean another entity of the name`)
			}
			d.warn = c.ErrOrStderr()
			return d.write(func(st *store.Store) error {
				if same {
					if id := oneAlready(c.Context(), st, args[0], args[2]); id != "" {
						fmt.Fprintf(d.warn, "newsgraph: %q and %q are one entity already: %s\n", args[0], args[2], id)
						return d.resolveAfter(c, st, 0, "decided", "")
					}
				}
				list, say, err := d.decision(c.Context(), st, args[0], args[2], same)
				if err != nil {
					return err
				}
				if err := st.Decide(c.Context(), list...); err != nil {
					return err
				}
				return d.resolveAfter(c, st, len(list), "decided", say)
			})
		},
	}
	c.PersistentFlags().StringVarP(&d.path, "store", "s", defaultStorePath(), "the store (NEWSGRAPH_STORE)")
	_ = c.MarkPersistentFlagFilename("store", "db") // fails only for a flag that is not there
	c.PersistentFlags().BoolVar(&d.asJSON, "json", false, "write JSON lines: a summary")
	d.flags(c)
	c.Flags().StringArrayVar(&d.in, "in", nil, "an article (id, URL or path) that means another entity of the name; again for more")
	c.ValidArgsFunction = func(c *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 1 {
			return []string{"same", "different"}, cobra.ShellCompDirectiveNoFileComp
		}
		return completeEntities(&d.path, 3)(c, args, toComplete)
	}
	c.AddCommand(newUndo(&d), newDecisionExport(&d), newDecisionImport(&d))
	return c
}

func (d *decider) flags(c *cobra.Command) {
	whoFlag(c, &d.who)
	c.Flags().StringVar(&d.note, "note", "", "why")
}

// whoFlag gives a command the flag that says who decides.
func whoFlag(c *cobra.Command, who *string) {
	c.Flags().StringVar(who, "who", userName(), "who decides (default your user name)")
	c.Flags().Lookup("who").DefValue = "" // help is the same for everybody
}

func userName() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return os.Getenv("USER")
}

// write opens the store for writing and closes it.
func (d *decider) write(do func(*store.Store) error) error {
	st, err := store.Open(d.path, store.Options{})
	if err != nil {
		return err
	}
	return errors.Join(do(st), st.Close())
}

// decision finds the entities of two terms, and says what is so where the decision
// changes nothing. Where both are names of one entity, the names themselves are
// decided on, or its mentions in articles.
func (d *decider) decision(ctx context.Context, st *store.Store, a, b string, same bool) (list []resolve.Decision, say string, err error) {
	x, err := findEntity(ctx, d.warn, st, a)
	if err != nil {
		return nil, "", err
	}
	y := x
	if !same && x.ID != b && store.NameIn(x, b) != "" {
		if store.NameIn(x, b) != store.NameIn(x, a) {
			fmt.Fprintf(d.warn, "newsgraph: %q is taken for that name of %s (%s); for another entity of this name give its id\n", b, printable(x.Name), x.ID)
		}
	} else if y, err = findEntity(ctx, d.warn, st, b); err != nil {
		return nil, "", err
	}
	if same && x.Type != y.Type {
		fmt.Fprintf(d.warn, "newsgraph: %s is of type %s, %s of type %s: they are one from now on ('newsgraph decide undo' parts them)\n", x.Name, x.Type, y.Name, y.Type)
	}
	switch {
	case len(d.in) > 0 && x.ID != y.ID:
		return nil, "", fmt.Errorf("%q and %q are two entities already (%s, %s): --in wants one whose name two bear", a, b, x.ID, y.ID)
	case len(d.in) > 0:
		articles, err := st.ArticlesNamed(ctx, d.in...)
		if err != nil {
			return nil, "", err
		}
		list = store.DecisionsIn(x, articles)
		say = fmt.Sprintf("%s (%s) is in none of these articles, or in no others: there is nothing to part", printable(x.Name), x.ID)
	default:
		one, err := store.DecisionOn(x, y, a, b, same)
		if err != nil && !same && x.ID == y.ID {
			return nil, "", fmt.Errorf("%w: newsgraph decide %q different %q --in ARTICLE", err, a, b)
		}
		if err != nil {
			return nil, "", err
		}
		list = append(list, one)
		switch {
		case same:
			say = "no article names both now: they will be one once articles do"
		case x.ID == y.ID:
			say = fmt.Sprintf("%q is all that articles call %s (%s): to part two bearers of one name, say which articles mean the other: --in ARTICLE", b, printable(x.Name), x.ID)
		default:
			say = fmt.Sprintf("%s (%s) and %s (%s) were two entities already: from now on no build makes them one", printable(x.Name), x.ID, printable(y.Name), y.ID)
		}
	}
	for i := range list {
		list[i].Who, list[i].Note, list[i].When = d.who, d.note, time.Now().UTC().Format(time.RFC3339)
	}
	return list, say, nil
}

// oneAlready is the id of the entity that two ids lead to, "" where they lead to
// two or one is no id.
func oneAlready(ctx context.Context, st *store.Store, a, b string) string {
	x, errA := st.Entity(ctx, a)
	y, errB := st.Entity(ctx, b)
	if errA != nil || errB != nil || x.ID != y.ID {
		return ""
	}
	return x.ID
}

// resolveAfter brings the graph up to date and says what changed, or why nothing
// did.
func (d *decider) resolveAfter(c *cobra.Command, st *store.Store, n int, what, why string) error {
	done, err := st.Resolve(c.Context())
	if err != nil {
		return err
	}
	if !done.Changed && why != "" {
		fmt.Fprintf(c.ErrOrStderr(), "newsgraph: %s\n", why)
	}
	if d.asJSON {
		return message(c.OutOrStdout(), "summary", map[string]any{what: n, "changed": done.Changed, "entities": entityCounts(done)})
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s: %s\n", plural(n, "pair")+" "+what, entityChanges(done))
	return err
}

func newUndo(d *decider) *cobra.Command {
	return &cobra.Command{
		Use:   "undo A B",
		Short: "Forget what was decided about two entities",
		Long: `Forget every decision about a pair, in either order, and bring the graph up to
date. A and B are the names or ids that were given, or those of "decide export".
Names that fit several pairs are refused, and the ids of those named.`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeEntities(&d.path, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return d.write(func(st *store.Store) error {
				list, err := st.Decisions(c.Context())
				if err != nil {
					return err
				}
				pair, err := decidedPair(c.Context(), st, list, args[0], args[1])
				if err != nil {
					return err
				}
				n, err := st.Undecide(c.Context(), pair[0], pair[1])
				if err != nil {
					return err
				}
				return d.resolveAfter(c, st, n, "undone", "")
			})
		},
	}
}

// decidedPair is the one pair among decisions that two terms mean, in either
// order. What is given as ids means no other pair.
func decidedPair(ctx context.Context, st *store.Store, list []resolve.Decision, a, b string) ([2]string, error) {
	var pairs [][2]string
	means := [2]map[string]bool{meanings(ctx, st, a), meanings(ctx, st, b)}
	for _, one := range list {
		pair := [2]string{one.A, one.B}
		if pair == [2]string{min(a, b), max(a, b)} {
			return pair, nil
		}
		nameB := one.B
		if _, key, ok := resolve.CutName(one.B); ok {
			nameB = key
		} else if entity, _, ok := resolve.CutArticle(one.B); ok {
			nameB = entity
		}
		if (means[0][one.A] && means[1][nameB] || means[0][nameB] && means[1][one.A]) && !slices.Contains(pairs, pair) {
			pairs = append(pairs, pair)
		}
	}
	switch len(pairs) {
	case 0:
		return [2]string{}, fmt.Errorf("nothing is decided about %q and %q in %s", a, b, st.File())
	case 1:
		return pairs[0], nil
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%q and %q fit several pairs that are decided on; give the ids of one:", a, b)
	for _, pair := range pairs {
		fmt.Fprintf(&text, "\n  %s %s", pair[0], pair[1])
	}
	return [2]string{}, errors.New(text.String())
}

// meanings are the ids that a term may stand for in a decision: itself, the keys
// of the name, and the entity that it finds now.
func meanings(ctx context.Context, st *store.Store, term string) map[string]bool {
	out := map[string]bool{term: true}
	for _, t := range schema.Default().Entities {
		out[graph.NameKey(t.Type, term)] = true
	}
	if e, err := findEntity(ctx, io.Discard, st, term); err == nil {
		out[e.ID] = true
		for _, id := range e.FormerIDs {
			out[id] = true
		}
	}
	return out
}

// decisionLine is a decision as exported, with the names of both.
type decisionLine struct {
	resolve.Decision
	AName string `json:"a_name,omitempty"`
	BName string `json:"b_name,omitempty"`
}

func newDecisionExport(d *decider) *cobra.Command {
	return &cobra.Command{
		Use:   "export",
		Short: "Write the decisions of a store as JSON Lines",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			st, err := openStore(d.path)
			if err != nil {
				return err
			}
			defer func() { _ = st.Close() }() // opened for reading
			list, err := st.Decisions(c.Context())
			if err != nil {
				return err
			}
			enc := json.NewEncoder(c.OutOrStdout())
			enc.SetEscapeHTML(false)
			names, err := decidedNames(c.Context(), st, list)
			if err != nil {
				return err
			}
			for _, one := range list {
				if err := enc.Encode(decisionLine{one, names[one.A], names[one.B]}); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// decidedNames are the names of the entities, or of the names of entities, that
// decisions are about. Of an entity that was joined it is the name that its id is
// made of.
func decidedNames(ctx context.Context, st *store.Store, list []resolve.Decision) (map[string]string, error) {
	names, wanted := map[string]string{}, map[string][]string{} // ids by the key that they mean
	joined := map[string]bool{}                                 // entities
	for _, one := range list {
		if e, err := st.Entity(ctx, one.A); err == nil && one.Same {
			joined[e.ID] = true
		}
	}
	for _, one := range list {
		for _, id := range []string{one.A, one.B} {
			bearer, key := id, id
			if _, k, ok := resolve.CutName(id); ok {
				key = k
			} else if e, _, ok := resolve.CutArticle(id); ok {
				bearer, key = e, e
			}
			e, err := st.Entity(ctx, bearer)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return nil, err
			}
			if name := nameOfKey(e, key); joined[e.ID] && name != "" {
				names[id] = name
			} else if err == nil {
				names[id] = e.Name
			} else {
				wanted[key] = append(wanted[key], id)
			}
		}
	}
	if len(wanted) == 0 {
		return names, nil
	}
	err := eachName(ctx, st, func(key, name string) {
		for _, id := range wanted[key] {
			if names[id] == "" {
				names[id] = name
			}
		}
	})
	return names, err
}

// nameOfKey is the name of an entity that has a key, "" for none.
func nameOfKey(e graph.Entity, key string) string {
	for _, a := range append([]graph.Alias{{Name: e.Name}}, e.Aliases...) {
		if graph.NameKey(e.Type, a.Name) == key {
			return a.Name
		}
	}
	return ""
}

// eachName gives every name of every entity under the keys that it has as a name
// of any type.
func eachName(ctx context.Context, st *store.Store, do func(key, name string)) error {
	for e, err := range st.Entities(ctx) {
		if err != nil {
			return err
		}
		for _, t := range schema.Default().Entities {
			do(graph.NameKey(t.Type, e.Name), e.Name)
			for _, a := range e.Aliases {
				do(graph.NameKey(t.Type, a.Name), a.Name)
			}
		}
	}
	return nil
}

func newDecisionImport(d *decider) *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Read decisions from JSON Lines into a store",
		Long: `Read decisions {a, b, same, who, when, note}, a line each, as "decide export" writes
them, and bring the graph up to date. FILE may be - for standard input. A line
that is wrong is named, and nothing is taken. Ids that the store does not have
are taken, and named.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			in := c.InOrStdin()
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return err
				}
				defer func() { _ = f.Close() }() // opened for reading
				in = f
			}
			list, err := readDecisions(in, args[0])
			if err != nil {
				return err
			}
			return d.write(func(st *store.Store) error {
				unknown, err := unknownIDs(c.Context(), st, list)
				if err != nil {
					return err
				}
				for _, id := range unknown {
					warnInput(c, fmt.Errorf("%s: no entity or name of %s has the id %s: what is decided about it waits for one", args[0], st.File(), id))
				}
				if err := st.Decide(c.Context(), list...); err != nil {
					return err
				}
				return d.resolveAfter(c, st, len(list), "decided", "")
			})
		},
	}
}

// unknownIDs are the ids of decisions that are neither of an entity nor the key
// of a name, in the order of the decisions.
func unknownIDs(ctx context.Context, st *store.Store, list []resolve.Decision) ([]string, error) {
	var ids []string
	known := map[string]bool{}
	for _, one := range list {
		for _, id := range []string{one.A, one.B} {
			if _, key, ok := resolve.CutName(id); ok {
				id = key
			} else if entity, _, ok := resolve.CutArticle(id); ok {
				id = entity
			}
			if _, seen := known[id]; seen {
				continue
			}
			_, err := st.Entity(ctx, id)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return nil, err
			}
			known[id] = err == nil
			ids = append(ids, id)
		}
	}
	if slices.ContainsFunc(ids, func(id string) bool { return !known[id] }) {
		if err := eachName(ctx, st, func(key, _ string) { known[key] = true }); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(ids, func(id string) bool { return known[id] }), nil
}

// longestLine is how many bytes a line of decisions may have.
const longestLine = 16 << 20

// readDecisions reads JSON Lines and checks each.
func readDecisions(r io.Reader, name string) ([]resolve.Decision, error) {
	var list []resolve.Decision
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, longestLine)
	n := 0
	for sc.Scan() {
		n++
		if len(bytes.TrimSpace(sc.Bytes())) == 0 {
			continue
		}
		one, err := readDecision(sc.Bytes())
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		list = append(list, one)
	}
	switch err := sc.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, fmt.Errorf("%s:%d: the line is longer than %d MB", name, n+1, longestLine>>20)
	case err != nil:
		return nil, fmt.Errorf("%s:%d: %w", name, n+1, err)
	}
	return list, nil
}

func readDecision(line []byte) (resolve.Decision, error) {
	var one struct {
		decisionLine
		Same *bool `json:"same"`
	}
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&one); err != nil {
		return resolve.Decision{}, fmt.Errorf("%w: want {a, b, same, who, when, note}", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return resolve.Decision{}, errors.New("more follows the object: want one a line")
	}
	switch {
	case one.A == "" || one.B == "" || one.A == one.B:
		return resolve.Decision{}, fmt.Errorf("a is %q and b is %q: want the ids of two entities", one.A, one.B)
	case one.Same == nil:
		return resolve.Decision{}, errors.New(`no "same": want true or false`)
	}
	if _, err := time.Parse(time.RFC3339, one.When); err != nil && one.When != "" {
		return resolve.Decision{}, fmt.Errorf("when is %q: want RFC 3339", one.When)
	}
	one.Decision.Same = *one.Same
	return one.Decision, nil
}
