package coref

import "github.com/newsgraph/newsgraph/schema"

// Chain is the set of mentions of one entity within one article. ID is its
// index in the article's list; Name is its fullest name. The name of a place
// known only by a demonym is the place's ("Iran" for "Iranian").
type Chain struct {
	ID   int               `json:"id"`
	Type schema.EntityType `json:"type"`
	Name string            `json:"name"`
}
