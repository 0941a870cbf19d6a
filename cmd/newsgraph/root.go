package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// Exit codes, the same for every command.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartly      = 3   // done, but some inputs failed; each is named
	exitAgain       = 75  // another job holds the store or the server is away: the same call may succeed later
	exitInterrupted = 130 // what was finished is kept
)

// errPartly ends a command that did its work but for some inputs, all of them
// already named on stderr.
var errPartly = errors.New("some inputs failed")

// errReported ends a command that already said what is wrong.
var errReported = errors.New("reported")

// interrupted is what a command that was told to stop says.
const interrupted = "interrupted; what was finished is kept"

// againError marks what may go well later.
type againError struct{ err error }

func (e againError) Error() string { return e.err.Error() }
func (e againError) Unwrap() error { return e.err }

// usageError marks a wrong call of a command.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// run executes one command line and maps its error to words and an exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	code := exitCode(ctx, err)
	switch {
	case code == exitInterrupted:
		fmt.Fprintln(stderr, "newsgraph: "+interrupted)
	case code != exitDone && code != exitPartly && !errors.Is(err, errReported):
		fmt.Fprintf(stderr, "newsgraph: %v\n", err)
	}
	return code
}

// exitCode is the code for the error that a command ends with.
func exitCode(ctx context.Context, err error) int {
	var usage usageError
	var again againError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		return exitInterrupted
	case errors.Is(err, errPartly):
		return exitPartly
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &again):
		return exitAgain
	}
	return exitFailed
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "newsgraph",
		Short: "Turn news articles into a knowledge graph with evidence",
		Long: `newsgraph reads news articles, finds the people, organizations, places and
things they name and what they say about each other, and keeps that as a
knowledge graph in which every fact carries the sentences that state it.

  newsgraph build articles/ -o news.db     read articles into a store
  newsgraph show "Sequoia Capital"         what is known of an entity
  newsgraph load news.db                   write the graph into Neo4j`,
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SuggestionsMinimumDistance = 2
	root.Args = cobra.ArbitraryArgs
	root.RunE = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return c.Help()
		}
		hint := ""
		if near := c.SuggestionsFor(args[0]); len(near) > 0 {
			hint = fmt.Sprintf(" (did you mean %s?)", strings.Join(near, ", "))
		}
		return usagef("unknown command %q%s; see 'newsgraph --help'", args[0], hint)
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%w; see '%s --help'", err, c.CommandPath())
	})
	root.AddCommand(
		newBuild(), newExtract(), newShow(), newWhy(), newPath(), newTimeline(), newSearch(), newStats(), newTop(), newDiff(), newBrowse(), newReport(), newVerify(),
		newSchema(), newLoad(), newImport(), newWatch(), newExport(), newQuery(), newGuide(), newEval(),
		newDecide(), newReview(), newRemove(),
	)
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Args = cobra.NoArgs // a shell that it does not know
			c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
		}
		asUsage(c)
	}
	return root
}

// asUsage makes a wrong number of arguments a usage error, for c and below.
func asUsage(c *cobra.Command) {
	if check := c.Args; check != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			if err := check(c, args); err != nil {
				return usagef("%s: %w; see '%s --help'", c.Name(), err, c.CommandPath())
			}
			return nil
		}
	}
	for _, sub := range c.Commands() {
		asUsage(sub)
	}
}

// version is the module's version, else the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "development"
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				v += " " + s.Value[:12]
			}
		}
	}
	return v + " " + info.GoVersion
}
