// Command newsgraph reads news articles and writes who and what they name, and
// what they say about each other, as a knowledge graph.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	keepHeap()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
