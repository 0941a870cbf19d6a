// Package relations finds what an article says of its chains: statements with
// type, modality, role, speaker and time, each with the evidence (sentence,
// both mentions, rule or model) that states it.
package relations
