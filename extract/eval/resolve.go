package eval

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// ResolveTask says how annotated texts become entities.
type ResolveTask struct {
	Analyze    func(string) text.Document
	Recognize  func(text.Document) []names.Mention                 // gives types to names of sets without, never spans
	Statements func(relations.Input) []relations.Statement         // nil for none
	Entities   func([]extract.Extraction) func(string, int) string // article id and chain id → entity
}

// Named is an annotated name that stands for somebody or something: Gold says
// who by the annotation, Found by the resolver.
type Named struct {
	Article string
	Text    string
	Gold    string
	Found   string
}

// ResolveScores says how well names of many articles were grouped.
type ResolveScores struct {
	Names []Named
	Rows  []ResolveRow
	Mixed float64 // share of the names that stand in an entity most of whose names mean another
}

// ResolveRow measures some of the names. B3 counts whole entities, also where
// only some of their names are measured; MUC and CEAF-e stand for all names
// only.
type ResolveRow struct {
	Title string
	Names int
	CorefScores
	All bool
}

// Resolve groups the names of annotated articles by entity, across articles,
// and compares the groups with the annotation: names with one link, or one
// cross-document cluster, are one. Spans are given; mentions that are not names
// are left out (see nameIn), and so are names that the annotation links to
// nothing.
func Resolve(gold []Document, task ResolveTask) ResolveScores {
	vocabulary := lowerWords(gold)
	var found []extract.Extraction
	var items []goldName
	for i := range gold {
		x, list := task.extraction(&gold[i], vocabulary)
		found = append(found, x)
		items = append(items, list...)
	}
	entity := task.Entities(found)
	var s ResolveScores
	for n, it := range items {
		it.Found = fmt.Sprintf("alone %d", n)
		if it.chain >= 0 {
			it.Found = entity(it.Article, it.chain)
		}
		s.Names = append(s.Names, it.Named)
	}
	s.measure()
	return s
}

// measure fills the rows. A link has several names, or a name several links,
// by the strings as they stand in the texts.
func (s *ResolveScores) measure() {
	forms, links := map[string]map[string]bool{}, map[string]map[string]bool{}
	put := func(m map[string]map[string]bool, k, v string) {
		if m[k] == nil {
			m[k] = map[string]bool{}
		}
		m[k][v] = true
	}
	for _, n := range s.Names {
		put(forms, n.Gold, n.Text)
		put(links, n.Text, n.Gold)
	}
	several := func(n Named) bool { return len(forms[n.Gold]) > 1 }
	unclear := func(n Named) bool { return len(links[n.Text]) > 1 }
	equal := slices.Clone(s.Names)
	for i := range equal {
		equal[i].Found = equal[i].Text
	}
	s.Rows = []ResolveRow{
		allRow("all names", s.Names),
		partRow("of links with several names", s.Names, several),
		partRow("names with several links", s.Names, unclear),
		allRow("equal strings: all names", equal),
		partRow("of links with several names", equal, several),
		partRow("names with several links", equal, unclear),
	}
	s.Mixed = mixed(s.Names)
}

func allRow(title string, list []Named) ResolveRow {
	at := make([]text.Span, len(list))
	for i := range list {
		at[i] = text.Span{Start: i, End: i + 1}
	}
	groups := func(key func(Named) string) [][]text.Span {
		by := map[string][]text.Span{}
		for i, n := range list {
			by[key(n)] = append(by[key(n)], at[i])
		}
		out := make([][]text.Span, 0, len(by))
		for _, k := range slices.Sorted(maps.Keys(by)) {
			out = append(out, by[k])
		}
		return out
	}
	gold := groups(func(n Named) string { return n.Gold })
	found := groups(func(n Named) string { return n.Found })
	return ResolveRow{title, len(list), Coref(gold, found), true}
}

// partRow is B3 averaged over some of the names, each within its whole groups.
func partRow(title string, list []Named, in func(Named) bool) ResolveRow {
	gold, found, both := map[string]float64{}, map[string]float64{}, map[[2]string]float64{}
	for _, n := range list {
		gold[n.Gold]++
		found[n.Found]++
		both[[2]string{n.Gold, n.Found}]++
	}
	r := ResolveRow{Title: title}
	for _, n := range list {
		if in(n) {
			b := both[[2]string{n.Gold, n.Found}]
			r.Names++
			r.B3 = r.B3.Add(PR{b / found[n.Found], 1, b / gold[n.Gold], 1})
		}
	}
	return r
}

