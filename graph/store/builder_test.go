package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// marked finds [P Name] and [P Name|form]: a mention of a chain.
var marked = regexp.MustCompile(`\[([A-Z]) ([^\]|]+)(?:\|([^\]]+))?\]`)

var letters = map[string]schema.EntityType{"P": schema.Person, "O": schema.Organization, "L": schema.Place, "G": schema.Group, "T": schema.Product}

// news makes the input of one article. Each line of the marked text is a
// sentence; each fact is "subject|TYPE|object" with an optional "|modality" and
// is said by every sentence that mentions both.
func news(t testing.TB, key, published, markup string, facts ...string) Input {
	t.Helper()
	x := &extract.Extraction{Version: extract.Version}
	chains := map[string]int{}
	var b strings.Builder
	for n, line := range strings.Split(markup, "\n") {
		if n > 0 {
			b.WriteByte('\n')
		}
		start, last := b.Len(), 0
		for _, m := range marked.FindAllStringSubmatchIndex(line, -1) {
			b.WriteString(line[last:m[0]])
			last = m[1]
			name, form := line[m[4]:m[5]], line[m[4]:m[5]]
			if m[6] >= 0 {
				form = line[m[6]:m[7]]
			}
			kind, typ := letters[line[m[2]:m[3]]], names.Name
			id, ok := chains[name]
			if !ok {
				id = len(x.Chains)
				chains[name] = id
				x.Chains = append(x.Chains, coref.Chain{ID: id, Type: kind, Name: name})
			}
			if form == "he" || form == "she" || form == "it" {
				typ = names.Pronoun
			}
			x.Mentions = append(x.Mentions, names.Mention{
				Span: text.Span{Start: b.Len(), End: b.Len() + len(form)},
				Type: kind, Kind: typ, Chain: id, Probability: .75,
			})
			b.WriteString(form)
		}
		b.WriteString(line[last:])
		if b.Len() > start {
			x.Sentences = append(x.Sentences, text.Span{Start: start, End: b.Len()})
		}
	}
	for _, f := range facts {
		x.Statements = append(x.Statements, fact(t, x, chains, f))
	}
	full := b.String()
	hash := sha256.Sum256([]byte(full))
	a := article.Article{
		ID: hex.EncodeToString(hash[:8]), Key: key, Published: published, Language: "en", Text: full,
		Title: strings.SplitN(full, "\n", 2)[0], Publisher: "The Daily Test",
	}
	if strings.HasPrefix(key, "https://") {
		a.URL = key
	}
	x.Article = a
	return Input{Source{Path: key, Line: 1, Article: a}, x}
}

func fact(t testing.TB, x *extract.Extraction, chains map[string]int, f string) relations.Statement {
	t.Helper()
	parts := append(strings.Split(f, "|"), string(schema.Asserted))
	st := relations.Statement{Type: schema.RelationType(parts[1]), Subject: chains[parts[0]], Modality: schema.Modality(parts[3]), Probability: .875}
	def, _ := schema.Default().Relation(st.Type)
	if def.Dated {
		st.Object = len(x.Values)
		s := x.Sentences[0]
		x.Values = append(x.Values, values.Value{ID: st.Object, Span: text.Span{Start: s.Start, End: s.Start + 1}, Kind: values.Date, Value: parts[2]})
	} else {
		st.Object = chains[parts[2]]
	}
	for _, s := range x.Sentences {
		find := func(chain int) *names.Mention {
			for i, m := range x.Mentions {
				if m.Chain == chain && s.Contains(m.Span) {
					return &x.Mentions[i]
				}
			}
			return nil
		}
		sub, obj := find(st.Subject), find(st.Object)
		if def.Dated && sub != nil {
			obj = &names.Mention{Span: x.Values[st.Object].Span}
		}
		if sub != nil && obj != nil {
			st.Evidence = append(st.Evidence, relations.Evidence{Span: s, Subject: sub.Span, Object: obj.Span, Rule: "test", Probability: .875})
		}
	}
	if len(st.Evidence) == 0 {
		t.Fatalf("no sentence says %q", f)
	}
	return st
}

// from gives an input another source.
func (in Input) from(key, path string) Input {
	in.Article.Key, in.Path = key, path
	x := *in.Extraction
	x.Article = in.Article
	in.Extraction = &x
	return in
}

func open(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{Create: true, Extractor: "test 1"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func openNew(t testing.TB) *Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "news.db"))
}

// put adds inputs in one batch.
func put(t testing.TB, s *Store, batch ...Input) []Status {
	t.Helper()
	st, err := s.AddExtractions(context.Background(), batch)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func resolved(t testing.TB, s *Store) Resolved {
	t.Helper()
	r, err := s.Resolve(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// dump prints tables and views, every row of them, sorted.
func dump(t testing.TB, s *Store, tables ...string) string {
	t.Helper()
	ctx := context.Background()
	var lines []string
	for _, name := range tables {
		for line, err := range rowsOf(ctx, s, "dump", "SELECT * FROM "+name, func(r *sql.Rows) (string, error) {
			cols, err := r.Columns()
			if err != nil {
				return "", err
			}
			cells := make([]any, len(cols))
			into := make([]any, len(cols))
			for i := range cells {
				into[i] = &cells[i]
			}
			err = r.Scan(into...)
			return fmt.Sprintf("%s %q", name, cells), err
		}) {
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

var (
	graphTables = []string{"article", "entity", "name", "former", "statement", "evidence_row", "mention", "citation"}
	inputTables = []string{"source", "extraction", "meta"}
	views       = []string{"articles", "entities", "relations", "evidence"}
)

// some is a small running story: two outlets, a reprint, a denial, a plan.
func some(t testing.TB) []Input {
	t.Helper()
	invest := news(t, "https://daily.example/1", "2024-03-01", "Sandhill buys into Quokka\n"+
		"[O Sandhill Partners] put money into [O Quokka Robotics|Quokka].\n[O Quokka Robotics] is based in [L Perth].",
		"Sandhill Partners|INVESTED_IN|Quokka Robotics", "Quokka Robotics|HEADQUARTERED_IN|Perth")
	speaks := news(t, "https://daily.example/2", "2024-03-02T08:00:00Z", "Ministry plays it down\n"+
		"[P Ana Müller], spokeswoman for the [O Transport Ministry], denied that [O Quokka Robotics] met [O Transport Ministry|it].",
		"Ana Müller|SPOKESPERSON_FOR|Transport Ministry", "Quokka Robotics|MET_WITH|Transport Ministry|denied")
	plan := news(t, "wire/3.txt", "", "Takeover talk\n[O Banksia Group] plans to buy [O Quokka Robotics].\n[P Ana Müller|Müller] had no comment.",
		"Banksia Group|ACQUIRED|Quokka Robotics|planned")
	return []Input{invest, speaks, plan, invest.from("https://evening.example/reprint", "evening/9.html")}
}
