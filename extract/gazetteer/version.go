package gazetteer

import (
	"sync"

	"github.com/newsgraph/newsgraph/schema"
)

// Version tells the embedded tables from others: equal versions are equal
// files.
var Version = sync.OnceValue(func() string {
	return schema.Digest(countriesFile, statesFile, gendersFile, nicknamesFile, legalFormsFile, titlesFile)
})
