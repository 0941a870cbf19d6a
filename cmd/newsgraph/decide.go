package main

import (
	"context"
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
