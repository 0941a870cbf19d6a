package browse

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph/build"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// The article of the walk: who invests in TikTok, and who says so.
const tiktok = `Investors stand by TikTok as talks go on

Sequoia Capital has invested in TikTok, according to people familiar with the matter.

TikTok's other investors include General Atlantic, the investment firm. Monica Crowley, a spokeswoman for the Treasury Department, declined to comment.
`

// hostile is text that would do harm if it were taken for anything but text.
const hostile = `Zampano <script>document.title = "taken"</script> Holding buys Gelsomina

Zampano Holding has bought Gelsomina </style></script><img src=x onerror=alert(1)> on Monday.

[click](javascript:alert(2)) " onmouseover="alert(3) &lt;b&gt; {{.Title}} ` + "\u202e" + `drkcab` + "\u2066" + ` Zampano Holding.
`

// longLine has its two mentions ten million bytes apart, in one sentence.
var longLine = "A long line\n\nZampano Holding " + strings.Repeat("went on and on and ", 10_000_000/19) + "bought Gelsomina."

var (
	scratch string       // of the run
	opened  *store.Store // what made made, if anybody asked for it
)

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "newsgraph-browse-")
	if err != nil {
		panic(err)
	}
	scratch = dir
	code := m.Run()
	if opened != nil {
		_ = opened.Close()
	}
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// made is a store of the test articles, the walk's, and hostile ones.
var made = sync.OnceValues(func() (*store.Store, error) {
	ctx := context.Background()
	st, err := store.Open(filepath.Join(scratch, "news.db"), store.Options{Create: true})
	if err != nil {
		return nil, err
	}
	opened = st
	x, err := extract.New(extract.Options{})
	if err != nil {
		return nil, err
	}
	a := article.Article{
		Key: "https://example.org/talks", URL: "https://example.org/talks", Title: "Investors stand by TikTok as talks go on",
		Publisher: "The Example Post", Published: "2024-09-04", Language: "en", Text: tiktok,
		Cites: []article.Citation{{Title: "TikTok \"sale\" <b>off</b>", Publisher: "Other Post", URL: "javascript:alert(5)"}},
	}
	a.ID = article.TextID(a.Text)
	walk := x.Extract(a)
	long := stated("long.txt", longLine, "2024-09-02", "Zampano Holding", "Gelsomina")
	bad := stated("hostile.txt", hostile, "2024-09-03", "Zampano Holding", "Gelsomina </style></script><img src=x onerror=alert(1)>")
	bad.Article.URL, bad.Article.Publisher = "javascript:alert(4)", `<b>Daily"</b>`
	bad.Extraction.Article = bad.Article
	batch := []store.Input{{Source: store.Source{Path: "talks.txt", Article: a}, Extraction: &walk}, bad, long}
	if _, err := st.AddExtractions(ctx, batch); err != nil {
		return nil, err
	}
	folder := []string{filepath.Join("..", "..", "testdata", "articles")}
	_, err = build.Run(ctx, st, x, article.Read(ctx, folder, article.Options{}), build.Options{})
	return st, err
})

// stated is the input of a text whose last sentence with both forms says that
// the first acquired the second. Lines are sentences.
func stated(key, body, published, subject, object string) store.Input {
	a := article.Article{ID: article.TextID(body), Key: key, Published: published, Language: "en", Text: body}
	a.Title, _, _ = strings.Cut(body, "\n")
	x := extract.Extraction{Version: extract.Version, Article: a}
	for i, form := range []string{subject, object} {
		x.Chains = append(x.Chains, coref.Chain{ID: i, Type: schema.Organization, Name: form})
		for at := 0; ; {
			k := strings.Index(body[at:], form)
			if k < 0 {
				break
			}
			x.Mentions = append(x.Mentions, names.Mention{Span: text.Span{Start: at + k, End: at + k + len(form)}, Type: schema.Organization, Kind: names.Name, Chain: i, Probability: 1})
			at += k + len(form)
		}
	}
	for at, line := 0, ""; at < len(body); at += len(line) + 1 {
		line, _, _ = strings.Cut(body[at:], "\n")
		x.Sentences = append(x.Sentences, text.Span{Start: at, End: at + len(line)})
		s, o := strings.Index(line, subject), strings.Index(line, object)
		if s < 0 || o < 0 {
			continue
		}
		x.Statements = append(x.Statements, relations.Statement{
			Type: schema.Acquired, Subject: 0, Object: 1, Modality: schema.Asserted, Probability: .9,
			Evidence: []relations.Evidence{{
				Span:    text.Span{Start: at, End: at + len(line)},
				Subject: text.Span{Start: at + s, End: at + s + len(subject)},
				Object:  text.Span{Start: at + o, End: at + o + len(object)}, Rule: "test", Probability: .9,
			}},
		})
	}
	return store.Input{Source: store.Source{Path: key, Line: 1, Article: a}, Extraction: &x}
}

// shown is the server of the store made.
func shown(t testing.TB, o Options) *Server {
	t.Helper()
	st, err := made()
	if err != nil {
		t.Fatal(err)
	}
	if o.Failed == nil {
		o.Failed = func(r *http.Request, err error) { t.Errorf("%s: %v", r.URL, err) }
	}
	s, err := New(st, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
