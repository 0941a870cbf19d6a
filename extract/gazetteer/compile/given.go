package main

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
)

// legislator is a record of us-congress.
type legislator struct {
	Name struct {
		First, Nickname string
	}
	Bio struct{ Gender string }
}

func readYAML(path string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func legislators(sources string) ([]legislator, error) {
	var all []legislator
	err := readYAML(filepath.Join(sources, "us-congress", "legislators-current.yaml"), &all)
	return all, err
}

// nicknameTable lists short forms with the names they stand for.
func nicknameTable(sources string) ([]string, error) {
	full := map[string][]string{}
	add := func(short, name string) {
		short, name = capital(short), capital(name)
		if short != name && !strings.Contains(short+name, " ") && !slices.Contains(full[short], name) {
			full[short] = append(full[short], name)
		}
	}
	own, err := ownTable("nicknames.tsv")
	if err != nil {
		return nil, err
	}
	for _, r := range own {
		for _, name := range split(r[1]) {
			add(r[0], name)
		}
	}
	var symbols struct {
		Nick map[string][]string `yaml:"person_nick"`
	}
	if err := readYAML(filepath.Join(sources, "rigour", "resources", "names", "symbols.yml"), &symbols); err != nil {
		return nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(symbols.Nick)) {
		short := strings.TrimRight(key, "0123456789")
		names := symbols.Nick[key]
		for _, name := range names {
			if len(names) > 1 {
				short = shortest(names)
			}
			add(short, name)
		}
	}
	members, err := legislators(sources)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		if n := m.Name.Nickname; n != "" && n[0] == m.Name.First[0] && len(n) < len(m.Name.First) {
			add(n, m.Name.First)
		}
	}
	var lines []string
	for _, short := range slices.Sorted(maps.Keys(full)) {
		slices.Sort(full[short])
		lines = append(lines, short+"\t"+strings.Join(full[short], ";"))
	}
	return lines, nil
}

func shortest(names []string) string {
	return slices.MinFunc(names, func(a, b string) int { return len(a) - len(b) })
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Votes for a name count like this many mentions in the news.
const sourceVote = 4

// minVotes and minShare are what a gender needs.
const (
	minVotes = 3
	minShare = .9
)

type votes struct{ male, female int }

// genderTable lists the given names of each gender that sources and news agree
// on.
func genderTable(sources string, news []string) ([]string, error) {
	all := map[string]*votes{}
	vote := func(name, gender string, n int) {
		key := gazetteer.Normalize(name)
		if len(key) < 2 || strings.Contains(key, " ") {
			return
		}
		v := all[key]
		if v == nil {
			v = &votes{}
			all[key] = v
		}
		switch gender {
		case "M", "m":
			v.male += n
		case "F", "f":
			v.female += n
		}
	}
	path := filepath.Join(sources, "popular-names-by-country", "common-forenames-by-country.csv")
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	gender, name := slices.Index(rows[0], "Gender"), slices.Index(rows[0], "Romanized Name")
	if min(gender, name) < 0 {
		return nil, fmt.Errorf("%s: a column is missing from the header", path)
	}
	for _, r := range rows[1:] {
		vote(r[name], r[gender], sourceVote)
	}
	members, err := legislators(sources)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		vote(m.Name.First, m.Bio.Gender, sourceVote)
	}
	given, err := givenNames(sources)
	if err != nil {
		return nil, err
	}
	newsVote := func(name, gender string, n int) {
		if key := gazetteer.Normalize(name); given[key] || all[key] != nil {
			vote(name, gender, n)
		}
	}
	for _, path := range news {
		if err := newsVotes(path, newsVote); err != nil {
			return nil, err
		}
	}
	own, err := ownTable("genders.tsv")
	if err != nil {
		return nil, err
	}
	for _, r := range own {
		for name := range strings.FieldsSeq(r[1]) {
			delete(all, gazetteer.Normalize(name))
			vote(name, r[0], 1000)
		}
	}
	byGender := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		v := all[name]
		switch n := float64(v.male + v.female); {
		case v.male >= minVotes && float64(v.male) >= minShare*n:
			byGender["m"] = append(byGender["m"], name)
		case v.female >= minVotes && float64(v.female) >= minShare*n:
			byGender["f"] = append(byGender["f"], name)
		}
	}
	return []string{"f\t" + strings.Join(byGender["f"], " "), "m\t" + strings.Join(byGender["m"], " ")}, nil
}

// givenNames are the names that people bear as first names somewhere, without
// gender; they keep "President Trump ... he" from making "President" one.
func givenNames(sources string) (map[string]bool, error) {
	data, err := os.ReadFile(filepath.Join(sources, "name-databases-unlicense", "NamesDatabases", "first names", "all.txt"))
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for name := range strings.FieldsSeq(string(data)) {
		if !gazetteer.IsTitle(name) {
			names[gazetteer.Normalize(name)] = true
		}
	}
	return names, nil
}

// A full name, then in the next words a pronoun, with no other capitalized
// word in between.
var (
	fullName = regexp.MustCompile(`\b(\p{Lu}[\p{L}'-]+) (?:\p{Lu}\. )?\p{Lu}[\p{L}'-]+`)
	pronoun  = regexp.MustCompile(`^[^\p{Lu}\n]{1,90}?(?:[.,] )?\b([Hh]e|[Hh]is|him|himself|[Ss]he|[Hh]er|herself)\b`)
)

// newsVotes counts the pronouns that follow names in the texts of a file.
func newsVotes(path string, vote func(name, gender string, n int)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() // nothing was written
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(make([]byte, 1<<20), 64<<20)
	for line := 1; sc.Scan(); line++ {
		var d struct{ Text string }
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			return fmt.Errorf("%s:%d: %w", path, line, err)
		}
		for _, m := range fullName.FindAllStringSubmatchIndex(d.Text, -1) {
			rest := d.Text[m[1]:min(len(d.Text), m[1]+140)]
			p := pronoun.FindStringSubmatch(rest)
			if p == nil {
				continue
			}
			switch given := d.Text[m[2]:m[3]]; strings.ToLower(p[1])[0] {
			case 'h':
				if strings.HasPrefix(strings.ToLower(p[1]), "her") {
					vote(given, "f", 1)
				} else {
					vote(given, "m", 1)
				}
			case 's':
				vote(given, "f", 1)
			}
		}
	}
	return sc.Err()
}
