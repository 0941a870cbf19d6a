package known

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

//go:embed data/aliases.tsv
var aliasesFile string

//go:embed data/entities.tsv
var entitiesFile string

//go:embed model/links.tsv
var linksFile string

// Entity is somebody or something that has several names or an identifier.
type Entity struct {
	Type  schema.EntityType
	Name  string
	Names []string          // as the tables write them, the usual one first
	IDs   map[string]string // scheme → id: "wikidata" → "Q22250"
}

// names of one type, by gazetteer.Normalize.
type table struct {
	entities []Entity
	by       map[key]int32 // ambiguous for two entities
}

type key struct {
	typ  schema.EntityType
	name string
}

const ambiguous = -1

var known = sync.OnceValue(func() *table {
	t := &table{by: map[key]int32{}}
	for _, file := range []string{aliasesFile, entitiesFile, linksFile} {
		t.read(file)
	}
	return t
})

// read adds the entities of a file. One of a name that an earlier file has is
// that one. Names that two of this file have are nobody's.
func (t *table) read(file string) {
	fresh := map[key]int32{} // names of this file
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := append(strings.Split(line, "\t"), "", "")
		typ, list := schema.EntityType(f[0]), []string{f[1]}
		if f[2] != "" {
			list = append(list, strings.Split(f[2], ";")...)
		}
		n, ok := t.by[keyOf(typ, f[1])]
		if !ok || n == ambiguous {
			n = int32(len(t.entities))
			t.entities = append(t.entities, Entity{Type: typ, Name: f[1]})
		}
		e := &t.entities[n]
		for _, name := range list {
			if !slices.Contains(e.Names, name) {
				e.Names = append(e.Names, name)
			}
			k := keyOf(typ, name)
			if other, ok := fresh[k]; ok && other != n {
				fresh[k] = ambiguous
			} else {
				fresh[k] = n
			}
		}
		for pair := range strings.SplitSeq(f[3], ";") {
			if scheme, id, ok := strings.Cut(pair, "="); ok {
				if e.IDs == nil {
					e.IDs = map[string]string{}
				}
				if e.IDs[scheme] == "" {
					e.IDs[scheme] = id
				}
			}
		}
	}
	for k, n := range fresh {
		if _, ok := t.by[k]; !ok {
			t.by[k] = n
		}
	}
}

func keyOf(t schema.EntityType, name string) key {
	if t == schema.Organization {
		name, _ = gazetteer.TrimLegalForm(name)
	}
	return key{t, gazetteer.Normalize(name)}
}

// Find returns the entity of a type that a name means. Case and accents do not
// count, nor the legal form of an organization. The caller must not change
// what it gets.
func Find(t schema.EntityType, name string) (*Entity, bool) { return find(keyOf(t, name)) }

// FindNormal is Find for a name that is normalized (gazetteer.Normalize) and has
// no legal form.
func FindNormal(t schema.EntityType, norm string) (*Entity, bool) { return find(key{t, norm}) }

func find(k key) (*Entity, bool) {
	tab := known()
	n, ok := tab.by[k]
	if !ok || n == ambiguous {
		return nil, false
	}
	return &tab.entities[n], true
}

// Version tells the embedded tables from others: equal versions are equal
// files.
var Version = sync.OnceValue(func() string {
	return schema.Digest(aliasesFile, entitiesFile, linksFile, bodiesFile, partiesFile, string(citiesFile))
})
