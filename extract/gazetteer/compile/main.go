// Command compile writes the tables of package gazetteer from public sources:
//
//	go run ./extract/gazetteer/compile -sources DIR -news FILE
//
// DIR holds country-codes, rigour, us-congress, popular-names-by-country and
// name-databases-unlicense as folders; FILE (or several, comma-separated) is JSON Lines, gzipped, whose
// records have a text: it says which given names are followed by "he" and
// which by "she". The lists beside this file are our own and outrank the
// sources. The same input gives the same tables, byte for byte.
package main

import (
	"embed"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

//go:embed countries.tsv nicknames.tsv genders.tsv
var own embed.FS

func main() {
	sources := flag.String("sources", "", "folder of the sources")
	news := flag.String("news", "", "files of news texts, comma-separated")
	out := flag.String("out", "extract/gazetteer/data", "folder to write to")
	flag.Parse()
	if *sources == "" || *news == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*sources, strings.Split(*news, ","), *out); err != nil {
		fmt.Fprintln(os.Stderr, "compile:", err)
		os.Exit(1)
	}
}

func run(sources string, news []string, out string) error {
	countries, err := countryTable(sources)
	if err != nil {
		return err
	}
	nicknames, err := nicknameTable(sources)
	if err != nil {
		return err
	}
	genders, err := genderTable(sources, news)
	if err != nil {
		return err
	}
	for name, lines := range map[string][]string{"countries.tsv": countries, "nicknames.tsv": nicknames, "genders.tsv": genders} {
		text := "# written by compile; do not edit\n" + strings.Join(lines, "\n") + "\n"
		if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// ownTable reads one of the lists beside this file.
func ownTable(name string) ([][]string, error) {
	data, err := own.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows, nil
}
