package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

func filledStore(t *testing.T, more ...Input) *Store {
	t.Helper()
	s := openNew(t)
	put(t, s, append(some(t), more...)...)
	resolved(t, s)
	return s
}

// named finds the entity of that very name.
func named(t *testing.T, s *Store, name string) graph.Entity {
	t.Helper()
	found, err := s.Find(context.Background(), name, 1)
	if err != nil || len(found) == 0 || found[0].How != ByName {
		t.Fatalf("no entity is named %q: %v, %v", name, found, err)
	}
	return found[0].Entity
}

func TestFindForgivesCaseAccentsAndPunctuation(t *testing.T) {
	s := filledStore(t,
		news(t, "k1", "2024-01-01", "x\n[O Quokka Robotics] and [O Quokka Rescue*] and [O U.S. Quokka Board|US Quokka Board] met."),
		news(t, "k2", "2024-01-01", "y\n[P Zoë O’Hara-Łuk] met [O Quokka Rescue*]."))
	for _, c := range []struct {
		term string
		want string // the best match
		how  How
	}{
		{"Ana Müller", "Ana Müller", ByName},
		{"ana muller", "Ana Müller", ByName},
		{"Muller", "Ana Müller", ByAlias},
		{"Quokka", "Quokka Robotics", ByAlias},
		{"Transp", "Transport Ministry", ByStart},
		{"ministry transport", "Transport Ministry", ByWords},
		{"robot quok", "Quokka Robotics", ByWords},
		{"us quokka", "U.S. Quokka Board", ByStart},
		{"zoe ohara luk", "Zoë O’Hara-Łuk", ByName},
		{"Wombat", "", ""},
		{"*", "", ""},
		{"rob*tics", "", ""},
		{"  ", "", ""},
		{"'; DROP TABLE entity; --", "", ""},
	} {
		t.Run(c.term, func(t *testing.T) {
			found, err := s.Find(context.Background(), c.term, 5)
			if err != nil {
				t.Fatal(err)
			}
			if len(found) == 0 {
				if c.want != "" {
					t.Errorf("found nothing, want %q", c.want)
				}
				return
			}
			if found[0].Name != c.want || found[0].How != c.how {
				t.Errorf("found %q by %s, want %q by %s", found[0].Name, found[0].How, c.want, c.how)
			}
		})
	}
}

func TestANameFindsWhomArticlesMostlyMeanByIt(t *testing.T) {
	s := openNew(t)
	put(t, s,
		news(t, "k1", "2024-01-01", "x\n[P Ana Costa|Costa] met [P Bo Lind]. [P Ana Costa|Costa] left, and [P Ana Costa] came."),
		news(t, "k2", "2024-01-03", "z\n[L Costa] is a village."))
	resolved(t, s)
	found, err := s.Find(context.Background(), "costa", 5)
	if err != nil || len(found) != 2 || found[0].Name != "Ana Costa" || found[0].How != ByAlias || found[0].Score != Score(ByAlias, 2, 1) {
		t.Errorf("%+v, %v: want Ana Costa, who is meant twice, before the village", found, err)
	}
}

func TestAFullNameIsFoundBeforeALongerOne(t *testing.T) {
	s := openNew(t)
	put(t, s,
		news(t, "k1", "2024-01-01", "x\n[O Intel] makes chips."),
		news(t, "k2", "2024-01-02", "y\n[O Intelligence Committee] met."),
		news(t, "k3", "2024-01-03", "z\n[O Intelligence Committee] met again."),
		news(t, "k4", "2024-01-04", "u\n[O Intelligence Committee] voted."),
		news(t, "k5", "2024-01-05", "v\n[O Intelligence Committee] rose."),
		news(t, "k6", "2024-01-06", "w\n[O Intelligence Committee] sat."),
		news(t, "k7", "2024-01-07", "q\n[O Intelligence Committee] sat."),
		news(t, "k8", "2024-01-08", "r\n[O Intelligence Committee] heard."),
		news(t, "k9", "2024-01-09", "s\n[O Intelligence Committee] slept."),
		news(t, "k10", "2024-01-10", "t\n[O Intelligence Committee] woke."))
	resolved(t, s)
	found, err := s.Find(context.Background(), "intel", 5)
	if err != nil || len(found) != 2 || found[0].Name != "Intel" || found[1].Score <= found[0].Score {
		t.Errorf("%+v, %v: want Intel before the committee that more articles name", found, err)
	}
}

