// Package model is what the news recognizer and its training share: the
// labels of the tagger, the lexicon (word clusters and gazetteers compiled
// into hash tables), and the features of a token. Sentences in, feature
// numbers out.
//
// The features follow Ratinov and Roth, "Design Challenges and Misconceptions
// in Named Entity Recognition" (CoNLL 2009): words, shapes, affixes, a window
// of two, word clusters, gazetteer matches.
package model
