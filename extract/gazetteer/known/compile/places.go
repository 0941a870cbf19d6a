package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
)

// cities lists the cities by country: a line with the country's code, then a
// line each with name and GeoNames id. Of a name that a country has several
// times nobody can say which is meant: it is left out.
func cities(sources string) ([]string, error) {
	rows, err := readCSV(filepath.Join(sources, "world-cities", "data", "world-cities.csv"), "name", "country", "geonameid")
	if err != nil {
		return nil, err
	}
	type city struct{ name, id string }
	by := map[string]map[string][]city{} // country → normalized name
	for _, r := range rows {
		c, ok := gazetteer.CountryOf(r[1])
		if !ok || c.Code == "" {
			continue
		}
		if by[c.Code] == nil {
			by[c.Code] = map[string][]city{}
		}
		k := gazetteer.Normalize(r[0])
		by[c.Code][k] = append(by[c.Code][k], city{k, r[2]})
	}
	var lines, codes []string
	for code := range by {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		var list []string
		for _, same := range by[code] {
			if len(same) == 1 && !strings.ContainsAny(same[0].name, "\t\n") {
				list = append(list, same[0].name+"\t"+same[0].id)
			}
		}
		slices.Sort(list)
		lines = append(append(lines, code), list...)
	}
	return lines, nil
}
