// Command newsgraph-train trains and measures the models that newsgraph ships.
// Users of newsgraph never need it; it needs the data sets.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	root := &cobra.Command{
		Use:           "newsgraph-train",
		Short:         "Train and measure newsgraph's models",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(namesCommand(), corefCommand(), relationsCommand(), wordsCommand(), modalityCommand(), linksCommand(), measureCommand())
	if err := root.ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "newsgraph-train:", err)
		os.Exit(1)
	}
}
