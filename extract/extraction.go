package extract

import (
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
)

// Version is the version of the Extraction format. It grows when a field
// changes its meaning or goes away, not when one is added.
const Version = 1

// Extraction is everything found in one article. It is what `newsgraph
// extract` writes, one JSON object a line.
type Extraction struct {
	Version    int                   `json:"version"`
	Article    article.Article       `json:"article"`
	Sentences  []text.Span           `json:"sentences"`
	Mentions   []names.Mention       `json:"mentions"`
	Chains     []coref.Chain         `json:"chains"`
	Values     []values.Value        `json:"values"`
	Statements []relations.Statement `json:"statements"`
}
