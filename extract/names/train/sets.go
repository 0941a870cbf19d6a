package train

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names/internal/model"
	"github.com/newsgraph/newsgraph/extract/text"
)

// Set is an annotated file and how its guidelines map to ours.
type Set struct {
	File string
	// Make makes the documents out of the folder of gazetteers; the set has
	// no file then, only a name.
	Make   func(gazetteers string) ([]eval.Document, error)
	Repeat int
	// Types maps the set's types to the classes that they may be. Types that
	// are missing name nothing of ours.
	Types map[string]model.ClassSet
	// Unannotated are the classes that the set says nothing about.
	Unannotated model.ClassSet
	// Demonyms says that places with the name of a demonym are demonyms.
	Demonyms bool
	// Bodies says that national bodies written in lower case ("Afghan
	// government") are annotated as ours are; else they are left open.
	Bodies bool
	// Guided says that names which a model trained on newsrel alone would
	// part differently are left open.
	Guided bool
	Limit  int    // documents to use; 0 for all
	Copies []Case // add a copy of each document in these cases
}

var (
	per, org, loc = model.Of(model.Person), model.Of(model.Organization), model.Of(model.Place)
	ontology      = map[string]model.ClassSet{
		"Person": per, "Organization": org, "Place": loc, "Group": model.Of(model.Group), "Product": model.Of(model.Product),
		"Event": model.Of(model.Event), "Law": model.Of(model.Law), "Work": model.Of(model.Work),
	}
	conll = map[string]model.ClassSet{"PER": per, "ORG": org, "LOC": loc, "MISC": model.OtherClasses}
	wnut  = map[string]model.ClassSet{
		"person": per, "location": loc, "corporation": org, "group": org,
		"product": model.Of(model.Product), "creative-work": model.Of(model.Work),
	}
	crossner = map[string]model.ClassSet{
		"person": per, "politician": per, "country": loc, "location": loc, "organisation": org, "politicalparty": org,
		"election": model.Of(model.Event), "event": model.Of(model.Event), "misc": model.OtherClasses,
	}
	gum = map[string]model.ClassSet{"person": per, "organization": org, "place": loc}
)

// Newsrel is the set annotated for the ontology.
const Newsrel = "newsrel.train.jsonl.gz"

// Sets are those the shipped model is trained on.
func Sets() []Set {
	rest := model.OtherClasses
	return []Set{
		{File: Newsrel, Repeat: 5, Types: ontology, Demonyms: true, Bodies: true, Copies: []Case{Lower, Title, Upper}},
		{File: "sport results", Make: sport, Repeat: 1, Types: ontology, Demonyms: true, Bodies: true},
		{File: "silver_names.jsonl.gz", Types: conll, Unannotated: rest, Guided: true, Limit: 60_000}, // all 185,000 add nothing
		{File: "docred_ner_coref_only.test.jsonl.gz", Types: conll, Demonyms: true},
		{File: "redocred.dev.jsonl.gz", Types: conll, Demonyms: true},
		{File: "uner_ewt_draft2022.train.jsonl.gz", Types: conll, Unannotated: rest, Demonyms: true},
		{File: "uner_ewt.dev.jsonl.gz", Types: conll, Unannotated: rest, Demonyms: true},
		{File: "wikigold.all.jsonl.gz", Types: conll},
		{File: "wnut17.train.jsonl.gz", Types: wnut, Unannotated: model.Of(model.Demonym, model.Group, model.Event, model.Law)},
		{File: "crossner_politics.train.jsonl.gz", Types: crossner, Unannotated: rest},
		{File: "crossner_politics.dev.jsonl.gz", Types: crossner, Unannotated: rest},
		{File: "gum_open.train.jsonl.gz", Types: gum, Unannotated: rest, Demonyms: true},
	}
}

