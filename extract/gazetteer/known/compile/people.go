package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// congress lists the members of the US Congress with the names that news use.
func congress(sources string) ([]string, error) {
	path := filepath.Join(sources, "us-congress", "legislators-current.yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var members []struct {
		ID struct {
			Bioguide, Wikidata string
		}
		Name struct {
			First, Middle, Last, Suffix, Nickname string
			Full                                  string `yaml:"official_full"`
		}
	}
	if err := yaml.Unmarshal(data, &members); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var lines []string
	for _, m := range members {
		n := m.Name
		full := n.Full
		if full == "" {
			full = n.First + " " + n.Last
		}
		aliases := []string{n.First + " " + n.Last}
		if n.Middle != "" {
			aliases = append(aliases, n.First+" "+n.Middle+" "+n.Last)
		}
		if n.Nickname != "" {
			aliases = append(aliases, n.Nickname+" "+n.Last)
		}
		if n.Suffix != "" {
			aliases = append(aliases, n.First+" "+n.Last+" "+n.Suffix)
		}
		slices.Sort(aliases)
		aliases = slices.DeleteFunc(slices.Compact(aliases), func(a string) bool { return a == full })
		ids := "bioguide=" + m.ID.Bioguide
		if m.ID.Wikidata != "" {
			ids += ";wikidata=" + m.ID.Wikidata
		}
		lines = append(lines, strings.Join([]string{"Person", full, strings.Join(aliases, ";"), ids}, "\t"))
	}
	slices.Sort(lines)
	return lines, nil
}
