package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// countryTable joins the names and capitals of country-codes with our own
// adjectives, peoples and aliases: code, name, adjectives, people, aliases,
// capital.
func countryTable(sources string) ([]string, error) {
	path := filepath.Join(sources, "country-codes", "data", "country-codes.csv")
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	code, short, un, formal, capital := column("ISO3166-1-Alpha-2"), column("CLDR display name"), column("UNTERM English Short"), column("UNTERM English Formal"), column("Capital")
	if min(code, short, un, formal, capital) < 0 {
		return nil, fmt.Errorf("%s: a column is missing from the header", path)
	}
	overlay, err := ownTable("countries.tsv")
	if err != nil {
		return nil, err
	}
	byCode := map[string][]string{}
	for _, o := range overlay {
		if o[0] != "" {
			byCode[o[0]] = o
		}
	}
	var lines []string
	seen := map[string]bool{}
	for _, r := range rows[1:] {
		if r[code] == "" || r[short] == "" {
			continue
		}
		o, ok := byCode[r[code]]
		if !ok {
			o = []string{r[code], "", "", "", "", ""}
		}
		seen[r[code]] = true
		name := o[1]
		if name == "" {
			name = clean(r[short])
		}
		aliases := split(o[4])
		for _, a := range []string{clean(r[short]), clean(r[un]), clean(r[formal])} {
			if a != "" && a != name && !slices.Contains(aliases, a) && !strings.Contains(a, "(") {
				aliases = append(aliases, a)
			}
		}
		city := o[5]
		if city == "" {
			city = strings.TrimSpace(r[capital])
		}
		lines = append(lines, strings.Join([]string{r[code], name, o[2], o[3], strings.Join(aliases, ";"), city}, "\t"))
	}
	slices.Sort(lines)
	for _, o := range overlay {
		if !seen[o[0]] {
			lines = append(lines, strings.Join(o, "\t"))
		}
	}
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], "’", "'")
	}
	return lines, nil
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

// clean drops notes and articles from a name of the source.
func clean(s string) string {
	s = strings.TrimRight(s, " *")
	s = strings.TrimSuffix(s, "(the)")
	s = strings.TrimPrefix(strings.TrimSpace(s), "the ")
	return strings.ReplaceAll(s, " & ", " and ")
}
