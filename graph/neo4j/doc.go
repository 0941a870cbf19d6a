// Package neo4j loads a graph into Neo4j through the driver: schema, plan, write, verify. It is the only package that imports the driver.
package neo4j