func TestAnEntityIsFoundByItsIdAndByOnesItGaveUp(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t)
	e := named(t, s, "Quokka Robotics")
	if _, err := s.write.Exec(`INSERT INTO former (id, entity) VALUES ('gone', ?)`, e.ID); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{e.ID, "gone"} {
		if got, err := s.Entity(ctx, id); err != nil || got.ID != e.ID {
			t.Errorf("entity %s: %+v, %v", id, got, err)
		}
		if got, err := s.Find(ctx, id, 5); err != nil || len(got) != 1 || got[0].How != ByID || got[0].ID != e.ID {
			t.Errorf("find %s: %+v, %v", id, got, err)
		}
	}
	if _, err := s.Entity(ctx, "never"); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v: want ErrNotFound", err)
	}
	if _, err := s.Article(ctx, "never"); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v: want ErrNotFound", err)
	}
}

func TestFactsNameBothEnds(t *testing.T) {
	s := filledStore(t)
	e := named(t, s, "Quokka Robotics")
	var got []string
	for f, err := range s.Facts(context.Background(), e.ID) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, strings.Join([]string{f.SubjectEnd.Name, string(f.Type), f.ObjectEnd.Name, string(f.Modality)}, " "))
	}
	slices.Sort(got)
	for _, want := range []string{
		"Banksia Group ACQUIRED Quokka Robotics planned",
		"Quokka Robotics HEADQUARTERED_IN Perth asserted",
		"Sandhill Partners INVESTED_IN Quokka Robotics asserted",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
}

func TestWhyShowsTheSentences(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t)
	sandhill, quokka, ministry := named(t, s, "Sandhill Partners"), named(t, s, "Quokka Robotics"), named(t, s, "Transport Ministry")
	why := func(a string, r schema.RelationType, b string) []Reason {
		t.Helper()
		got, err := s.Why(ctx, a, r, b)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	got := why(sandhill.ID, schema.InvestedIn, quokka.ID)
	if len(got) != 1 || len(got[0].Evidence) != 1 {
		t.Fatalf("%+v: want one fact with one evidence", got)
	}
	e := got[0].Evidence[0]
	if e.Sentence != "Sandhill Partners put money into Quokka." || e.Published != "2024-03-01" || e.Publisher != "The Daily Test" {
		t.Errorf("%+v", e)
	}
	a, err := s.Article(ctx, e.Article)
	if err != nil || e.SubjectSpan.In(a.Text) != "Sandhill Partners" || e.ObjectSpan.In(a.Text) != "Quokka" {
		t.Errorf("the spans do not slice: %+v, %v", e, err)
	}
	if got := why(quokka.ID, schema.InvestedIn, sandhill.ID); len(got) != 0 {
		t.Errorf("the other way round: %+v", got)
	}
	if got := why(quokka.ID, "", sandhill.ID); len(got) != 1 {
		t.Errorf("any relation: %+v", got)
	}
	if got := why(quokka.ID, "", ""); len(got) != 4 {
		t.Errorf("%d facts of any kind, want 4", len(got))
	}
	for _, ends := range [][2]string{{quokka.ID, ministry.ID}, {ministry.ID, quokka.ID}} {
		if got := why(ends[0], schema.MetWith, ends[1]); len(got) != 1 || got[0].Modality != schema.Denied {
			t.Errorf("a symmetric relation: %+v", got)
		}
	}
}

