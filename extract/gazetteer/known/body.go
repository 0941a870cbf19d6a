package known

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
)

//go:embed data/bodies.tsv
var bodiesFile string

// Body is a body of state that many countries have.
type Body struct {
	Kind    string // "parliament", "armed forces", lower case
	Country string // ISO 3166-1 alpha-2
}

var bodies = sync.OnceValue(func() map[string]Body {
	m := map[string]Body{}
	for line := range strings.Lines(bodiesFile) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		for name := range strings.SplitSeq(f[2], ";") {
			m[gazetteer.Normalize(name)] = Body{f[0], f[1]}
		}
	}
	return m
})

// BodyOf returns what a name of its own means: "Knesset" is the parliament of
// Israel.
func BodyOf(name string) (Body, bool) {
	b, ok := bodies()[gazetteer.Normalize(name)]
	return b, ok
}
