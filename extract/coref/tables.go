package coref

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

//go:embed data/people.tsv
var peopleFile string

//go:embed data/heads.tsv
var headsFile string

// people maps a noun for one person to the gender it tells.
var people = sync.OnceValue(func() map[string]gazetteer.Gender {
	t := map[string]gazetteer.Gender{}
	for _, f := range rows(peopleFile) {
		g := gazetteer.Unknown
		switch f[1] {
		case "m":
			g = gazetteer.Male
		case "f":
			g = gazetteer.Female
		}
		t[f[0]] = g
	}
	return t
})

// head says what a definite description with that noun can refer to.
type head struct {
	types []schema.EntityType
	which string
	words []string
}

func (h head) takes(t schema.EntityType) bool { return slices.Contains(h.types, t) }

var heads = sync.OnceValue(func() map[string]head {
	t := map[string]head{}
	for _, f := range rows(headsFile) {
		h := head{which: f[2]}
		for _, typ := range strings.Split(f[1], ",") {
			h.types = append(h.types, schema.EntityType(typ))
		}
		if f[3] != "" {
			h.words = strings.Split(f[3], ";")
		}
		t[f[0]] = h
	}
	return t
})

// rows are the lines of a table cut at tabs, without comments.
func rows(file string) [][]string {
	var all [][]string
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != '#' {
			all = append(all, strings.Split(line, "\t"))
		}
	}
	return all
}

// notBusiness are words of organizations that are no companies.
var notBusiness = wordSet(`ministry department government university college school institute council committee
	commission parliament senate congress house court party union association federation foundation army navy force
	forces police military guard agency administration bureau office authority embassy club team league fc church
	nations un eu nato who imf organization organisation academy museum hospital treasury pentagon kremlin cabinet
	district board network movement front alliance taliban hamas hezbollah democrats republicans society fund
	assembly bundestag knesset duma reserve commissioner secretariat tribunal brigade brotherhood fbi cia nsa doj sec
	ftc fcc fda epa nasa nba nfl mlb nhl fifa uefa times post journal news reuters press bbc cnn guardian bloomberg`)
