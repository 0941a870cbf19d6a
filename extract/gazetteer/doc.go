// Package gazetteer holds the small compiled tables that several stages look
// names up in: countries with their demonyms and codes, states, given names
// with gender, nicknames, titles, legal forms.
package gazetteer
