package coref_test

import (
	"path/filepath"
	"testing"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/datatest"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
)

func analyzer(t testing.TB) *text.Analyzer {
	t.Helper()
	a, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// readGold reads a set.
func readGold(t testing.TB, name string) []eval.CorefDocument {
	t.Helper()
	docs, err := eval.ReadFile(datatest.Path(t, "data/"+name))
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer(t)
	var out []eval.CorefDocument
	for i := range docs {
		out = append(out, eval.CorefGold(&docs[i], a.Analyze))
	}
	return out
}

// exactChains is the baseline: equal strings of one type.
func exactChains(g *eval.CorefDocument) [][]text.Span {
	at := map[string]int{}
	var chains [][]text.Span
	for _, m := range g.Names {
		k := string(m.Type) + " " + m.In(g.Doc.Text)
		i, ok := at[k]
		if !ok {
			i = len(chains)
			at[k] = i
			chains = append(chains, nil)
		}
		chains[i] = append(chains[i], m.Span)
	}
	return chains
}

// foundChains are the names of the chains found.
func foundChains(ms []names.Mention, chains []coref.Chain) [][]text.Span {
	out := make([][]text.Span, len(chains))
	for _, m := range ms {
		if m.Kind == names.Name || m.Kind == names.Demonym {
			out[m.Chain] = append(out[m.Chain], m.Span)
		}
	}
	return out
}

// anaphorCount counts pronouns and descriptions that were resolved: right when the
// gold annotation has the span in the chain of the name, unknown when it has
// no such span.
type anaphorCount struct{ right, wrong, unknown int }

func countAnaphors(g *eval.CorefDocument, ms []names.Mention, count func(m names.Mention, verdict string)) {
	of := map[int]map[string]bool{}
	for _, m := range ms {
		if m.Kind == names.Name || m.Kind == names.Demonym {
			if of[m.Chain] == nil {
				of[m.Chain] = map[string]bool{}
			}
			of[m.Chain][g.Chain[m.Span]] = true
		}
	}
	for _, m := range ms {
		if m.Kind != names.Pronoun && m.Kind != names.Description {
			continue
		}
		c, ok := g.ChainOf(m.Span)
		switch {
		case !ok:
			count(m, "unknown")
		case of[m.Chain][c]:
			count(m, "right")
		default:
			count(m, "wrong")
		}
	}
}

// Names of annotated news must come together better than by equal strings, and
// as well as when this was measured.
func TestNamedChainsOfAnnotatedSets(t *testing.T) {
	for _, tt := range []struct {
		file  string
		floor float64 // B3 F1
		right float64 // share of the pronouns and descriptions with a gold chain
	}{
		{"measure/dwie.dev.jsonl.gz", .975, 0},
		{"train/gum_open.dev.jsonl.gz", .955, .86},
		{"train/gum_open.train.jsonl.gz", .96, .9},
		{"train/redocred.dev.jsonl.gz", .95, 0},
	} {
		t.Run(filepath.Base(tt.file), func(t *testing.T) {
			var ours, exact eval.CorefScores
			var kinds [2]anaphorCount
			for _, g := range readGold(t, tt.file) {
				g := &g
				ms, chains := coref.Resolve(g.Doc, g.Names)
				gold := g.NameChains()
				ours = ours.Add(eval.Coref(gold, foundChains(ms, chains)))
				exact = exact.Add(eval.Coref(gold, exactChains(g)))
				countAnaphors(g, ms, func(m names.Mention, verdict string) {
					c := &kinds[0]
					if m.Kind == names.Description {
						c = &kinds[1]
					}
					switch verdict {
					case "right":
						c.right++
					case "wrong":
						c.wrong++
					default:
						c.unknown++
					}
				})
			}
			t.Logf("found %v", ours)
			t.Logf("exact %v", exact)
			t.Logf("pronouns %+v, descriptions %+v", kinds[0], kinds[1])
			right, wrong := kinds[0].right+kinds[1].right, kinds[0].wrong+kinds[1].wrong
			if tt.right > 0 && float64(right) < tt.right*float64(right+wrong) {
				t.Errorf("%d of %d pronouns and descriptions are right, want %.2f of them", right, right+wrong, tt.right)
			}
			if ours.B3.F1() < tt.floor || ours.F1() <= exact.F1() {
				t.Errorf("B3 F1 is %.3f, mean %.3f; want at least %.3f, and a mean over %.3f, that of equal strings", ours.B3.F1(), ours.F1(), tt.floor, exact.F1())
			}
		})
	}
}
