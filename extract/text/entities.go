package text

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// An Entity is a name that prose's stock recognizer finds, with prose's label:
// PERSON, GPE, ORGANIZATION, LOCATION, FACILITY or GSP.
type Entity struct {
	Span
	Label    string
	Sentence int // index into Document.Sentences
	First    int // index of the first token in the sentence
	Last     int // index after the last token
}

// entityModel is prose's maximum entropy classifier of tokens. As with the
// tagger, the weights are prose's and the inference is ours, for the same
// reasons.
type entityModel struct {
	labels  []string
	weights map[string][]labelWeight // by "feature-value-"
	basic   map[string]bool          // prose's list of basic English words
}

type labelWeight struct {
	label  int
	weight float64
}

func newEntityModel() (*entityModel, error) {
	const dir = "model/Maxent/"
	var (
		mapping map[string]int
		weights []float64
		basic   []string
	)
	m := &entityModel{weights: make(map[string][]labelWeight, 1<<16), basic: make(map[string]bool)}
	for name, into := range map[string]any{
		"labels.gob": &m.labels, "mapping.gob": &mapping, "weights.gob": &weights, "words.gob": &basic,
	} {
		if err := decodeAsset(dir+name, into); err != nil {
			return nil, fmt.Errorf("text: load entity model: %w", err)
		}
	}
	for _, w := range basic {
		m.basic[w] = true
	}
	slices.Sort(m.labels)
	for key, at := range mapping {
		for id, label := range m.labels {
			if feature, ok := strings.CutSuffix(key, label); ok && strings.HasSuffix(feature, "-") && at < len(weights) {
				m.weights[feature] = append(m.weights[feature], labelWeight{id, weights[at]})
			}
		}
	}
	return m, nil
}

// ProseEntities runs prose's stock recognizer over an analyzed text. Its model
// is loaded on first use.
func (a *Analyzer) ProseEntities(doc Document) ([]Entity, error) {
	m, err := a.entities()
	if err != nil {
		return nil, err
	}
	var out []Entity
	for i, s := range doc.Sentences {
		for _, e := range chunk(s.Tokens, m.classify(s.Tokens)) {
			e.Sentence = i
			e.Span = Span{s.Tokens[e.First].Start, s.Tokens[e.Last-1].End}
			out = append(out, e)
		}
	}
	return out, nil
}

// classify gives each token its label: O, or B- or I- and the kind of entity.
func (m *entityModel) classify(tokens []Token) []string {
	out := make([]string, len(tokens))
	scores := make([]float64, len(m.labels))
	prevTag, prevWord, prevPos, prevShape := "None", "None", "None", "None"
	for i, t := range tokens {
		nextWord, nextPos := "None", "None"
		if i+1 < len(tokens) {
			nextWord, nextPos = strings.ToLower(tokens[i+1].Text), strings.ToLower(tokens[i+1].Tag)
		}
		basic := "False"
		if m.basic[t.Text] {
			basic = "True"
		}
		lower := strings.ToLower(t.Text)
		clear(scores)
		for _, f := range [...][2]string{
			{"bias", "True"},
			{"en-wordlist", basic},
			{"nextpos", nextPos},
			{"nextword", nextWord},
			{"pos", t.Tag},
			{"pos+prevtag", t.Tag + "+" + prevTag},
			{"prefix3", strings.ToLower(t.Text[:min(len(t.Text), 3)])},
			{"prevpos", prevPos},
			{"prevtag", prevTag},
			{"prevword", prevWord},
			{"shape", shape(t.Text)},
			{"shape+prevtag", prevShape + "+" + prevTag},
			{"suffix3", strings.ToLower(tail(t.Text))},
			{"word", t.Text},
			{"word+nextpos", lower + "+" + nextPos},
			{"word.lower", lower},
			{"wordlen", strconv.Itoa(len(t.Text))},
		} {
			for _, w := range m.weights[f[0]+"-"+f[1]+"-"] {
				scores[w.label] += w.weight
			}
		}
		out[i] = m.labels[slices.Index(scores, slices.Max(scores))]
		prevTag, _, _ = strings.Cut(out[i], "-")
		prevWord, prevPos = lower, t.Tag
		if i > 0 {
			prevShape = shape(t.Text)
		}
	}
	return out
}

// chunk joins labelled tokens into entities by prose's rules: a label that
// differs from the running one, or a tag that equals the last one, goes on
// with the entity. Unlike in prose, an entity may end a sentence.
func chunk(tokens []Token, labels []string) []Entity {
	var out []Entity
	first, last, end := -1, -1, ""
	emit := func() {
		kind := labels[first]
		if last-first == 1 && slices.Contains(labels[first:last+1], "B-PERSON") {
			kind = "B-PERSON"
		}
		_, kind, _ = strings.Cut(kind, "-")
		out = append(out, Entity{Label: kind, First: first, Last: last + 1})
		first, last, end = -1, -1, ""
	}
	for i, t := range tokens {
		label := labels[i]
		switch {
		case label != "O" && label != end,
			first >= 0 && t.Tag == tokens[last].Tag,
			first >= 0 && t.Tag == "CD" && labels[last] != "O":
			end = strings.Replace(label, "B", "I", 1)
			if first < 0 {
				first = i
			}
			last = i
		case end != "":
			if label != "O" {
				last = i
			}
			emit()
		}
	}
	if first >= 0 {
		emit()
	}
	return out
}

// shape is prose's coarse shape of a word.
func shape(w string) string {
	if _, err := strconv.ParseFloat(w, 64); err == nil {
		return "number"
	}
	if c := w[len(w)-1]; c != '_' && !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'z') {
		return "punct"
	}
	if strings.ToLower(w) == w {
		return "downcase"
	}
	separated := true
	for _, r := range w {
		if separated && unicode.ToTitle(r) != r {
			return "mixedcase"
		}
		separated = r < 0x80 && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) || unicode.IsSpace(r)
	}
	return "upcase"
}
