package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
)

// readCSV reads the columns named of a file with a header.
func readCSV(path string, columns ...string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	at := make([]int, len(columns))
	for i, c := range columns {
		if at[i] = slices.Index(rows[0], c); at[i] < 0 {
			return nil, fmt.Errorf("%s: no column %q", path, c)
		}
	}
	var out [][]string
	for _, r := range rows[1:] {
		row := make([]string, len(columns))
		for i, n := range at {
			row[i] = strings.TrimSpace(r[n])
		}
		out = append(out, row)
	}
	return out, nil
}

// companies lists the S&P 500 and the companies of two words and more that
// Nasdaq lists: one word alone ("Focus") would mean other things too often.
func companies(sources string) ([]string, error) {
	large, err := readCSV(filepath.Join(sources, "sp500", "data", "constituents.csv"), "Symbol", "Security")
	if err != nil {
		return nil, err
	}
	listed, err := readCSV(filepath.Join(sources, "nasdaq-listings", "data", "nasdaq-listed-symbols.csv"), "Symbol", "Company Name", "Security Name", "Test Issue", "ETF")
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var lines []string
	add := func(name, symbol string) {
		name, _, _ = strings.Cut(name, " (")
		base, _ := gazetteer.TrimLegalForm(name)
		if k := gazetteer.Normalize(base); k != "" && !seen[k] && !strings.Contains(name, ";") {
			seen[k] = true
			lines = append(lines, strings.Join([]string{"Organization", name, "", "ticker=" + symbol}, "\t"))
		}
	}
	for _, r := range large {
		add(r[1], r[0])
	}
	for _, r := range listed {
		base, _ := gazetteer.TrimLegalForm(r[1])
		if r[3] == "N" && r[4] == "N" && strings.Contains(base, " ") && isShare(r[2]) && !strings.Contains(r[1], "Acquisition") {
			add(r[1], r[0])
		}
	}
	return lines, nil
}

// isShare leaves out warrants, rights, units, notes and preferred shares.
func isShare(security string) bool {
	return strings.Contains(security, "Common") || strings.Contains(security, "Ordinary") || strings.Contains(security, "Depositary")
}

// clubs lists football clubs with their short names. A file begins an entry
// with "Name, year, @ stadium, city" and continues it with "| alias | alias".
func clubs(sources string) ([]string, error) {
	var lines []string
	err := filepath.WalkDir(filepath.Join(sources, "openfootball-clubs"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".clubs.txt") {
			return err
		}
		more, err := clubFile(path)
		lines = append(lines, more...)
		return err
	})
	slices.Sort(lines)
	return slices.Compact(lines), err
}

func clubFile(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written
	var lines []string
	var name string
	var aliases []string
	flush := func() {
		if name != "" {
			lines = append(lines, strings.Join([]string{"Organization", name, strings.Join(aliases, ";"), ""}, "\t"))
		}
		name, aliases = "", nil
	}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line, _, _ := strings.Cut(sc.Text(), "#")
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '=':
			flush()
		case line[0] == '|':
			for a := range strings.SplitSeq(line[1:], "|") {
				if a = strings.TrimSpace(a); isClubName(a) && a != name && !slices.Contains(aliases, a) {
					aliases = append(aliases, a)
				}
			}
		default:
			flush()
			if n, _, _ := strings.Cut(line, ","); isClubName(strings.TrimSpace(n)) {
				name = strings.TrimSpace(n)
			}
		}
	}
	flush()
	return lines, sc.Err()
}

// isClubName leaves out abbreviations of tables ("West Ham U."), codes and
// names that are a country's.
func isClubName(s string) bool {
	_, country := gazetteer.CountryOf(s)
	return len(s) > 2 && !country && !strings.ContainsAny(s, ";\t[]()•›") && !strings.HasSuffix(s, ".") && !strings.Contains(s, ". ")
}
