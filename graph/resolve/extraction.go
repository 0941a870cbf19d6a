package resolve

import "github.com/newsgraph/newsgraph/extract"

// FromExtraction keeps of an extraction what resolving needs.
func FromExtraction(x extract.Extraction) Article {
	return Article{Article: x.Article}
}
