package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
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
}

func newDecide() *cobra.Command {
	var d decider
	c := &cobra.Command{
		Use:   "decide A same|different B",
		Short: "Say that two entities are one, or are not",
		Long: `Record that two entities are the same or are different, and bring the graph up to
date. A and B are names or ids. Of one entity's names "different" takes those
equal to B out of it. Decisions outrank all that matching finds, stay through
every build, and can be undone.`,
		Example: "  newsgraph decide \"Helion\" same \"Helion Networks\"\n  newsgraph decide \"Ana Costa\" different \"Ana B. Costa\" --note \"the striker\"\n  newsgraph decide undo \"Helion\" \"Helion Networks\"\n  newsgraph decide export > decisions.jsonl",
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
			return d.write(func(st *store.Store) error {
				one, err := d.decision(c.Context(), st, args[0], args[2], same)
				if err != nil {
					return err
				}
				if err := st.Decide(c.Context(), one); err != nil {
					return err
				}
				return resolveAfter(c, st, 1, "decided")
			})
		},
	}
	c.PersistentFlags().StringVarP(&d.path, "store", "s", defaultStorePath(), "the store (NEWSGRAPH_STORE)")
	_ = c.MarkPersistentFlagFilename("store", "db") // fails only for a flag that is not there
	d.flags(c)
	c.AddCommand(newUndo(&d), newDecisionExport(&d), newDecisionImport(&d))
	return c
}

func (d *decider) flags(c *cobra.Command) {
	c.Flags().StringVar(&d.who, "who", userName(), "who decides")
	c.Flags().StringVar(&d.note, "note", "", "why")
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

// decision finds the entities of two terms. Where both are names of one entity,
// the names themselves are decided on.
func (d *decider) decision(ctx context.Context, st *store.Store, a, b string, same bool) (resolve.Decision, error) {
	x, err := findEntity(ctx, st, a)
	if err != nil {
		return resolve.Decision{}, err
	}
	y, err := findEntity(ctx, st, b)
	if err != nil {
		return resolve.Decision{}, err
	}
	out := resolve.Decision{A: x.ID, B: y.ID, Same: same, Who: d.who, Note: d.note, When: time.Now().UTC().Format(time.RFC3339)}
	if x.ID == y.ID {
		if same {
			return out, fmt.Errorf("%q and %q are one entity already: %s", a, b, x.ID)
		}
		out.A, out.B = graph.NameKey(x.Type, a), graph.NameKey(x.Type, b)
		if out.A == out.B {
			return out, fmt.Errorf("%q and %q are one name of one entity: want two names, or the ids of two entities", a, b)
		}
	}
	return out, nil
}

// resolveAfter brings the graph up to date and says what changed.
func resolveAfter(c *cobra.Command, st *store.Store, n int, what string) error {
	done, err := st.Resolve(c.Context())
	if err != nil {
		return err
	}
	change := "the graph is as it was"
	if e := done.Tables["entity"]; done.Changed {
		change = fmt.Sprintf("entities: %d new, %d changed, %d gone", e.Inserted, e.Updated, e.Deleted)
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s: %s\n", plural(n, "pair")+" "+what, change)
	return err
}

func newUndo(d *decider) *cobra.Command {
	return &cobra.Command{
		Use:   "undo A B",
		Short: "Forget what was decided about two entities",
		Long: `Forget every decision about a pair, in either order, and bring the graph up to
date. A and B are the names or ids that were given, or those of "decide export".`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return d.write(func(st *store.Store) error {
				list, err := st.Decisions(c.Context())
				if err != nil {
					return err
				}
				n := 0
				for _, one := range list {
					if !(means(c.Context(), st, one.A, args[0]) && means(c.Context(), st, one.B, args[1]) ||
						means(c.Context(), st, one.B, args[0]) && means(c.Context(), st, one.A, args[1])) {
						continue
					}
					gone, err := st.Undecide(c.Context(), one.A, one.B)
					if err != nil {
						return err
					}
					n += gone
				}
				if n == 0 {
					return fmt.Errorf("nothing is decided about %q and %q in %s", args[0], args[1], st.File())
				}
				return resolveAfter(c, st, n, "undone")
			})
		},
	}
}

// means reports whether a term is the id that a decision holds, or a name of
// it: as its key, or as the name of the entity that has the id now.
func means(ctx context.Context, st *store.Store, id, term string) bool {
	if id == term {
		return true
	}
	for _, t := range schema.Default().Entities {
		if graph.NameKey(t.Type, term) == id {
			return true
		}
	}
	e, err := findEntity(ctx, st, term)
	return err == nil && e.ID == id
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
			for _, one := range list {
				line := decisionLine{Decision: one}
				for id, name := range map[string]*string{one.A: &line.AName, one.B: &line.BName} {
					if e, err := st.Entity(c.Context(), id); err == nil {
						*name = e.Name
					}
				}
				if err := enc.Encode(line); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func newDecisionImport(d *decider) *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Read decisions from JSON Lines into a store",
		Long: `Read decisions {a, b, same, who, when, note}, a line each, as "decide export" writes
them, and bring the graph up to date. FILE may be - for standard input. A line
that is wrong is named, and nothing is taken.`,
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
				for _, one := range list {
					if err := st.Decide(c.Context(), one); err != nil {
						return err
					}
				}
				return resolveAfter(c, st, len(list), "decided")
			})
		},
	}
}

// readDecisions reads JSON Lines and checks each.
func readDecisions(r io.Reader, name string) ([]resolve.Decision, error) {
	var list []resolve.Decision
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var one struct {
			resolve.Decision
			Same *bool `json:"same"`
		}
		if err := json.Unmarshal(sc.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		switch {
		case one.A == "" || one.B == "" || one.A == one.B:
			return nil, fmt.Errorf("%s:%d: a is %q and b is %q: want the ids of two entities", name, n, one.A, one.B)
		case one.Same == nil:
			return nil, fmt.Errorf("%s:%d: no \"same\": want true or false", name, n)
		}
		if _, err := time.Parse(time.RFC3339, one.When); err != nil && one.When != "" {
			return nil, fmt.Errorf("%s:%d: when is %q: want RFC 3339", name, n, one.When)
		}
		one.Decision.Same = *one.Same
		list = append(list, one.Decision)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return list, nil
}
