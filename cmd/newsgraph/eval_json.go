package main

import (
	"io"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/schema"
)

// score is how well something was found, as JSON.
type score struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Right     int     `json:"right"`
	False     int     `json:"false"`
	Missed    int     `json:"missed"`
}

func scoreOf(c eval.Count) score {
	return score{c.Precision(), c.Recall(), c.F1(), c.Right, c.False, c.Missed}
}

func scoresOf[K ~string](counts map[K]eval.Count) map[K]score {
	out := make(map[K]score, len(counts))
	for k, c := range counts {
		out[k] = scoreOf(c)
	}
	return out
}

// ratio is a precision and a recall, as JSON.
type ratio struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// chainScore are the measures of chains, as JSON.
type chainScore struct {
	MUC   *ratio  `json:"muc,omitempty"`
	B3    ratio   `json:"b3"`
	CEAFe *ratio  `json:"ceafe,omitempty"`
	Mean  float64 `json:"mean,omitempty"`
}

func chainScoreOf(s eval.CorefScores, all bool) chainScore {
	of := func(p eval.PR) ratio { return ratio{p.Precision(), p.Recall(), p.F1()} }
	out := chainScore{B3: of(s.B3)}
	if all {
		muc, ceafe := of(s.MUC), of(s.CEAFe)
		out.MUC, out.CEAFe, out.Mean = &muc, &ceafe, s.F1()
	}
	return out
}

func namesJSON(w io.Writer, path string, s eval.NameScores) error {
	return message(w, "names", struct {
		Path      string                      `json:"path"`
		ByType    map[schema.EntityType]score `json:"by_type"`
		Micro     score                       `json:"micro"` // persons, organizations and places
		All       *score                      `json:"all,omitempty"`
		Unaligned int                         `json:"unaligned"`
	}{path, scoresOf(s.ByType), scoreOf(s.Micro()), all(s.Full, scoreOf(s.All())), s.Unaligned})
}

// all is a score where it means something.
func all(known bool, s score) *score {
	if !known {
		return nil
	}
	return &s
}

func relationsJSON(w io.Writer, path string, s eval.RelationScores) error {
	out := struct {
		Path             string                    `json:"path"`
		ByType           map[string]score          `json:"by_type"`
		Micro            score                     `json:"micro"`
		Macro            float64                   `json:"macro"`
		WithModality     *score                    `json:"micro_with_modality,omitempty"`
		Modalities       map[schema.Modality]score `json:"modalities,omitempty"`
		ModalityAccuracy float64                   `json:"modality_accuracy,omitempty"`
	}{Path: path, ByType: scoresOf(s.ByType), Micro: scoreOf(s.Micro()), Macro: s.Macro(), WithModality: all(!s.Mapped, scoreOf(s.Strict))}
	if !s.Mapped {
		out.Modalities, out.ModalityAccuracy = map[schema.Modality]score{}, s.ModalityAccuracy()
		for _, m := range schema.Default().Modalities {
			out.Modalities[m.Type] = scoreOf(s.ModalityCount(m.Type))
		}
	}
	return message(w, "relations", out)
}

func chainsJSON(w io.Writer, path string, s eval.ChainScores) error {
	return message(w, "coref", map[string]any{
		"path":  path,
		"names": chainScoreOf(s.Names, true), "names_equal_strings": chainScoreOf(s.NamesEqual, true), "names_same_last_words": chainScoreOf(s.NamesHead, true),
		"own": chainScoreOf(s.Own, true), "own_equal_strings": chainScoreOf(s.OwnEqual, true), "own_same_last_words": chainScoreOf(s.OwnHead, true),
		"pronouns": scoreOf(s.Pronouns), "descriptions": scoreOf(s.Descriptions), "not_annotated": s.Silent,
	})
}

func pronounsJSON(w io.Writer, path string, f eval.PronounFacts) error {
	return message(w, "pronoun_facts", map[string]any{
		"path": path, "facts": f.Facts, "third_person": f.Third, "resolved": f.Resolved, "link": scoreOf(f.Link), "found": f.Found, "found_of_chain": f.Any,
	})
}

func resolveJSON(w io.Writer, path string, s eval.ResolveScores) error {
	type row struct {
		Title string `json:"title"`
		Names int    `json:"names"`
		chainScore
	}
	rows := make([]row, len(s.Rows))
	for i, r := range s.Rows {
		rows[i] = row{r.Title, r.Names, chainScoreOf(r.CorefScores, r.All)}
	}
	return message(w, "resolve", map[string]any{"path": path, "rows": rows, "mixed": s.Mixed})
}
