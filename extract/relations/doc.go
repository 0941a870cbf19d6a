// Package relations finds what an article says of its chains: statements with
// type, modality, role, speaker, time and amount, each with the evidence
// (sentence, both mentions, rule or model) that states it.
//
// In goes an analysed article (Input): sentences, mentions with their chains,
// values. Out come Statements by first evidence, one for each type, pair of
// chains and modality. Offsets are bytes, probabilities 0 to 1.
//
// Each sentence becomes a row of items, in which a mention is one item, and of
// base noun phrases with their heads (items.go, chunk.go). Sources find
// candidates in it: the rules of schema/rules.yaml, whose patterns are matched
// outwards from a trigger word (match.go) with the help of a shallow search for
// subjects and objects of verbs (clause.go), and a trained model (model.go): the
// mean (weights.go) of a logistic regression for each type over what stands
// around and between two mentions (features.go), among it what the rules found,
// and of a small convolutional network over the words' vectors (words.go).
// Evidence that the model alone found names "model" as its rule; MODEL_CARD.md
// has its figures. What names cannot be to each other is left out (plausible.go). Cues around the
// trigger (modality.go), of an event that is yet to come (tocome.go) and a second
// model that knows what they say (modal.go) then decide modality, attribution the speaker
// (speaker.go), values time and amount (qualifiers.go); extractor.go merges what
// is found. Evidence has marks on the words that show each of these, and says in
// words which rule or which features of the model spoke most for it (explain.go).
//
// Patterns over collapsed paths follow Hearst (1992) and Agichtein and Gravano's
// Snowball (2000); base noun phrases Ramshaw and Marcus (1995); cue scopes Chapman
// et al.'s NegEx (2001); features of pairs Zhou, Su, Zhang and Zhang
// (2005), the network Zeng, Liu, Chen and Zhao (2015), its vectors Pennington,
// Socher and Manning (2014), calibration Platt (1999).
package relations
