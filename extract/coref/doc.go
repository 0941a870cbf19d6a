// Package coref joins the mentions of one article into chains: name variants,
// acronyms, last names, pronouns and definite descriptions.
//
// Names and demonyms go in, as a recognizer finds them; the same mentions plus
// the pronouns and descriptions that could be resolved come out, each with its
// chain. Precision goes first: a pronoun or description whose best candidate is
// not probable enough is left out, and a name that fits two is a chain of its
// own.
//
// Names are joined in sieves from the surest to the least sure, as in Lee et
// al., "Deterministic coreference resolution based on entity-centric,
// precision-ranked rules" (Computational Linguistics 39, 2013): equal
// normalized names, parts of one full name, acronyms, short forms. Pronouns
// and descriptions are then read from left to right. Each asks a question: which
// of the noun phrases before it, or of the entities named so far, is meant, or
// none. Rules leave out what cannot be (gender, number, type, the subject of the
// same clause, the speaker of a quotation); a linear mention-ranking model
// (Denis and Baldridge, "Specialized models and ranking for coreference
// resolution", EMNLP 2008; trained as in Durrett and Klein, "Easy victories and
// uphill battles in coreference resolution", EMNLP 2013) gives each candidate a
// probability. MODEL_CARD.md says what it learned from and how good it is; the
// nouns that can stand for persons and things are in data/.
package coref
