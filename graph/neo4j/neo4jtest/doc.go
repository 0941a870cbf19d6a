// Package neo4jtest gives tests a real Neo4j server.
//
// Server finds one in this order: the one at NEWSGRAPH_TEST_NEO4J_URI; one
// started from Maven artifacts where java (17 or 21) and mvn are on the path.
// Else the test is skipped, or fails when NEWSGRAPH_REQUIRE_NEO4J=1. The jars
// are fetched once into the user's cache directory; data, logs and settings of
// a server live in a temporary directory that goes with it.
//
// Tests remove all that a database holds. A server that is given must therefore
// hold neither nodes nor other people's constraints and indexes, and is empty
// again after each test; NEWSGRAPH_TEST_NEO4J_WIPE=1 says that all in it may go.
//
// Test packages run side by side and the Community edition has one database: a
// test that calls Server holds it alone, across processes, until it ends, and
// finds it empty. A started server ends with the process that started it; a
// whole test run shares one with
//
//	go run ./graph/neo4j/neo4jtest/cmd go test ./...
//
// which starts a server, sets NEWSGRAPH_TEST_NEO4J_URI and _WIPE for the command,
// and stops the server when the command ends.
//
// WatchMemory is for benchmarks of loads and exports.
package neo4jtest