// mixed is the share of names that do not mean what most of their entity's do.
func mixed(list []Named) float64 {
	if len(list) == 0 {
		return 0
	}
	wrong := 0
	for _, links := range tally(list, func(n Named) (string, string) { return n.Found, n.Gold }) {
		all, most := 0, 0
		for _, c := range links {
			all, most = all+c, max(most, c)
		}
		wrong += all - most
	}
	return float64(wrong) / float64(len(list))
}

func tally(list []Named, keys func(Named) (string, string)) map[string]map[string]int {
	out := map[string]map[string]int{}
	for _, n := range list {
		a, b := keys(n)
		if out[a] == nil {
			out[a] = map[string]int{}
		}
		out[a][b]++
	}
	return out
}

// Write prints the scores as a table.
func (s ResolveScores) Write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-30s %6s %20s %20s %20s\n", "", "names", "B3  P     R     F1", "MUC P     R     F1", "CEAFe P   R     F1")
	for _, r := range s.Rows {
		fmt.Fprintf(&b, "%-30s %6d %20s", r.Title, r.Names, three(r.B3))
		if r.All {
			fmt.Fprintf(&b, " %20s %20s", three(r.MUC), three(r.CEAFe))
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%.1f%% of the names stand in an entity most of whose names mean another\n", 100*s.Mixed)
	_, err := io.WriteString(w, b.String())
	return err
}

func three(s PR) string { return fmt.Sprintf("%.3f %.3f %.3f", s.Precision(), s.Recall(), s.F1()) }

// WriteErrors prints the groups that cost most: links whose names are split over
// entities, and entities that mix links, the n largest of each.
func (s ResolveScores) WriteErrors(w io.Writer, n int) error {
	forms := func(list []Named) string {
		count := map[string]int{}
		for _, it := range list {
			count[it.Text]++
		}
		keys := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
		var b strings.Builder
		for i, k := range keys[:min(len(keys), 6)] {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%s %d", k, count[k])
		}
		return b.String()
	}
	write := func(title string, keys func(Named) (string, string)) error {
		type fault struct {
			key  string
			cost float64
		}
		var list []fault
		for k, parts := range tally(s.Names, keys) {
			all, same := 0, 0
			for _, c := range parts {
				all, same = all+c, same+c*c
			}
			if len(parts) > 1 {
				list = append(list, fault{k, float64(all) - float64(same)/float64(all)})
			}
		}
		slices.SortFunc(list, func(a, b fault) int { return cmp.Or(cmp.Compare(b.cost, a.cost), cmp.Compare(a.key, b.key)) })
		if _, err := fmt.Fprintf(w, "\n%s (names lost)\n", title); err != nil {
			return err
		}
		for _, f := range list[:min(n, len(list))] {
			parts := map[string][]Named{}
			for _, it := range s.Names {
				if a, b := keys(it); a == f.key {
					parts[b] = append(parts[b], it)
				}
			}
			order := slices.SortedFunc(maps.Keys(parts), func(a, b string) int {
				return cmp.Or(cmp.Compare(len(parts[b]), len(parts[a])), cmp.Compare(a, b))
			})
			if _, err := fmt.Fprintf(w, "%6.1f  %s\n", f.cost, f.key); err != nil {
				return err
			}
			for _, k := range order[:min(len(order), 8)] {
				if _, err := fmt.Fprintf(w, "          %s: %s\n", k, forms(parts[k])); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := write("Split", func(n Named) (string, string) { return n.Gold, n.Found }); err != nil {
		return err
	}
	return write("Mixed", func(n Named) (string, string) { return n.Found, n.Gold })
}

// LinkedName is an annotated name with its type and the page that it is linked
// to.
type LinkedName struct {
	Text string
	Type schema.EntityType
	Link string
}

// LinkedNames lists the linked names of documents, each with the type of its
// chain.
func LinkedNames(gold []Document, task ResolveTask) []LinkedName {
	vocabulary := lowerWords(gold)
	var list []LinkedName
	for i := range gold {
		x, found := task.extraction(&gold[i], vocabulary)
		for _, n := range found {
			if n.chain >= 0 && gold[i].ClusterScope == "" {
				list = append(list, LinkedName{n.Text, x.Chains[n.chain].Type, n.Gold})
			}
		}
	}
	return list
}
