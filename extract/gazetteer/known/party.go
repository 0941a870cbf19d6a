package known

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
)

//go:embed data/parties.tsv
var partiesFile string

// Party is a party whose name its members bear, too.
type Party struct {
	Kind      string   // as Body.Kind: "conservative party"
	Countries []string // ISO 3166-1 alpha-2, the one meant where nothing tells first
}

var parties = sync.OnceValue(func() map[string]Party {
	m := map[string]Party{}
	for line := range strings.Lines(partiesFile) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		for name := range strings.SplitSeq(f[2], ";") {
			m[gazetteer.Normalize(name)] = Party{f[0], strings.Split(f[1], ";")}
		}
	}
	return m
})

// PartyOf returns the party that a name means, in any of its countries:
// "Conservatives" is a conservative party. A Kind is a name, too.
func PartyOf(name string) (Party, bool) {
	p, ok := parties()[gazetteer.Normalize(name)]
	return p, ok
}
