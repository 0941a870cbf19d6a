// Package names finds the named entities of an article: sentences of tagged
// tokens in, mentions with type, kind and probability out. Offsets are bytes
// into the article's text, probabilities are 0 to 1 and calibrated.
//
// The default Recognizer is the news model (News), embedded in the binary: a
// linear-chain conditional random field, mixed with an averaged perceptron,
// over words, shapes, affixes, word clusters and gazetteers, and a second pass
// that lets each word know what the first pass thought of it elsewhere in the
// article. Listed names that mean the same in every sentence (package lists)
// outrank the model's types; a lawmaker's party and state in brackets
// ("(R-Utah)") and the first words of acts' names are read by rule. MODEL_CARD.md
// says what the model was trained on, how well it does and how to train it anew.
// Prose is prose v2's stock recognizer. A user's own list of names (ReadNames,
// WithNames) outranks all else.
package names
