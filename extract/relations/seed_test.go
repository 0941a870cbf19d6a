package relations

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/datatest"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// withNames analyses a text whose names are known; the value of known is the
// chain's name and type.
func withNames(t testing.TB, article string, known map[string]string) Input {
	t.Helper()
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Doc: tagger.Analyze(article)}
	order := sortedKeys(known)
	slices.SortStableFunc(order, func(a, b string) int { return len(b) - len(a) })
	ids := map[string]int{}
	taken := make([]bool, len(article))
	for _, form := range order {
		name, typ, _ := strings.Cut(known[form], "|")
		if _, ok := ids[name]; !ok {
			ids[name] = len(in.Chains)
			in.Chains = append(in.Chains, coref.Chain{ID: len(in.Chains), Type: schema.EntityType(typ), Name: name})
		}
		for at := 0; ; {
			k := strings.Index(article[at:], form)
			if k < 0 {
				break
			}
			span := text.Span{Start: at + k, End: at + k + len(form)}
			at = span.End
			letter := func(i int) bool {
				return i >= 0 && i < len(article) && (article[i] >= 'a' && article[i] <= 'z' || article[i] >= 'A' && article[i] <= 'Z')
			}
			if taken[span.Start] || letter(span.Start-1) || letter(span.End) {
				continue
			}
			for i := span.Start; i < span.End; i++ {
				taken[i] = true
			}
			kind := names.Name
			if strings.ToLower(form) == form {
				kind = names.Description
			}
			in.Mentions = append(in.Mentions, names.Mention{Span: span, Type: schema.EntityType(typ), Kind: kind, Chain: ids[name]})
		}
	}
	slices.SortFunc(in.Mentions, func(a, b names.Mention) int { return a.Start - b.Start })
	return in
}

// lines writes statements as "subject TYPE object modality role".
func lines(in Input, list []Statement) []string {
	var out []string
	for _, s := range list {
		object := ""
		if def, _ := schema.Default().Relation(s.Type); def.Dated {
			object = in.Values[s.Object].Value
		} else {
			object = in.Chains[s.Object].Name
		}
		line := fmt.Sprintf("%s %s %s %s", in.Chains[s.Subject].Name, s.Type, object, s.Modality)
		if s.Role != "" {
			line += " (" + s.Role + ")"
		}
		out = append(out, line)
	}
	return out
}

// TestArticleOnATakeover reads a whole article; what it must state is checked,
// and so is that it states nothing else.
func TestArticleOnATakeover(t *testing.T) {
	data, err := os.ReadFile(datatest.Path(t, "seed-article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	in := withNames(t, string(data), map[string]string{
		"TikTok": "TikTok|Organization", "ByteDance": "ByteDance|Organization", "U.S. government": "U.S. government|Organization",
		"U.S. Government": "U.S. government|Organization",
		"U.S.":            "United States|Place", "Trump": "Donald Trump|Person", "Chinese government": "Chinese government|Organization",
		"Sensor Tower": "Sensor Tower|Organization", "Wall Street Journal": "The Wall Street Journal|Organization",
		"Treasury Department": "Treasury Department|Organization", "Monica Crowley": "Monica Crowley|Person", "the department": "Treasury Department|Organization",
		"China": "China|Place", "Huawei Technologies": "Huawei Technologies|Organization", "Sequoia Capital": "Sequoia Capital|Organization",
		"General Atlantic": "General Atlantic|Organization", "Coatue Management": "Coatue Management|Organization",
		"Central Intelligence Agency": "Central Intelligence Agency|Organization", "Social Media Today": "Social Media Today|Organization",
		"India": "India|Place", "Indian": "India|Place", "Indonesia": "Indonesia|Place", "Brazil": "Brazil|Place", "Turkey": "Turkey|Place",
		"Reuters": "Reuters|Organization", "TechCrunch": "TechCrunch|Organization", "Wired": "Wired|Organization", "Forbes": "Forbes|Organization",
		"Axios": "Axios|Organization", "NBA": "NBA|Organization", "Europe": "Europe|Place",
	})
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	got := lines(in, e.Statements(in))
	want := []string{
		"ByteDance NEGOTIATED_WITH U.S. government asserted",
		"Monica Crowley SPOKESPERSON_FOR Treasury Department asserted (spokeswoman)",
		"Sequoia Capital INVESTED_IN TikTok asserted",
		"General Atlantic INVESTED_IN TikTok asserted",
		"Coatue Management INVESTED_IN TikTok asserted",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
