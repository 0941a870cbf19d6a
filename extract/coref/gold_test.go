package coref_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// sharedFile finds a data set, or skips the test.
func sharedFile(t testing.TB, name string) string {
	t.Helper()
	root := os.Getenv("NEWSGRAPH_SHARED")
	if root == "" {
		dir, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for filepath.Dir(dir) != dir {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				root = filepath.Join(filepath.Dir(dir), "shared")
				break
			}
			dir = filepath.Dir(dir)
		}
	}
	path := filepath.Join(root, name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("NEWSGRAPH_REQUIRE_SHARED") == "1" {
			t.Fatalf("%s is required: %v", name, err)
		}
		t.Skipf("%s is not here: set NEWSGRAPH_SHARED", name)
	}
	return path
}

func analyzer(t testing.TB) *text.Analyzer {
	t.Helper()
	a, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// A goldDoc is an annotated document with its names as mentions.
type goldDoc struct {
	doc      text.Document
	mentions []names.Mention
	chain    map[text.Span]string // gold cluster of every annotated span
}

// chains are the gold chains of the names.
func (g goldDoc) chains() [][]text.Span {
	var order []string
	by := map[string][]text.Span{}
	for _, m := range g.mentions {
		c := g.chain[m.Span]
		if by[c] == nil {
			order = append(order, c)
		}
		by[c] = append(by[c], m.Span)
	}
	var chains [][]text.Span
	for _, c := range order {
		chains = append(chains, by[c])
	}
	return chains
}

// goldType maps the types of the sets to ours; "" leaves an entity out.
func goldType(e eval.Entity) schema.EntityType {
	switch strings.ToLower(e.Type) {
	case "per", "person":
		return schema.Person
	case "org", "organization":
		return schema.Organization
	case "loc", "location", "place":
		return schema.Place
	case "event":
		return schema.Event
	case "misc":
		return schema.Work
	}
	return ""
}

// readGold reads a set; names are given as mentions, and only those.
func readGold(t testing.TB, name string) []goldDoc {
	t.Helper()
	docs, err := eval.ReadFile(sharedFile(t, filepath.Join("data", name)))
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer(t)
	var out []goldDoc
	for _, d := range docs {
		g := goldDoc{doc: a.Analyze(d.Text), chain: map[text.Span]string{}}
		entities := slices.Clone(d.Entities)
		slices.SortStableFunc(entities, func(a, b eval.Entity) int {
			return cmp.Or(cmp.Compare(a.End-a.Start, b.End-b.Start), cmp.Compare(a.Start, b.Start))
		})
		for _, e := range entities {
			span := text.Span{Start: e.Start, End: e.End}
			g.chain[span] = string(e.Cluster)
			m, ok := goldName(g.doc, e)
			if ok && !slices.ContainsFunc(g.mentions, func(o names.Mention) bool { return o.Overlaps(m.Span) }) {
				g.chain[m.Span] = string(e.Cluster)
				g.mentions = append(g.mentions, m)
			}
		}
		slices.SortFunc(g.mentions, func(a, b names.Mention) int { return cmp.Compare(a.Start, b.Start) })
		out = append(out, g)
	}
	return out
}

// goldName aligns an annotated name with tokens, without a leading "the" or a
// possessive.
func goldName(doc text.Document, e eval.Entity) (names.Mention, bool) {
	typ := goldType(e)
	if typ == "" || e.Named != nil && !*e.Named || strings.Count(e.Text, " ") > 7 {
		return names.Mention{}, false
	}
	m := names.Mention{Type: typ, Kind: names.Name, Chain: -1, Probability: 1}
	start, end := e.Start, e.End
	for _, s := range []string{"the ", "The "} {
		if strings.HasPrefix(doc.Text[start:end], s) {
			start += len(s)
		}
	}
	for _, s := range []string{" 's", "'s", "’s"} {
		if strings.HasSuffix(doc.Text[start:end], s) {
			end -= len(s)
		}
	}
	if first, _ := utf8.DecodeRuneInString(doc.Text[start:end]); !unicode.IsUpper(first) {
		return m, false
	}
	for i, s := range doc.Sentences {
		first := slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.Start == start })
		last := slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.End == end })
		if first < 0 || last < first {
			continue
		}
		if e.Named != nil && !strings.HasPrefix(s.Tokens[last].Tag, "NNP") {
			return m, false
		}
		m.Span = text.Span{Start: start, End: end}
		m.Sentence, m.First, m.Last = i, first, last+1
		if _, _, ok := gazetteer.DemonymOf(m.In(doc.Text)); ok && typ == schema.Place {
			m.Kind = names.Demonym
		}
		return m, true
	}
	return m, false
}

// exactChains is the baseline: equal strings of one type.
func exactChains(g goldDoc) [][]text.Span {
	at := map[string]int{}
	var chains [][]text.Span
	for _, m := range g.mentions {
		k := string(m.Type) + " " + m.In(g.doc.Text)
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

func countAnaphors(g goldDoc, ms []names.Mention, count func(m names.Mention, verdict string)) {
	of := map[int]map[string]bool{}
	for _, m := range ms {
		if m.Kind == names.Name || m.Kind == names.Demonym {
			if of[m.Chain] == nil {
				of[m.Chain] = map[string]bool{}
			}
			of[m.Chain][g.chain[m.Span]] = true
		}
	}
	for _, m := range ms {
		if m.Kind != names.Pronoun && m.Kind != names.Description {
			continue
		}
		c, ok := g.chain[m.Span]
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
		{"train/gum_open.dev.jsonl.gz", .955, .93},
		{"train/gum_open.train.jsonl.gz", .96, .9},
		{"train/redocred.dev.jsonl.gz", .95, 0},
	} {
		t.Run(filepath.Base(tt.file), func(t *testing.T) {
			var ours, exact eval.CorefScores
			var kinds [2]anaphorCount
			for _, g := range readGold(t, tt.file) {
				ms, chains := coref.Resolve(g.doc, g.mentions)
				gold := g.chains()
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
