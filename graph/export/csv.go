package export

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

func csvFiles() []string {
	return []string{"entities.csv", "relations.csv", "evidence.csv", "articles.csv"}
}

// writeCSV writes four files that join by id. Lists are JSON arrays; the object
// of a dated fact is its date; a date without a year stands beside its column in
// words. Spans are bytes into the article's text.
func writeCSV(ctx context.Context, r graph.Reader, to *folder) error {
	ends, err := readEnds(ctx, r)
	if err != nil {
		return err
	}
	to.about = []string{
		"UTF-8, RFC 4180, lists as JSON arrays. With pandas:", "",
		`  relations = pandas.read_csv("relations.csv")`,
		`  evidence = pandas.read_csv("evidence.csv").merge(relations, left_on="relation_id", right_on="id")`, "",
		"Not every relation is a fact: look at modality. Dates are of a day, month or year",
		`(pandas.to_datetime(…, format="ISO8601")); those without a year stand in words in`,
		"the column of the same name and _text.",
	}
	if err := sheet(to, "entities", "id type name aliases mentions articles first_seen last_seen identifiers former_ids", r.Entities(ctx),
		func(e graph.Entity) []string {
			names := make([]string, len(e.Aliases))
			for i, a := range e.Aliases {
				names[i] = a.Name
			}
			ids := "{}"
			if len(e.Identifiers) > 0 {
				ids = asJSON(e.Identifiers)
			}
			return []string{
				e.ID, string(e.Type), e.Name, array(names), strconv.Itoa(e.Mentions), strconv.Itoa(e.Articles),
				e.FirstSeen, e.LastSeen, ids, array(e.FormerIDs),
			}
		}); err != nil {
		return err
	}
	if err := sheet(to, "relations", "id subject_id subject subject_type type object_id object object_type modality role amount stake "+
		"valid_from valid_from_text valid_to valid_to_text speakers confidence support stories first_said last_said", r.Statements(ctx),
		func(s graph.Statement) []string {
			subject, object := ends[s.Subject], ends[s.Object]
			if s.Object == "" {
				object = end{graph.Date(s.Value), "date"}
			}
			from, fromText := isoOrWords(s.ValidFrom)
			to, toText := isoOrWords(s.ValidTo)
			return []string{
				s.ID, s.Subject, subject.name, string(subject.kind), string(s.Type), s.Object, object.name, string(object.kind), string(s.Modality),
				s.Role, s.Amount, s.Stake, from, fromText, to, toText, array(s.Speakers), strconv.FormatFloat(s.Confidence, 'g', -1, 64),
				strconv.Itoa(s.Support), strconv.Itoa(s.Stories), s.FirstSaid, s.LastSaid,
			}
		}); err != nil {
		return err
	}
	if err := sheet(to, "evidence", "id relation_id article_id sentence start end subject_start subject_end object_start object_end rule probability", r.Evidence(ctx),
		func(e graph.Evidence) []string {
			return []string{
				e.ID, e.Statement, e.Article, e.Sentence, strconv.Itoa(e.Start), strconv.Itoa(e.End),
				strconv.Itoa(e.SubjectSpan.Start), strconv.Itoa(e.SubjectSpan.End), strconv.Itoa(e.ObjectSpan.Start), strconv.Itoa(e.ObjectSpan.End),
				e.Rule, strconv.FormatFloat(e.Probability, 'g', -1, 64),
			}
		}); err != nil {
		return err
	}
	return sheet(to, "articles", "id key url title authors publisher published modified language story", r.Articles(ctx),
		func(a graph.Article) []string {
			return []string{a.ID, a.Key, a.URL, a.Title, array(a.Authors), a.Publisher, a.Published, a.Modified, a.Language, a.Story}
		})
}

// isoOrWords parts dates, which data frames parse, from words for those that have no
// year and text that is none.
func isoOrWords(s string) (iso, text string) {
	if _, _, ok := parseDay(s); ok {
		return s, ""
	}
	return "", graph.Date(s)
}

// sheet writes one file of a folder and counts its rows.
func sheet[T any](to *folder, name, header string, rows iter.Seq2[T, error], row func(T) []string) error {
	return to.file(name+".csv", func(w io.Writer) error {
		out := csv.NewWriter(w)
		if err := out.Write(strings.Fields(header)); err != nil {
			return err
		}
		for v, err := range rows {
			if err != nil {
				return err
			}
			fields := row(v)
			for i, f := range fields {
				fields[i] = strings.ReplaceAll(strings.ToValidUTF8(f, "\uFFFD"), "\x00", "\uFFFD")
			}
			if err := out.Write(fields); err != nil {
				return err
			}
			to.counts[name]++
		}
		out.Flush()
		return out.Error()
	})
}

func array(list []string) string {
	if len(list) == 0 {
		return "[]"
	}
	return asJSON(list)
}

func asJSON(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // lists and maps of text always have a form
	return strings.TrimSuffix(b.String(), "\n")
}
