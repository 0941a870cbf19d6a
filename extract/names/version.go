package names

import (
	"sync"

	"github.com/newsgraph/newsgraph/schema"
)

// Version tells the embedded news model and list of names from others: equal
// versions are equal files.
var Version = sync.OnceValue(func() string {
	return schema.Digest(string(taggerFile), string(lexiconFile), string(settingsFile), knownCSV)
})
