// Package lists holds names that English-language news mentions, written by
// hand from general knowledge and copied from no data set: a CSV file for
// each category with the columns name, type and use. Which of them are marked
// "ambiguous" was also judged by how often training texts write them in lower
// case.
//
// All of them are features for the learner, which learns how far to trust each
// category. Names whose meaning does not depend on the sentence also outrank
// the model: those of several words that are not marked "ambiguous", and single
// words that are marked "sure".
package lists

import (
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/schema"
)

//go:embed *.csv
var files embed.FS

// Entry is a listed name.
type Entry struct {
	Name     string
	Type     schema.EntityType
	Category string // the file's name without .csv: "companies"
	// Ambiguous names are also words or names of other things: "Apple".
	Ambiguous bool
	// Outranks says that the name is taken for what the list says wherever it
	// stands.
	Outranks bool
}

// All returns the names, file by file in the order of their names. Callers
// must not change them.
var All = sync.OnceValue(func() []Entry {
	var all []Entry
	paths, err := fs.Glob(files, "*.csv")
	if err != nil {
		panic("built-in names: " + err.Error())
	}
	for _, path := range paths {
		f, err := files.Open(path)
		if err != nil {
			panic("built-in names: " + err.Error())
		}
		list, err := read(f, path)
		if err != nil {
			panic("built-in names: " + err.Error())
		}
		all = append(all, list...)
	}
	return all
})

// read reads a file of names.
func read(r io.Reader, file string) ([]Entry, error) {
	c := csv.NewReader(r)
	c.FieldsPerRecord, c.ReuseRecord = 3, true
	var list []Entry
	for {
		rec, err := c.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		line, _ := c.FieldPos(0)
		if line == 1 {
			if rec[0] != "name" || rec[1] != "type" || rec[2] != "use" {
				return nil, fmt.Errorf("%s:1: heading %q: want name,type,use", file, strings.Join(rec, ","))
			}
			continue
		}
		e := Entry{
			Name: strings.Clone(rec[0]), Type: schema.EntityType(strings.Clone(rec[1])),
			Category: strings.TrimSuffix(file, ".csv"), Ambiguous: rec[2] == "ambiguous",
		}
		switch rec[2] {
		case "":
			e.Outranks = strings.Contains(e.Name, " ")
		case "sure":
			e.Outranks = true
		case "ambiguous":
		default:
			return nil, fmt.Errorf("%s:%d: use %q: want nothing, sure or ambiguous", file, line, rec[2])
		}
		if e.Name == "" || e.Name != strings.Join(strings.Fields(e.Name), " ") {
			return nil, fmt.Errorf("%s:%d: name %q: want words with single spaces between them", file, line, e.Name)
		}
		list = append(list, e)
	}
}
