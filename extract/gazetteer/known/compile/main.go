// Command compile writes the tables of package known that come from public
// sources:
//
//	go run ./extract/gazetteer/known/compile -sources DIR
//
// DIR holds us-congress, sp500, nasdaq-listings, openfootball-clubs and
// world-cities as folders. The same input gives the same tables, byte for byte.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	sources := flag.String("sources", "", "folder of the sources")
	out := flag.String("out", "extract/gazetteer/known/data", "folder to write to")
	flag.Parse()
	if *sources == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*sources, *out); err != nil {
		fmt.Fprintln(os.Stderr, "compile:", err)
		os.Exit(1)
	}
}

func run(sources, out string) error {
	lines := []string{"# type\tname\taliases\tids; written by compile; do not edit"}
	for _, table := range []func(string) ([]string, error){congress, companies, clubs} {
		more, err := table(sources)
		if err != nil {
			return err
		}
		lines = append(lines, more...)
	}
	if err := os.WriteFile(filepath.Join(out, "entities.tsv"), []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		return err
	}
	places, err := cities(sources)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write([]byte(strings.Join(places, "\n") + "\n")); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "cities.tsv.gz"), b.Bytes(), 0o644)
}