// masks returns for each token of a sentence the labels that a gold document
// leaves open, and the number of names that do not end where tokens do. Those
// tokens are left open altogether.
func (s *Set) masks(d *eval.Document, sent text.Sentence, nationalities map[string]bool) (masks []uint64, spans []annotated, unaligned int) {
	masks = make([]uint64, len(sent.Tokens))
	free := model.FreeMask(s.Unannotated)
	for i := range masks {
		masks[i] = free
	}
	if !s.Bodies {
		openBodies(masks, sent.Tokens, nationalities)
	}
	for _, e := range outermost(d.Entities, func(e eval.Entity) bool { return s.Types[e.Type] != 0 && (e.Named == nil || *e.Named) }) {
		first, end := -1, 0
		for i, t := range sent.Tokens {
			if t.Start < e.End && e.Start < t.End {
				if first < 0 {
					first = i
				}
				end = i + 1
			}
		}
		if first < 0 {
			continue
		}
		if sent.Tokens[first].Start != e.Start || sent.Tokens[end-1].End != e.End {
			unaligned++
			open(masks, first, end)
			continue
		}
		classes := s.Types[e.Type]
		if s.Demonyms && classes == loc && isDemonym(e.Text, nationalities) {
			classes = model.Of(model.Demonym)
			if !s.Bodies { // who are people for us may be adjectives there
				classes |= model.Of(model.Group)
			}
		}
		if !s.Bodies && classes == loc && end < len(masks) && masks[end-1] == openMask && masks[end] == openMask {
			continue
		}
		model.SpanMasks(masks[first:end], classes)
		spans = append(spans, annotated{first, end})
	}
	return masks, spans, unaligned
}

// bodies are the nouns that make a national body of a demonym or a country.
var bodies = strings.Fields("government military army police parliament navy embassy administration judiciary cabinet legislature senate")

var openMask = model.FreeMask(model.AllClasses)

// openBodies opens the masks of demonyms and names of countries that stand
// before the noun of a body, and that noun's.
func openBodies(masks []uint64, tokens []text.Token, nationalities map[string]bool) {
	for i := 1; i < len(tokens); i++ {
		switch before := tokens[i-1].Text; {
		case !slices.Contains(bodies, tokens[i].Text):
		case isDemonym(before, nationalities), before == "U.S.", before == "US", before == "UK", before == "U.K.":
			masks[i-1], masks[i] = openMask, openMask
		}
	}
}

// outermost returns the entities that are wanted and lie in no other.
func outermost(all []eval.Entity, want func(eval.Entity) bool) []eval.Entity {
	var out []eval.Entity
	for i, e := range all {
		if !want(e) {
			continue
		}
		within := false
		for j, o := range all {
			if i != j && want(o) && o.Start <= e.Start && e.End <= o.End && (o.End-o.Start > e.End-e.Start || j < i) {
				within = true
				break
			}
		}
		if !within {
			out = append(out, e)
		}
	}
	return out
}

// read reads a set's documents.
func read(dir string, s Set) ([]eval.Document, error) {
	var docs []eval.Document
	var err error
	if s.Make != nil {
		docs, err = s.Make(filepath.Join(dir, "gazetteers"))
	} else {
		docs, err = eval.ReadFile(filepath.Join(dir, "train", s.File))
	}
	if s.Limit > 0 && len(docs) > s.Limit {
		docs = docs[:s.Limit]
	}
	return docs, err
}

// hidden reports whether a sentence does not show what was found in unlabelled
// news: two in five, by their text.
func hidden(sentence string) bool { return model.Hash(sentence)%5 < 2 }

// sequences appends the training sequences of a document to seqs. guided holds
// the guide's names by sentence, or is nil.
func (s *Set) sequences(seqs []learn.Sequence, d *eval.Document, doc text.Document, x *model.Extractor, nationalities map[string]bool, guided [][]model.Span) (out []learn.Sequence, unaligned int) {
	for i, sent := range doc.Sentences {
		masks, spans, n := s.masks(d, sent, nationalities)
		unaligned += n
		if guided != nil {
			repair(masks, spans, guided[i])
		}
		x.Blind(hidden(sent.In(doc.Text)))
		features, ends := x.Features(sent.Tokens)
		seqs = append(seqs, learn.Sequence{
			Features: append([]uint32(nil), features...),
			Ends:     append([]int32(nil), ends...),
			Allowed:  masks,
		})
	}
	return seqs, unaligned
}
