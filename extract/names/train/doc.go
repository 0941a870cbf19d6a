// Package train makes the news model of extract/names from the data sets:
// gazetteers and annotated files in, model files out. The same data give the
// same bytes. Only cmd/newsgraph-train and its tests use it.
package train
