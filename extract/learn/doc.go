// Package learn holds the learners that names, coref and relations share: linear
// ones over hashed sparse features and a small network; deterministic training,
// compact model files.
//
// Features are numbers below a power of two; what they stand for is the
// caller's affair. A Tagger labels sequences (a conditional random field
// trained by AdaGrad and, if asked for, an averaged perceptron in one sum of
// weights; decoded by Viterbi, with probabilities of labels and spans); its
// weights are kept sparse and quantized to a byte each. A Logistic answers
// questions of yes and no; TrainRanker trains one that chooses among candidates.
// A Network answers the questions of a Logistic from the words of a sentence.
package learn
