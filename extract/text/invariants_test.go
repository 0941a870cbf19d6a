package text

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract/datatest"
)

func analyzer(tb testing.TB) *Analyzer {
	tb.Helper()
	a, err := Default()
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

var straightQuotes = strings.NewReplacer("‘", "'", "’", "'", "‚", "'", "‛", "'",
	"“", `"`, "”", `"`, "„", `"`, "‟", `"`, "&rsquo;", "'")

// check reports what is wrong with a document, or nothing.
func check(text string, doc Document) string {
	if doc.Text != text {
		return "the text was changed"
	}
	at := 0 // all before is accounted for
	blank := func(from, to int) bool { return strings.TrimSpace(text[from:to]) == "" }
	for _, s := range doc.Sentences {
		if len(s.Tokens) == 0 {
			return "a sentence without tokens"
		}
		if s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			return "a sentence that does not reach from its first to its last token: " + s.In(text)
		}
		for _, t := range s.Tokens {
			switch {
			case t.Start < at || t.End <= t.Start || t.End > len(text):
				return "a token out of order: " + t.Text
			case !blank(at, t.Start):
				return "text outside of tokens: " + text[at:t.Start]
			case straightQuotes.Replace(t.In(text)) != t.Text:
				return "a token that does not slice back: " + t.Text + " is " + t.In(text)
			case strings.ContainsFunc(t.Text, unicode.IsSpace):
				return "a token with white space: " + t.Text
			case t.Tag == "":
				return "a token without a tag: " + t.Text
			case utf8.ValidString(text) && !utf8.ValidString(t.Text):
				return "a token cut within a letter: " + t.Text
			}
			at = t.End
		}
		for line, gap := range strings.Split(s.In(text), "\n") {
			if line > 0 && strings.TrimSpace(gap) == "" {
				return "a sentence across an empty line: " + s.In(text)
			}
		}
	}
	if !blank(at, len(text)) {
		return "text after the last token: " + text[at:]
	}
	return ""
}

func TestEveryByteOfTheStoriesBelongsToOneToken(t *testing.T) {
	a, texts := analyzer(t), datatest.Texts(t, datatest.BBC, 0)
	if testing.Short() {
		texts = texts[:min(200, len(texts))]
	}
	for _, text := range texts {
		if wrong := check(text, a.Analyze(text)); wrong != "" {
			t.Fatalf("%s\nin %q", wrong, text)
		}
	}
}

func TestGoroutinesShareAnAnalyzer(t *testing.T) {
	a := analyzer(t)
	texts := datatest.Texts(t, datatest.BBC, 0)
	texts = texts[:min(200, len(texts))]
	want := make([]Document, len(texts))
	for i, text := range texts {
		want[i] = a.Analyze(text)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, text := range texts {
				if !reflect.DeepEqual(a.Analyze(text), want[i]) {
					t.Errorf("another result for story %d", i)
				}
			}
		})
	}
	wg.Wait()
}

func TestTwoAnalyzersAgree(t *testing.T) {
	a := analyzer(t)
	b, err := New()
	if err != nil {
		t.Fatal(err)
	}
	texts := datatest.Texts(t, datatest.BBC, 0)
	for _, text := range texts[:min(300, len(texts))] {
		x, y := a.Analyze(text), b.Analyze(text)
		if !reflect.DeepEqual(x, y) {
			t.Fatalf("sentences differ for %q", text)
		}
		e, err := a.ProseEntities(x)
		if err != nil {
			t.Fatal(err)
		}
		f, err := b.ProseEntities(y)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(e, f) {
			t.Fatalf("entities differ for %q", text)
		}
	}
}

func TestAnyTextIsCovered(t *testing.T) {
	a := analyzer(t)
	word := rapid.OneOf(
		rapid.SampledFrom([]string{
			"Mr.", "U.S.", "Inc.", "“Yes,”", "O’Brien’s", "--", "—", "...", "…", "(SEC)", "£600m", "US$5-$6",
			"London-based", "ex-Acme", `"`, "'", "’", "[6]", "\n", "\n\n", "\r\n", "\u2029", "İİİİ's", "K's", "can't", ".", "?!", "76%", "-", "*",
			"http://a.b/c", "a@b.co", ":-)", "J.K.", "&rsquo;s", "\xff", "\x00", "\x01", "1.", "Paris/London", "Al-Mu'mini's,",
		}),
		rapid.String(), rapid.StringMatching(`[A-Za-z.,'"()$-]{1,12}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		sep := rapid.SampledFrom([]string{" ", "", "\n", "  "}).Draw(t, "separator")
		text := strings.Join(rapid.SliceOf(word).Draw(t, "words"), sep)
		if wrong := check(text, a.Analyze(text)); wrong != "" {
			t.Fatalf("%s\nin %q", wrong, text)
		}
	})
}

func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{
		"", "Acme Inc. won’t buy “Bolt” for £600m.\n\nShares fell 3%.", "İİİİ's K's", "a\x00b\xff\xfe.", `" " " ' '`,
		strings.Repeat("!", 3000), strings.Repeat("x'", 500), "U.S.-based ex-", "1. A\n2. B", "O'Sullivan's, 'tis", "&rsquo;&rsquo;",
	} {
		f.Add(s)
	}
	a := analyzer(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc := a.Analyze(text)
		if wrong := check(text, doc); wrong != "" {
			t.Fatalf("%s\nin %q", wrong, text)
		}
		if _, err := a.ProseEntities(doc); err != nil {
			t.Fatal(err)
		}
	})
}
