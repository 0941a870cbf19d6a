package train

import (
	_ "embed"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
)

// Reader makes choices of annotated documents.
type Reader struct {
	Analyze   func(string) text.Document
	Recognize func(text.Document) []names.Mention
}

// Document is what one document teaches.
type Document []coref.Choice

// Sets are the files that the model is trained on, within the data folder.
func Sets() []string {
	return []string{"train/gum_open.train.jsonl.gz", "train/knowledgenet.fold1.jsonl.gz", "train/knowledgenet.fold2.jsonl.gz", "train/knowledgenet.fold3.jsonl.gz"}
}

//go:embed descriptions.tsv
var descriptionsFile string

// DescriptionsSet is the file whose texts the annotated descriptions are of.
const DescriptionsSet = "raw/news.jsonl.gz"

// described is an annotated description.
type described struct {
	text.Span
	name string // "" when it stands for nothing named
}

// descriptions reads the annotation of descriptions, by document.
func descriptions() (map[string][]described, error) {
	by := map[string][]described{}
	n := 0
	for line := range strings.Lines(descriptionsFile) {
		n++
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("descriptions.tsv:%d: %d fields: want document, start, end, name", n, len(f))
		}
		start, err1 := strconv.Atoi(f[1])
		end, err2 := strconv.Atoi(f[2])
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("descriptions.tsv:%d: %q, %q: want bytes", n, f[1], f[2])
		}
		d := described{text.Span{Start: start, End: end}, f[3]}
		if d.name == "-" {
			d.name = ""
		}
		by[f[0]] = append(by[f[0]], d)
	}
	return by, nil
}

// ReadDescriptions reads the documents with annotated descriptions.
func (r *Reader) ReadDescriptions(data string) ([]Document, error) {
	by, err := descriptions()
	if err != nil {
		return nil, err
	}
	docs, err := eval.ReadFile(filepath.Join(data, DescriptionsSet))
	if err != nil {
		return nil, err
	}
	var all []Document
	for i := range docs {
		d := &docs[i]
		marked := by[d.ID]
		if len(marked) == 0 {
			continue
		}
		doc := r.Analyze(d.Text)
		own := r.Recognize(doc)
		for i := range marked { // one chain, one name
			for _, earlier := range marked[:i] {
				if marked[i].name != "" && sameName(marked[i].name, earlier.name) {
					marked[i].name = earlier.name
					break
				}
			}
		}
		chain := map[text.Span]string{}
		named := map[string]bool{}
		for _, o := range own {
			for _, m := range marked {
				if m.name != "" && sameName(o.In(d.Text), m.name) {
					chain[o.Span] = m.name
					named[m.name] = true
					break
				}
			}
		}
		for _, m := range marked {
			if m.name == "" || named[m.name] {
				chain[m.Span] = m.name
			}
		}
		all = append(all, coref.Choices(doc, own, func(span text.Span) (string, bool) {
			name, ok := chain[span]
			return name, ok
		}))
	}
	return all, nil
}

// sameName reports whether one of two names is within the other.
func sameName(a, b string) bool {
	a, b = " "+a+" ", " "+b+" "
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// ReadAll reads sets from the data folder.
func (r *Reader) ReadAll(data string, sets []string) ([]Document, error) {
	var all []Document
	for _, name := range sets {
		docs, err := eval.ReadFile(filepath.Join(data, name))
		if err != nil {
			return nil, err
		}
		n := len(all)
		for i := range docs {
			if d := r.document(&docs[i]); len(d) > 0 {
				all = append(all, d)
			}
		}
		if len(all) == n {
			return nil, fmt.Errorf("%s: no document with a question: want chains of mentions or facts of pronouns", name)
		}
	}
	return all, nil
}

// document reads one document. With chains annotated, everything is known; of
// facts only the pronouns that are arguments and whose names the facts tell.
func (r *Reader) document(d *eval.Document) Document {
	if d.Source == "knowledgenet-v10" {
		return r.facts(d)
	}
	g := eval.CorefGold(d, r.Analyze)
	gold := func(span text.Span) (string, bool) {
		chain, _ := g.ChainOf(span)
		return chain, true
	}
	out := coref.Choices(g.Doc, g.Names, gold)
	// Names as they are recognized are more, and some are wrong.
	own := r.Recognize(g.Doc)
	return append(out, coref.Choices(g.Doc, own, gold)...)
}

// facts reads a document of which only facts are annotated.
func (r *Reader) facts(d *eval.Document) Document {
	doc := r.Analyze(d.Text)
	own := r.Recognize(doc)
	chain := map[text.Span]string{}
	for i := range d.Entities {
		e := &d.Entities[i]
		spans := eval.PronounNames(d, i)
		if !eval.IsPronoun(e.Text) || len(spans) == 0 {
			continue
		}
		p := text.Span{Start: e.Start, End: e.End}
		// Pronouns that share a name share the chain.
		id := fmt.Sprint(e.Start)
		for _, m := range own {
			if slices.ContainsFunc(spans, m.Overlaps) {
				if c, ok := chain[m.Span]; ok {
					id = c
				}
			}
		}
		named := false
		for _, m := range own {
			if slices.ContainsFunc(spans, m.Overlaps) {
				chain[m.Span] = id
				named = true
			}
		}
		if named {
			chain[p] = id
		}
	}
	// Candidates without a name count as wrong although some may be meant:
	// left out, the names would lose a tenth of their right pronouns.
	choices := coref.Choices(doc, own, func(span text.Span) (string, bool) {
		c, ok := chain[span]
		return c, ok
	})
	for i := range choices {
		choices[i].Weight = factWeight
	}
	return choices
}

// factWeight is the weight of a choice that facts teach: biographies speak of
// one person, news of several.
const factWeight = .3