func TestPathsAreShort(t *testing.T) {
	s := filledStore(t, sixty()...)
	id := func(name string) string { return named(t, s, name).ID }
	names := func(from, to string, o PathOptions) string {
		t.Helper()
		path, err := s.Path(context.Background(), id(from), id(to), o)
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, f := range path {
			list = append(list, f.SubjectEnd.Name+"→"+f.ObjectEnd.Name)
		}
		return strings.Join(list, ", ")
	}
	for _, c := range []struct {
		name, from, to string
		o              PathOptions
		want           string
	}{
		{"neighbours", "Company A", "Company B", PathOptions{}, "Company A→Company B"},
		{"against the direction", "Company B", "Company A", PathOptions{}, "Company A→Company B"},
		{"two hops", "Company A", "Company C", PathOptions{}, "Company A→Company B, Company B→Company C"},
		{"around the ring", "Company A", "Company E", PathOptions{}, "Company F→Company A, Company E→Company F"},
		{"weighted", "Company A", "Company C", PathOptions{Weighted: true}, "Company A→Company B, Company B→Company C"},
		{"too far", "Company A", "Company D", PathOptions{MaxHops: 2}, ""},
		{"unconnected", "Company A", "Perth", PathOptions{}, ""},
		{"to itself", "Perth", "Perth", PathOptions{}, ""},
		{"a plan is no edge", "Banksia Group", "Perth", PathOptions{}, ""},
		{"unless asked for", "Banksia Group", "Perth", PathOptions{AllModalities: true}, "Banksia Group→Quokka Robotics, Quokka Robotics→Perth"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := names(c.from, c.to, c.o); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAWeightedPathAvoidsDoubt(t *testing.T) {
	n := &Network{place: map[string]int32{}}
	for _, l := range []struct {
		a, b       string
		confidence float64
	}{{"a", "b", .9}, {"a", "d", .3}, {"b", "c", .9}, {"c", "d", .9}} {
		n.join(Link{ID: l.a + l.b, Subject: l.a, Object: l.b, Modality: schema.Asserted, Confidence: l.confidence, Stories: 1})
	}
	n.sort()
	for _, c := range []struct {
		name string
		o    PathOptions
		want []string
	}{
		{"by hops", PathOptions{MaxHops: 6}, []string{"ad"}},
		{"by doubt", PathOptions{MaxHops: 6, Weighted: true}, []string{"ab", "bc", "cd"}},
		{"by doubt within two hops", PathOptions{MaxHops: 2, Weighted: true}, []string{"ad"}},
	} {
		if got := n.Path("a", "d", c.o); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheSummaryAddsUp(t *testing.T) {
	s := filledStore(t)
	sum, err := s.Summary(context.Background(), 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	if sum.Articles != 3 || sum.Sources != 4 || sum.Statements != 5 || sum.Evidence != 5 || sum.Mentions == 0 {
		t.Errorf("%+v: want 3 articles, 4 sources, 5 statements, 5 evidence", sum)
	}
	for _, c := range []struct {
		name  string
		list  []TypeCount
		total int
	}{{"entities", sum.ByType, sum.Entities}, {"relations", sum.ByRelation, sum.Statements}, {"modalities", sum.ByModality, sum.Statements}} {
		n := 0
		for _, t := range c.list {
			n += t.Count
		}
		if n != c.total || n == 0 {
			t.Errorf("%s: the parts of %v make %d, want %d", c.name, c.list, n, c.total)
		}
	}
	if len(sum.Connected) != 2 || sum.Connected[0].Name != "Quokka Robotics" || sum.Connected[0].Statements != 4 {
		t.Errorf("most connected: %+v: want Quokka Robotics with 4 first", sum.Connected)
	}
	if len(sum.Samples) != 3 {
		t.Errorf("%d samples, want 3", len(sum.Samples))
	}
	for _, e := range sum.Samples {
		if !e.HasEdge() || e.Said.Sentence == "" || e.Said.Statement != e.ID {
			t.Errorf("sample %+v is no edge or has no sentence of its own", e)
		}
	}
}

func TestTheViewsHaveTheColumnsThatOthersReadBy(t *testing.T) {
	s := filledStore(t, news(t, "k", "", "z\n[P Ana Müller] was born in Spring.", "Ana Müller|born_on|1970-05-01"))
	for view, want := range map[string]string{
		"entities":  "id type name aliases mentions articles first_seen last_seen",
		"relations": "id subject_id subject subject_type type object_id object object_type modality role confidence support stories first_said last_said",
		"evidence": "relation_id article_id url title publisher published sentence start end subject_start subject_end object_start object_end " +
			"rule probability marks reasons",
		"articles": "id key url title authors publisher published modified language story sources text",
	} {
		cols, err := columns(s, view)
		if err != nil || strings.Join(cols, " ") != want {
			t.Errorf("view %s has columns %q, %v: want %s", view, cols, err, want)
		}
	}
	var sliced, sentence, doc string
	err := s.pool.QueryRow(`SELECT CAST(substr(CAST(a.text AS BLOB), e.start + 1, e.end - e.start) AS TEXT), e.sentence
		FROM evidence e JOIN articles a ON a.id = e.article_id WHERE e.sentence LIKE '%denied%'`).Scan(&sliced, &sentence)
	if err != nil || sliced != sentence || !strings.Contains(sliced, "Müller") {
		t.Errorf("sliced %q, stored %q, %v", sliced, sentence, err)
	}
	err = s.pool.QueryRow(`SELECT subject || ' ' || type || ' ' || object || ' ' || object_type || coalesce(object_id, '')
		FROM relations WHERE type = 'born_on'`).Scan(&doc)
	if err != nil || doc != "Ana Müller born_on 1970-05-01 date" {
		t.Errorf("a dated fact reads %q, %v", doc, err)
	}
	err = s.pool.QueryRow(`SELECT aliases FROM entities WHERE name = 'Quokka Robotics'`).Scan(&doc)
	if err != nil || !strings.HasPrefix(doc, `["Quokka Robotics"`) {
		t.Errorf("aliases read %q, %v", doc, err)
	}
}

func TestVerifyNoticesWhatWasChanged(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct{ name, script, kind, says string }{
		{"nothing", ``, "", ""},
		{"a mention moved", `UPDATE mention SET start = start + 1, end = end + 1 WHERE form = 'Perth'`, "mention", "the store says \"Perth\""},
		{"a mention past the end", `UPDATE mention SET end = 99999 WHERE form = 'Perth'`, "mention", "not within the text"},
		{"a sentence reworded", `UPDATE evidence_row SET sentence = replace(sentence, 'put', 'lost')`, "evidence", "the store says"},
		{"a span outside its sentence", `UPDATE evidence_row SET object_start = 0, object_end = 2`, "evidence", "not within its sentence"},
		{"a mark outside the text", `UPDATE evidence_row SET marks = 'trigger 5 999999'`, "evidence", "not within the text"},
		{"a text changed", `UPDATE extraction SET text = replace(text, 'Perth', 'Hobart')`, "mention", "Hobar"},
		{"a text gone", `DELETE FROM extraction`, "article", "no text"},
		{"evidence gone", `DELETE FROM evidence_row`, "statement", "no evidence"},
		{"an entity gone", `DELETE FROM entity WHERE name = 'Perth'`, "statement", "object is not in the store"},
		{"a mention gone", `DELETE FROM mention WHERE form = 'Quokka'`, "entity", "not as many"},
		{"a text appended to", `UPDATE extraction SET text = text || ' It was a joke.'`, "article", "not what was extracted"},
		{"a text appended to under an id made of it", `UPDATE extraction SET text = text || ' It was a joke.'`, "article", "its id was made of"},
		{"a title reworded", `UPDATE article SET title = 'No takeover' WHERE title = 'Takeover talk'`, "article", "as its source describes it"},
		{"an outlet renamed", `UPDATE article SET publisher = 'The Evening Test'`, "article", "as its source describes it"},
		{"authors made up", `UPDATE article SET authors = '["Jo Ng"]'`, "article", "as its source describes it"},
		{"a source's title reworded", `UPDATE source SET header = json_set(header, '$.title', 'No takeover') WHERE key LIKE 'wire%'`, "article", "as its source describes it"},
		{"support made up", `UPDATE statement SET support = support + 1`, "statement", "support"},
		{"stories made up", `UPDATE statement SET stories = stories + 1`, "statement", "stories"},
		{"said too early", `UPDATE statement SET first_said = '2001-01-01'`, "statement", "first or last said"},
		{"said too late", `UPDATE statement SET last_said = '2031-01-01' WHERE type = 'ACQUIRED'`, "statement", "first or last said"},
		{"seen too early", `UPDATE entity SET first_seen = '2001-01-01' WHERE name = 'Perth'`, "entity", "first or last seen"},
		{"articles made up", `UPDATE entity SET articles = articles + 1`, "entity", "not as many"},
		{"a source gone", `DELETE FROM source`, "article", "no source"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := filledStore(t, madeOf(news(t, "https://daily.example/4", "2024-03-04", "Quokka & <Co.> \u2028 \u0007\n[O Quokka Robotics] grows.")))
			if _, err := s.write.Exec(c.script); err != nil {
				t.Fatal(err)
			}
			found, checked, err := s.Verify(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if c.kind == "" {
				if len(found) != 0 || checked.Articles != 4 || checked.Evidence != 5 || checked.Mentions == 0 {
					t.Errorf("found %v in %+v", found, checked)
				}
				return
			}
			if !slices.ContainsFunc(found, func(d Discrepancy) bool { return d.Kind == c.kind && strings.Contains(d.Says, c.says) }) {
				t.Errorf("found %v: want a %s that says %q", found, c.kind, c.says)
			}
		})
	}
}

// madeOf gives an article the id that is made of its text, authors and a
// citation.
func madeOf(in Input) Input {
	in.Article.ID = article.TextID(in.Article.Text)
	in.Article.Authors = []string{"Ana <ana@daily.example>"}
	in.Article.Cites = []article.Citation{{Title: "Q & A", URL: "https://daily.example/1"}}
	return in
}

// columns gives the names of a view's columns.
func columns(s *Store, view string) ([]string, error) {
	rows, err := s.pool.Query(`SELECT * FROM ` + view)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // nothing is read
	cols, err := rows.Columns()
	return cols, errors.Join(err, rows.Err())
}
