//go:build !unix

package neo4jtest

import "errors"

func lockFile(string) (unlock func(), err error) {
	return nil, errors.New("starting Neo4j for tests needs a Unix system: set NEWSGRAPH_TEST_NEO4J_URI")
}
