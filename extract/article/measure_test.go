package article

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/datatest"
)

// Bodies of pages are compared with those that a person marked, as bags of
// four tokens in a row (the measure of the article extraction benchmark of
// Scrapinghub).
func TestPageBodiesAreFound(t *testing.T) {
	truth := datatest.Path(t, "data/html/ground-truth.json")
	data, err := os.ReadFile(truth)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]struct {
		ArticleBody string `json:"articleBody"`
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	var names []string
	for name := range want {
		names = append(names, name)
	}
	slices.Sort(names)
	var sumP, sumR, sumF float64
	n := 0
	for _, name := range names {
		page := readGzip(t, filepath.Join(filepath.Dir(truth), name+".html.gz"))
		if page == nil {
			continue
		}
		n++
		text := ""
		if d, err := pageDraft(mustDecode(page)); err == nil {
			body, _ := cutTop(dropTitle(Normalize(d.body), oneLine(d.title)))
			text, _ = cutBoilerplate(body)
		}
		p, r, f := shingleScore(text, want[name].ArticleBody)
		sumP, sumR, sumF = sumP+p, sumR+r, sumF+f
		if f < 0.9 {
			t.Logf("%.12s P %.3f R %.3f F %.3f", name, p, r, f)
		}
	}
	mean := sumF / float64(n)
	t.Logf("%d pages: precision %.4f recall %.4f F1 %.4f", n, sumP/float64(n), sumR/float64(n), mean)
	if mean < 0.93 {
		t.Errorf("mean F1 %.4f: want at least 0.93", mean)
	}
}

func mustDecode(page []byte) string {
	s, _ := decode(page, prescanHTML(page))
	return s
}

func readGzip(t *testing.T, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() // only read from
	zr, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(zr)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func shingleScore(got, want string) (p, r, f float64) {
	g, w := shingles(got), shingles(want)
	var tp, fp, fn float64
	for k, n := range g {
		tp += float64(min(n, w[k]))
		fp += float64(max(0, n-w[k]))
	}
	for k, n := range w {
		fn += float64(max(0, n-g[k]))
	}
	if tp == 0 {
		return 0, 0, 0
	}
	p, r = tp/(tp+fp), tp/(tp+fn)
	return p, r, 2 * p * r / (p + r)
}

func shingles(s string) map[string]int {
	words := strings.FieldsFunc(s, func(r rune) bool { return letters(string(r)) == "" })
	out := map[string]int{}
	for i := 0; i+4 <= len(words); i++ {
		out[strings.Join(words[i:i+4], " ")]++
	}
	return out
}
