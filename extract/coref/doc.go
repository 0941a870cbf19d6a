// Package coref joins the mentions of one article into chains: name variants,
// acronyms, last names, pronouns and definite descriptions.
//
// Names and demonyms go in, as a recognizer finds them; the same mentions plus
// the pronouns and descriptions that could be resolved come out, each with its
// chain. Precision goes first: a pronoun or description that fits two chains
// about equally is left out, and a name that fits two is a chain of its own.
//
// Names are joined in sieves from the surest to the least sure, as in Lee et
// al., "Deterministic coreference resolution based on entity-centric,
// precision-ranked rules" (Computational Linguistics 39, 2013): equal
// normalized names, parts of one full name, acronyms, short forms. Pronouns
// and descriptions are then read from left to right; candidates are ranked by
// sentence distance and grammatical position after Lappin and Leass (1994),
// and the best one counts only when it is clearly ahead.
package coref
