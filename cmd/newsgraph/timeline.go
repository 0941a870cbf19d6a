package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/store"
)

func newTimeline() *cobra.Command {
	var path, since, until string
	var asJSON bool
	var most int
	c := &cobra.Command{
		Use:   "timeline [STORE] A [B]",
		Short: "Show what was said of an entity, or of a pair, and when",
		Long: `Show what articles say of A, or of A and B together: the latest first, each
statement once a story, with the sentence. Articles without a date come last.`,
		Example: "  newsgraph timeline \"Sequoia Capital\"\n  newsgraph timeline tiktok bytedance --since 2024-01-01",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkMost(most); err != nil {
				return err
			}
			for name, day := range map[string]string{"since": since, "until": until} {
				if err := checkDay(name, day); err != nil {
					return err
				}
			}
			return reading(path, func(st *store.Store) error {
				a, err := findEntity(c.Context(), c.ErrOrStderr(), st, args[0])
				if err != nil {
					return err
				}
				with, whom := "", a.Name
				if len(args) == 2 {
					b, err := findEntity(c.Context(), c.ErrOrStderr(), st, args[1])
					if err != nil {
						return err
					}
					with, whom = b.ID, a.Name+" and "+b.Name
				}
				t := timeline{w: c.OutOrStdout(), asJSON: asJSON}
				for s, err := range sayings(c.Context(), st, a.ID, with) {
					if err == nil && !between(s.Said.Published, since, until) {
						continue
					}
					if err == nil && t.n == most {
						t.more = true
						break
					}
					if err == nil {
						err = t.say(s)
					}
					if err != nil {
						return err
					}
				}
				if t.n == 0 && !asJSON {
					when := ""
					if since != "" || until != "" {
						when = " then"
					}
					return fmt.Errorf("no article in %s states anything of %s%s", path, whom, when)
				}
				return t.end()
			})
		},
		ValidArgsFunction: completeEntities(&path, 2),
	}
	storeFirst(c, &path)
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: each statement with its sentence, a summary")
	c.Flags().IntVar(&most, "most", 50, "how many lines at most")
	c.Flags().StringVar(&since, "since", "", "the first day, YYYY-MM-DD")
	c.Flags().StringVar(&until, "until", "", "the last day, YYYY-MM-DD")
	return c
}

// sayings gives a timeline from the store piece by piece.
func sayings(ctx context.Context, st *store.Store, entity, with string) iter.Seq2[store.Saying, error] {
	const piece = 500
	return func(yield func(store.Saying, error) bool) {
		for skip := 0; ; skip += piece {
			list, err := st.Timeline(ctx, entity, with, skip, piece)
			if err != nil {
				yield(store.Saying{}, err)
				return
			}
			for _, s := range list {
				if !yield(s, nil) {
					return
				}
			}
			if len(list) < piece {
				return
			}
		}
	}
}

// between reports whether a date is within two days, either of which may be
// empty. No date is within any.
func between(date, since, until string) bool {
	d := day(date)
	return (since == "" || d >= since) && (until == "" || d != "" && d <= until)
}

// timeline writes what was said, one after the other.
type timeline struct {
	w      io.Writer
	asJSON bool
	n      int
	more   bool
	last   string // day of the line before
}

func (t *timeline) say(s store.Saying) error {
	t.n++
	if t.asJSON {
		return message(t.w, "saying", s)
	}
	mark := markerFor(t.w)
	when := day(s.Said.Published)
	if when == "" {
		when = "no date"
	}
	shown := when
	if t.n > 1 {
		fmt.Fprintln(t.w)
		if when == t.last {
			shown = ""
		}
	}
	t.last = when
	_, err := fmt.Fprintf(t.w, "%s  %s\n            %s\n            — %s\n", mark.faint(fmt.Sprintf("%-10s", shown)),
		headline(mark.paint, s.Fact), mark.sentence(s.Said), where(s.Said))
	return err
}

func (t *timeline) end() error {
	if t.asJSON {
		return message(t.w, "summary", map[string]any{"sayings": t.n, "more": t.more})
	}
	if t.more {
		_, err := fmt.Fprintf(t.w, "\nand more; --most %d shows some of it\n", 2*t.n)
		return err
	}
	return nil
}

// checkDay refuses what is neither empty nor a day.
func checkDay(flag, value string) error {
	if _, err := time.Parse(time.DateOnly, value); err != nil && value != "" {
		return usagef("--%s is %q: want a day, YYYY-MM-DD", flag, value)
	}
	return nil
}

// checkMost refuses a length of lists that is none.
func checkMost(n int) error {
	if n < 1 {
		return usagef("--most is %d: want how many, 1 or more", n)
	}
	return nil
}
