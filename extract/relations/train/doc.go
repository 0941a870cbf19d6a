// Package train makes the relations model from annotated data: pairs of
// mentions with their features go into logistic regressions, and what these
// find in sentences that they were not trained on says which of it to believe.
//
// In goes the data folder; out come the files of extract/relations/model and
// the figures of the cross-validation. The same data give the same bytes.
package train
