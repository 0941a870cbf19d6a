package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/graph/store"
)

// contextsShown is how many articles of each entity review shows.
const contextsShown = 3

func newReview() *cobra.Command {
	var d decider
	var asJSON, aside bool
	var most int
	c := &cobra.Command{
		Use:   "review [STORE]",
		Short: "Go through the pairs of entities that may be one",
		Long: `Show the pairs of entities of which the articles do not tell clearly whether they
are one, those that matter most first, each with what articles say of both, and
ask: s same, d different, u unsure, q quit. Answers are decisions, as of "decide";
the graph is brought up to date at the end. A pair that somebody was unsure about
is put aside, with who and when; --aside goes through those. --json lists the pairs
and asks nothing.`,
		Example: "  newsgraph review news.db\n  newsgraph review --json --most 100",
		RunE: func(c *cobra.Command, _ []string) error {
			if most < 1 {
				return usagef("--most is %d: want how many pairs, 1 or more", most)
			}
			if asJSON {
				return reviewJSON(c, d.path, aside, most)
			}
			return d.write(func(st *store.Store) error { return d.review(c, st, aside, most) })
		},
	}
	d.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: the pairs with their contexts, a summary")
	c.Flags().BoolVar(&aside, "aside", false, "go through the pairs that were put aside")
	c.Flags().IntVar(&most, "most", 20, "how many pairs at most")
	storeOnly(c, &d.path)
	return c
}

// doubtLine is a doubtful pair with what articles say of both.
type doubtLine struct {
	store.Doubt
	AContexts []store.Context `json:"a_contexts"`
	BContexts []store.Context `json:"b_contexts"`
}

func contextsOf(ctx context.Context, st *store.Store, d store.Doubt) (line doubtLine, err error) {
	line.Doubt = d
	if line.AContexts, err = st.Contexts(ctx, d.A, contextsShown); err == nil {
		line.BContexts, err = st.Contexts(ctx, d.B, contextsShown)
	}
	return line, err
}

func reviewJSON(c *cobra.Command, path string, aside bool, most int) error {
	st, err := openStore(path)
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }() // opened for reading
	doubts, err := st.Doubts(c.Context(), aside, most)
	if err != nil {
		return err
	}
	for _, d := range doubts {
		line, err := contextsOf(c.Context(), st, d)
		if err != nil {
			return err
		}
		if err := message(c.OutOrStdout(), "doubt", line); err != nil {
			return err
		}
	}
	all, unsure, err := st.DoubtCounts(c.Context())
	if err != nil {
		return err
	}
	if aside {
		all = unsure
	}
	return message(c.OutOrStdout(), "summary", map[string]int{"doubts": len(doubts), "all": all})
}

// review asks about one pair after the other until the answers or the pairs
// end.
func (d *decider) review(c *cobra.Command, st *store.Store, aside bool, most int) error {
	doubts, err := st.Doubts(c.Context(), aside, most)
	if errors.Is(err, store.ErrNotLooked) {
		fmt.Fprintln(c.ErrOrStderr(), "newsgraph: the store was made before pairs in doubt were kept in it: looking for them")
		if _, err = st.Resolve(c.Context()); err == nil {
			doubts, err = st.Doubts(c.Context(), aside, most)
		}
	}
	if err != nil {
		return err
	}
	left, unsure, err := st.DoubtCounts(c.Context())
	if err != nil {
		return err
	}
	w := c.OutOrStdout()
	switch {
	case len(doubts) > 0:
		fmt.Fprintf(w, "%s in doubt", plural(left, "pair"))
	case aside:
		fmt.Fprintf(w, "No pair is put aside; %d in doubt", left)
	default:
		fmt.Fprint(w, "No pair is in doubt")
	}
	if unsure > 0 {
		fmt.Fprintf(w, ", %d put aside", unsure)
	}
	if fmt.Fprintln(w, "."); len(doubts) == 0 {
		return nil
	}
	in := readLines(c.Context(), c.InOrStdin())
	n := 0
	var stopped error
	for i, doubt := range doubts {
		line, err := contextsOf(c.Context(), st, doubt)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "\n%d of %d: %s\n", i+1, len(doubts), doubt.Reason)
		if u := doubt.Unsure; u != nil {
			by := ""
			if u.Who != "" {
				by = " by " + printable(u.Who)
			}
			fmt.Fprintf(w, "  put aside%s on %s\n", by, day(u.When))
		}
		writeContexts(w, line.AEntity, line.AContexts)
		writeContexts(w, line.BEntity, line.BContexts)
		answer, err := ask(c.Context(), w, in)
		if stopped = err; err != nil || answer == "quit" {
			break
		}
		when := time.Now().UTC().Format(time.RFC3339)
		if answer == "unsure" {
			if err := st.PutAside(c.Context(), doubt.A, doubt.B, store.Unsure{Who: d.who, When: when}); err != nil {
				return err
			}
			continue
		}
		one := resolve.Decision{A: doubt.A, B: doubt.B, Same: answer == "same", Who: d.who, Note: d.note, When: when}
		if err := st.Decide(c.Context(), one); err != nil {
			return err
		}
		n++
	}
	if n > 0 && c.Context().Err() != nil {
		fmt.Fprintf(c.ErrOrStderr(), "newsgraph: %s decided; the next build or decision brings the graph up to date\n", plural(n, "pair"))
	}
	if n == 0 || c.Context().Err() != nil {
		return stopped
	}
	fmt.Fprintln(w)
	return errors.Join(stopped, d.resolveAfter(c, st, n, "decided", ""))
}

// answerLine is a line that was read, or why there is none.
type answerLine struct {
	text string
	err  error // io.EOF at the end
}

// readLines reads lines in a goroutine of its own, so that who waits for one can
// stop waiting. The goroutine ends with the input or at the line after that.
func readLines(ctx context.Context, r io.Reader) <-chan answerLine {
	lines := make(chan answerLine)
	go func() {
		in := bufio.NewReader(r)
		for {
			text, err := in.ReadString('\n')
			if text != "" && errors.Is(err, io.EOF) {
				err = nil // the last line has no end; the next read gives io.EOF again
			}
			select {
			case lines <- answerLine{text, err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return lines
}

// ask reads an answer; the end of the input quits.
func ask(ctx context.Context, w io.Writer, in <-chan answerLine) (string, error) {
	for {
		fmt.Fprint(w, "same, different, unsure or quit? ")
		var line answerLine
		select {
		case <-ctx.Done():
			line.err = ctx.Err()
		case line = <-in:
		}
		if line.err != nil {
			fmt.Fprintln(w)
			if errors.Is(line.err, io.EOF) {
				return "quit", nil
			}
			return "", line.err
		}
		given := strings.ToLower(strings.TrimSpace(line.text))
		for _, answer := range []string{"same", "different", "unsure", "quit"} {
			if given != "" && strings.HasPrefix(answer, given) {
				return answer, nil
			}
		}
		fmt.Fprintf(w, "%q is no answer. ", printable(given))
	}
}

func writeContexts(w io.Writer, e graph.Entity, list []store.Context) {
	mark := markerFor(w)
	fmt.Fprintf(w, "  %s  (%s, %s, %s)\n", printable(e.Name), e.Type, plural(e.Articles, "article"), e.ID)
	for _, c := range list {
		fmt.Fprintf(w, "    %s%s%s\n      — %s\n", printable(c.Before), mark.wrap(argument, c.Form), printable(c.After), origin(c.Publisher, c.Published, c.Title, c.Article))
	}
}
