// Command cmd starts a Neo4j for a test run: it runs the command given with
// NEWSGRAPH_TEST_NEO4J_URI set, stops the server and exits as the command did.
// What a test leaves in that server the next one may remove.
//
//	go run ./graph/neo4j/neo4jtest/cmd go test ./...
//
// Where the variable is set already it only runs the command.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

func run(args []string) (code int, err error) {
	if len(args) == 0 {
		return 2, errors.New("usage: go run ./graph/neo4j/neo4jtest/cmd COMMAND [ARGUMENT…]")
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	env := os.Environ()
	if os.Getenv(neo4jtest.URIVariable) == "" {
		dir, err := os.MkdirTemp("", "newsgraph-neo4j-")
		if err != nil {
			return 1, err
		}
		defer func() { _ = os.RemoveAll(dir) }()
		server, err := neo4jtest.Start(dir, neo4jtest.Settings{Heap: "1g"})
		if err != nil {
			return 1, err
		}
		defer server.Kill()
		env = append(env, neo4jtest.URIVariable+"="+server.URI, neo4jtest.WipeVariable+"=1")
		fmt.Fprintln(os.Stderr, "Neo4j for the tests at", server.URI)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = env
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return 1, err
	}
	go func() {
		for s := range signals {
			_ = cmd.Process.Signal(s)
		}
	}()
	err = cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return max(exit.ExitCode(), 1), nil
	}
	return 0, err
}
