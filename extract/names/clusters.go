package names

import "github.com/newsgraph/newsgraph/extract/names/internal/model"

// Clusters are the word clusters of the news model's lexicon: words used alike
// share them.
type Clusters struct{ lexicon *model.Lexicon }

// NewsClusters returns the clusters of the built-in model.
func NewsClusters() (Clusters, error) {
	m, err := embedded()
	if err != nil {
		return Clusters{}, err
	}
	return Clusters{m.Lexicon}, nil
}

// Of returns a lower-case word's cluster at four granularities, from coarse to
// fine: numbers from 1, 0 for words that are not known.
func (c Clusters) Of(word string) [4]uint16 {
	return c.lexicon.Word(model.Hash(word)).ID
}
