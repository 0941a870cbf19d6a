package coref

import (
	"sync"

	"github.com/newsgraph/newsgraph/schema"
)

// Version tells the embedded tables and weights from others: equal versions
// are equal files.
var Version = sync.OnceValue(func() string { return schema.Digest(peopleFile, headsFile, string(weightsFile), string(settingsFile)) })
