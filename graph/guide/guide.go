package guide

import (
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/schema"
)

//go:embed guide.html
var page string

var pageTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("guide").Parse(page)) })

// The paths of a guide and its style below the address that serves them.
const (
	Path      = "/guide.html"
	StylePath = "/style.grass"
)

// look draws the relations that most articles state.
const look = `MATCH (f:Statement) WHERE f.support >= 1
WITH f ORDER BY f.support DESC, f.id LIMIT 50
MATCH (s:Entity)<-[:SUBJECT]-(f)-[:OBJECT]->(o:Entity)
MATCH p = (s)-[r]->(o) WHERE r.statement = f.id
RETURN p`

// step is a step of the story: a question and the saved queries that answer it.
type step struct {
	title, says string
	queries     []string
}

// steps is the story, in order. Every saved query has its place.
func steps() []step {
	return []step{
		{"Who invests in it?", "The best supported investors come first: stories count independent reports, articles count reprints too. The sentences behind a relation are one query away.", []string{"investors", "evidence"}},
		{"Who speaks for it?", "Roles change: the day of the last article tells who spoke most recently.", []string{"spokespeople"}},
		{"How are two of them connected?", "The shortest chains of relations that articles state, up to six steps.", []string{"path"}},
		{"What is new?", "Set the day to a week ago to see what changed this week.", []string{"new"}},
		{"What is beyond doubt?", "What many independent stories state is rarely wrong.", []string{"corroborated"}},
		{"What is denied or only alleged?", "A denial is no fact, and neither is an allegation. Some are stated as fact elsewhere.", []string{"disputed"}},
		{"What does one article say?", "Every statement of an article with the sentence it stands in.", []string{"article"}},
		{"How did its circle grow?", "New relations month by month.", []string{"months"}},
		{"What is not said?", "Names that often stand side by side, though no article says why.", []string{"unstated"}},
		{"Do the sources agree?", "Who states, who alleges and who denies the same relation.", []string{"sources"}},
	}
}

// Write writes the guide. Given are values for parameters of the saved queries,
// by name; the others have their defaults. style is the address of the style.
func Write(w io.Writer, style string, given map[string]string) error {
	type query struct{ Says, Cypher string }
	type shown struct {
		Number      int
		Title, Says string
		Queries     []query
	}
	data := struct {
		Style, Look string
		Steps       []shown
	}{Style: style, Look: look}
	unused := make(map[string]bool, len(given))
	for name := range given {
		unused[name] = true
	}
	for i, s := range steps() {
		out := shown{Number: i + 1, Title: s.title, Says: s.says}
		for _, name := range s.queries {
			q, err := schema.SavedQuery(name)
			if err != nil {
				return err
			}
			mine := make(map[string]string)
			for _, p := range q.Params {
				if v, ok := given[p.Name]; ok {
					mine[p.Name] = v
					delete(unused, p.Name)
				}
			}
			cypher, err := q.Inline(mine)
			if err != nil {
				return err
			}
			out.Queries = append(out.Queries, query{strings.ToUpper(q.Says[:1]) + q.Says[1:], cypher})
		}
		data.Steps = append(data.Steps, out)
	}
	for name := range unused {
		return fmt.Errorf("no saved query has a parameter %q", name)
	}
	return pageTemplate().Execute(w, data)
}

// colours of the types of entities: fill, border, text.
func colours() []struct{ label, fill, border, text string } {
	return []struct{ label, fill, border, text string }{
		{string(schema.Person), "#F79767", "#f36924", "#FFFFFF"},
		{string(schema.Organization), "#4C8EDA", "#2870c2", "#FFFFFF"},
		{string(schema.Place), "#57C7E3", "#23b3d7", "#2A2C34"},
		{string(schema.Group), "#C990C0", "#b261a5", "#FFFFFF"},
		{string(schema.Product), "#8DCC93", "#5db665", "#2A2C34"},
		{string(schema.Event), "#F16667", "#eb2728", "#FFFFFF"},
		{string(schema.Law), "#569480", "#447666", "#FFFFFF"},
		{string(schema.Work), "#D9C8AE", "#c0a378", "#2A2C34"},
	}
}

// Style is the style sheet in GraSS.
func Style() string {
	var b strings.Builder
	node := func(selector, caption, diameter, fill, border, text string) {
		fmt.Fprintf(&b, "%s {\n  diameter: %s;\n  color: %s;\n  border-color: %s;\n  border-width: 2px;\n  text-color-internal: %s;\n  font-size: 10px;\n  caption: \"{%s}\";\n}\n\n",
			selector, diameter, fill, border, text, caption)
	}
	edge := func(selector, colour, width string) {
		fmt.Fprintf(&b, "%s {\n  color: %s;\n  shaft-width: %s;\n  font-size: 8px;\n  padding: 3px;\n  text-color-external: #000000;\n  text-color-internal: #FFFFFF;\n  caption: \"<type>\";\n}\n\n",
			selector, colour, width)
	}
	node("node", "name", "50px", "#A5ABB6", "#9AA1AC", "#FFFFFF")
	for _, c := range colours() {
		node("node."+c.label, "name", "65px", c.fill, c.border, c.text)
	}
	node("node.Article", "title", "50px", "#ECEFF4", "#A5ABB6", "#2A2C34")
	node("node.Statement", "type", "20px", "#FFD86E", "#EDBA39", "#604A0E")
	edge("relationship", "#6E7684", "3px")
	for _, t := range []string{"MENTIONS", "STATES", "SUBJECT", "OBJECT", "SAID_BY", "PUBLISHED_BY"} {
		edge("relationship."+t, "#C5CAD3", "1px")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// WriteFolder writes guide and style into a folder, new or there already, that is
// to be served at an address such as http://localhost:8000.
func WriteFolder(dir, address string, given map[string]string) error {
	var page strings.Builder
	if err := Write(&page, strings.TrimSuffix(address, "/")+StylePath, given); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, Path), []byte(page.String()), 0o644),
		os.WriteFile(filepath.Join(dir, StylePath), []byte(Style()), 0o644),
	)
}

// Handler serves guide and style, to pages from anywhere.
func Handler(given map[string]string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Path, func(w http.ResponseWriter, r *http.Request) {
		var b strings.Builder
		if err := Write(&b, "http://"+r.Host+StylePath, given); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, b.String()) // the reader may be gone
	})
	mux.HandleFunc("GET "+StylePath, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, Style()) // the reader may be gone
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Allow-Methods", "GET, OPTIONS")
		h.Set("Access-Control-Allow-Headers", "*")
		h.Set("Access-Control-Allow-Private-Network", "true")
		h.Set("Cache-Control", "no-cache")
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		mux.ServeHTTP(w, r)
	})
}
