package train

import (
	"embed"
	"fmt"
	"hash/fnv"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/schema"
)

//go:embed written/*.txt
var writtenFiles embed.FS

// writtenTypes are the short names of entity types in the written sentences.
var writtenTypes = map[string]schema.EntityType{
	"PER": schema.Person, "ORG": schema.Organization, "PLACE": schema.Place, "GROUP": schema.Group,
	"PROD": schema.Product, "EVENT": schema.Event, "LAW": schema.Law, "WORK": schema.Work,
}

// slot is a name in a written sentence.
type slot struct {
	id   byte
	typ  schema.EntityType
	name string
	keep bool // never drawn anew
}

// part is text that ends at a name; the last part of a sentence has none.
type part struct {
	text string
	slot *slot
}

// writtenSentence is a line of a written file: see written/README.md.
type writtenSentence struct {
	id    string
	parts []part
	rels  []eval.Relation // ends are indexes of slots
}

// Written returns the sentences that were written to train on, with people and
// well-known firms, teams, media and universities drawn anew.
func Written() ([]eval.Document, error) {
	list, err := readWritten(writtenFiles)
	if err != nil {
		return nil, err
	}
	docs := make([]eval.Document, len(list))
	for i, s := range list {
		h := fnv.New64a()
		h.Write([]byte(s.text()))
		docs[i] = s.document(newDraw(s, h.Sum64()).name)
	}
	return docs, nil
}

// readWritten reads the files in the order of their names. A sentence that
// stands there twice is an error.
func readWritten(files fs.FS) ([]writtenSentence, error) {
	paths, err := fs.Glob(files, "written/*.txt")
	if err != nil {
		return nil, err
	}
	var list []writtenSentence
	seen := map[string]string{}
	for _, p := range paths {
		b, err := fs.ReadFile(files, p)
		if err != nil {
			return nil, err
		}
		for i, line := range strings.Split(string(b), "\n") {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			id := fmt.Sprintf("%s:%d", path.Base(p), i+1)
			s, err := parseWritten(line)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", id, err)
			}
			s.id = id
			if first, ok := seen[s.text()]; ok {
				return nil, fmt.Errorf("%s: the sentence stands at %s already: want each once", id, first)
			}
			seen[s.text()] = id
			list = append(list, s)
		}
	}
	return list, nil
}

// parseWritten parses "[a:ORG Acme] bought [b:ORG Birch]. => a ACQUIRED b".
func parseWritten(line string) (writtenSentence, error) {
	var s writtenSentence
	marked, rels, ok := strings.Cut(line, "=>")
	if !ok {
		return s, fmt.Errorf("no => after the sentence %q: want one, also before no relations", line)
	}
	slots := map[string]int{}
	var list []*slot
	rest := strings.TrimSpace(marked)
	for rest != "" {
		before, after, open := strings.Cut(rest, "[")
		if strings.Contains(before, "]") {
			return s, fmt.Errorf("] without [ in %q", before)
		}
		if !open {
			s.parts = append(s.parts, part{text: before})
			break
		}
		inside, tail, closed := strings.Cut(after, "]")
		head, name, named := strings.Cut(inside, " ")
		id, typ, typed := strings.Cut(head, ":")
		if !closed || !named || !typed || len(id) != 1 || id < "a" || id > "z" || name != strings.TrimSpace(name) || name == "" {
			return s, fmt.Errorf("mark [%s: want [a:TYPE Name]", inside)
		}
		x := &slot{id: id[0], name: name}
		typ, x.keep = strings.CutSuffix(typ, "!")
		if x.typ, ok = writtenTypes[typ]; !ok {
			return s, fmt.Errorf("type %q: want PER, ORG, PLACE, GROUP, PROD, EVENT, LAW or WORK", typ)
		}
		if _, twice := slots[id]; twice {
			return s, fmt.Errorf("mark %s stands twice: want a letter for each mention", id)
		}
		slots[id] = len(list)
		list = append(list, x)
		s.parts = append(s.parts, part{before, x})
		rest = tail
	}
	for rel := range strings.SplitSeq(rels, ";") {
		f := strings.Fields(rel)
		if len(f) == 0 {
			continue
		}
		if len(f) < 3 || len(f) > 4 {
			return s, fmt.Errorf("relation %q: want SUBJECT TYPE OBJECT, then a modality if it is not asserted", strings.TrimSpace(rel))
		}
		h, okHead := slots[f[0]]
		t, okTail := slots[f[2]]
		if !okHead || !okTail || h == t {
			return s, fmt.Errorf("relation %q: want the letters of two mentions", strings.TrimSpace(rel))
		}
		def, ok := schema.Default().Relation(schema.RelationType(f[1]))
		if !ok || def.Dated || !def.Allows(list[h].typ, list[t].typ) {
			return s, fmt.Errorf("relation %q: no %s joins %s and %s in the ontology", strings.TrimSpace(rel), f[1], list[h].typ, list[t].typ)
		}
		r := eval.Relation{Head: h, Tail: t, Type: f[1], Modality: string(schema.Asserted)}
		if len(f) == 4 {
			if r.Modality = f[3]; r.Modality == string(schema.Asserted) || !slices.ContainsFunc(schema.Default().Modalities, func(m schema.ModalityDef) bool { return string(m.Type) == f[3] }) {
				return s, fmt.Errorf("relation %q: modality %q: want past, planned, alleged or denied", strings.TrimSpace(rel), f[3])
			}
		}
		for _, other := range s.rels {
			if other.Type == r.Type && (other.Head == h && other.Tail == t || def.Symmetric && other.Head == t && other.Tail == h) {
				return s, fmt.Errorf("relation %q stands twice", strings.TrimSpace(rel))
			}
		}
		s.rels = append(s.rels, r)
	}
	return s, nil
}

// text returns the sentence as it was written.
func (s *writtenSentence) text() string {
	return s.document(func(x *slot) string { return x.name }).Text
}

// document returns the sentence with the names that name gives.
func (s *writtenSentence) document(name func(*slot) string) eval.Document {
	d := eval.Document{ID: s.id, Source: written + " for newsrel", Relations: slices.Clone(s.rels)}
	var b strings.Builder
	for _, p := range s.parts {
		b.WriteString(p.text)
		if p.slot != nil {
			n := name(p.slot)
			d.Entities = append(d.Entities, eval.Entity{Start: b.Len(), End: b.Len() + len(n), Type: string(p.slot.typ), Text: n})
			b.WriteString(n)
		}
	}
	d.Text = b.String()
	return d
}
