// Package gazetteer holds the small compiled tables that several stages look
// names up in: countries with their demonyms and codes, American states, given
// names with gender, nicknames, titles and legal forms. Words go in, values
// come out; nothing is guessed: a word that no table holds gives nothing, and
// a given name that both sexes bear has Unknown gender.
//
// The tables are files under data, parsed once when first used. titles.tsv and
// legalforms.txt are written by hand; the others are written by the program in
// compile from its own lists and from:
//
//   - Names of countries, official names and capitals: datasets/country-codes (PDDL).
//   - Nicknames: OpenSanctions rigour (MIT), unitedstates/congress-legislators (CC0).
//   - Genders of given names: sigpwned popular-names-by-country (CC0),
//     unitedstates/congress-legislators (CC0), and how often a given name of
//     NameDatabases (Unlicense) in news and encyclopedia texts is followed by
//     "he" or "she".
package gazetteer
