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
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

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
