// Package train trains the model of coref: annotated documents go in, weights
// and thresholds come out. What the model learns from is named in the model
// card beside it.
package train
