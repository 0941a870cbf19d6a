// Package store keeps articles, extractions and the graph in one SQLite file. It is the only package that imports SQLite.
package store
