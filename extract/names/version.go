package names

import (
	"fmt"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/names/lists"
	"github.com/newsgraph/newsgraph/schema"
)

// Version tells the embedded news model and lists of names from others: equal
// versions are equal files.
var Version = sync.OnceValue(func() string {
	var names strings.Builder
	for _, e := range lists.All() {
		fmt.Fprintf(&names, "%s,%s,%t\n", e.Name, e.Type, e.Outranks)
	}
	return schema.Digest(string(taggerFile), string(lexiconFile), string(settingsFile), names.String())
})
