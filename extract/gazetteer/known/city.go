package known

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
)

//go:embed data/cities.tsv.gz
var citiesFile []byte

// City is a city with its GeoNames id.
type City struct {
	Country  string // ISO 3166-1 alpha-2
	GeoNames string
}

var cities = sync.OnceValue(func() map[string][]City {
	m := map[string][]City{}
	z, err := gzip.NewReader(bytes.NewReader(citiesFile))
	if err != nil {
		return m // the embedded file is tested
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return m
	}
	country := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		name, id, ok := strings.Cut(line, "\t")
		if !ok {
			country = line
			continue
		}
		m[name] = append(m[name], City{country, id})
	}
	return m
})

// Cities lists the cities of a name, at most one of a country.
func Cities(name string) []City { return cities()[gazetteer.Normalize(name)] }
