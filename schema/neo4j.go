package schema

import (
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

//go:embed neo4j/constraints.cypher
var constraintsCypher string

//go:embed neo4j/queries.cypher
var queriesCypher string

// Constraints returns the Cypher statements that a Neo4j database needs before
// the first load, in order, without their semicolons.
func Constraints() []string {
	var out []string
	for _, block := range cypherBlocks(constraintsCypher) {
		if block.text != "" {
			out = append(out, block.text)
		}
	}
	return out
}

// ConstraintsText returns constraints.cypher as it stands, for people and for
// cypher-shell.
func ConstraintsText() string { return constraintsCypher }

// QueryParam is a parameter of a saved query.
type QueryParam struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"` // text, number or date
	Default any    `json:"default"`
	Says    string `json:"says"`
}

// Query is a saved Cypher query.
type Query struct {
	Name   string       `json:"name"`
	Says   string       `json:"says"`
	Params []QueryParam `json:"params,omitempty"`
	Cypher string       `json:"cypher"`
}

// Queries returns the built-in saved queries in the order of queries.cypher.
// The values are shared: do not change them.
var Queries = sync.OnceValue(func() []Query {
	qs, err := ParseQueries("queries.cypher", queriesCypher)
	if err != nil {
		panic("built-in queries: " + err.Error())
	}
	return qs
})

// SavedQuery returns the built-in query of that name; the error names those
// that exist.
func SavedQuery(name string) (Query, error) {
	var known []string
	for _, q := range Queries() {
		if q.Name == name {
			return q, nil
		}
		known = append(known, q.Name)
	}
	return Query{}, fmt.Errorf("no saved query is named %q: want one of %s", name, strings.Join(known, ", "))
}

// Bind returns the parameters of q: those given, read as their kind demands,
// and the defaults for the others.
func (q Query) Bind(given map[string]string) (map[string]any, error) {
	out := make(map[string]any, len(q.Params))
	for _, p := range q.Params {
		out[p.Name] = p.Default
		text, ok := given[p.Name]
		if !ok {
			continue
		}
		value, err := p.read(text)
		if err != nil {
			return nil, fmt.Errorf("query %s: %w", q.Name, err)
		}
		out[p.Name] = value
	}
	for name := range given {
		if _, ok := out[name]; !ok {
			return nil, fmt.Errorf("query %s has no parameter %q", q.Name, name)
		}
	}
	return out, nil
}

// Inline returns the Cypher of q with the values of its parameters written into
// it: those given, and the defaults for the others.
func (q Query) Inline(given map[string]string) (string, error) {
	bound, err := q.Bind(given)
	if err != nil {
		return "", err
	}
	return usedParam.ReplaceAllStringFunc(q.Cypher, func(name string) string { return literal(bound[name[1:]]) }), nil
}

// literal is a value of a parameter as Cypher.
func literal(v any) string {
	if s, ok := v.(string); ok {
		return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`, "\n", `\n`).Replace(s) + "'"
	}
	return fmt.Sprint(v)
}

var dayPattern = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

func (p QueryParam) read(text string) (any, error) {
	switch p.Kind {
	case "number":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("parameter %s is %q: want a whole number", p.Name, text)
		}
		return n, nil
	case "date":
		if !dayPattern.MatchString(text) {
			return nil, fmt.Errorf("parameter %s is %q: want a day as YYYY-MM-DD", p.Name, text)
		}
	}
	return text, nil
}

var (
	queryHead  = regexp.MustCompile(`^([a-z][a-z0-9-]*): (.+)$`)
	queryParam = regexp.MustCompile(`^\$([a-z_][a-z0-9_]*) \((text|number|date), (.+?)\): (.+)$`)
)

// ParseQueries reads a file of saved queries; file is its name for error
// messages. The format is described at the top of queries.cypher.
func ParseQueries(file, text string) ([]Query, error) {
	var out []Query
	seen := map[string]bool{}
	for _, block := range cypherBlocks(text) {
		if block.text == "" {
			continue
		}
		q := Query{Cypher: block.text}
		for _, c := range block.comments {
			if m := queryParam.FindStringSubmatch(c.text); m != nil {
				p := QueryParam{Name: m[1], Kind: m[2], Says: m[4]}
				value, err := p.read(strings.Trim(m[3], `"`))
				if err != nil {
					return nil, fmt.Errorf("%s:%d: %w", file, c.line, err)
				}
				p.Default = value
				q.Params = append(q.Params, p)
			} else if m := queryHead.FindStringSubmatch(c.text); m != nil {
				q.Name, q.Says = m[1], m[2]
			}
		}
		if q.Name == "" {
			return nil, fmt.Errorf("%s:%d: a query without a name: want a line \"// name: what it shows\" above it", file, block.line)
		}
		if seen[q.Name] {
			return nil, fmt.Errorf("%s:%d: query %q is there twice", file, block.line, q.Name)
		}
		seen[q.Name] = true
		if err := q.checkParams(); err != nil {
			return nil, fmt.Errorf("%s:%d: query %s: %w", file, block.line, q.Name, err)
		}
		out = append(out, q)
	}
	return out, nil
}

var usedParam = regexp.MustCompile(`\$([A-Za-z_][A-Za-z0-9_]*)`)

func (q Query) checkParams() error {
	declared, used := map[string]bool{}, map[string]bool{}
	for _, p := range q.Params {
		declared[p.Name] = true
	}
	for _, m := range usedParam.FindAllStringSubmatch(q.Cypher, -1) {
		used[m[1]] = true
		if !declared[m[1]] {
			return fmt.Errorf("parameter $%s has no line that describes it", m[1])
		}
	}
	for _, p := range q.Params {
		if !used[p.Name] {
			return fmt.Errorf("parameter $%s is described but not used", p.Name)
		}
	}
	return nil
}

type cypherComment struct {
	line int
	text string
}

// cypherBlock is one statement with the comment lines right above it.
type cypherBlock struct {
	line     int
	comments []cypherComment
	text     string
}

// cypherBlocks cuts a file into statements. A statement ends with a line that
// ends in a semicolon; an empty line parts comments from what follows.
func cypherBlocks(text string) []cypherBlock {
	var out []cypherBlock
	var b cypherBlock
	var body []string
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, " \t\r")
		comment, isComment := strings.CutPrefix(strings.TrimSpace(line), "//")
		switch {
		case line == "" && len(body) == 0:
			b = cypherBlock{}
		case isComment && len(body) == 0:
			b.comments = append(b.comments, cypherComment{i + 1, strings.TrimSpace(comment)})
		default:
			if len(body) == 0 {
				b.line = i + 1
			}
			statement, last := strings.CutSuffix(line, ";")
			body = append(body, statement)
			if last {
				b.text = strings.Join(body, "\n")
				out = append(out, b)
				b, body = cypherBlock{}, nil
			}
		}
	}
	if len(body) > 0 {
		b.text = strings.Join(body, "\n")
		out = append(out, b)
	}
	return out
}
