// Package coref joins the mentions of one article into chains: name variants,
// acronyms, last names, pronouns and definite descriptions. Names in; the same
// mentions plus pronouns and descriptions, each with its chain, out.
package coref
