package browse

import (
	"html/template"
	"net/url"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// functions are what the templates may call.
func functions() template.FuncMap {
	return template.FuncMap{
		"plain":     plain,
		"short":     short,
		"day":       day,
		"seen":      seen,
		"verb":      verb,
		"worded":    worded,
		"heading":   heading,
		"modality":  modalityWords,
		"types":     typeWords,
		"plural":    plural,
		"thousands": thousands,
		"support":   func(v FactView) string { return support(v.Fact, v.Told) },
		"sureness":  sureness,
		"sure":      func(p float64) bool { return p >= sure },
		"doubtful":  func(p float64) bool { return p < likely },
		"amount":    graph.Amount,
		"date":      graph.Date,
		"weblink":   webLink,
		"sentence":  func(e store.Said, f store.Fact) []Piece { return sentence(e, f) },
		"capital":   capital,
		"lower":     func(v any) string { return strings.ToLower(toString(v)) },
		"entityURL": entityURL,
		"share":     share,
		"sum":       func(a, b int) int { return a + b },
		"sub":       func(a, b int) int { return a - b },
		"outlet":    outlet,
		"called":    called,
		"says":      relationSays,
		"pair":      func(a, b any) [2]any { return [2]any{a, b} },
		"trio":      func(a, b, c any) [3]any { return [3]any{a, b, c} },
	}
}

func toString(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case schema.EntityType:
		return string(v)
	case schema.RelationType:
		return string(v)
	case schema.Modality:
		return string(v)
	}
	return ""
}

func entityURL(id string) string { return "/entity/" + url.PathEscape(id) }

// share is n of most in hundredths, at least 1.
func share(n, most int) int { return max(1, n*100/max(1, most)) }

// outlet names where an article stands: its publisher, else the host of its
// address, else its file.
func outlet(publisher, link, key string) string {
	if publisher != "" {
		return publisher
	}
	if u, err := url.Parse(link); err == nil && u.Host != "" {
		return u.Host
	}
	if i := strings.LastIndexAny(key, "/\\"); i >= 0 && i < len(key)-1 {
		return key[i+1:]
	}
	return key
}

// called names an article: by its title, else by what the end of its address or
// its file is called.
func called(title, key string) string {
	if title != "" {
		return title
	}
	u, err := url.Parse(key)
	if err != nil || u.Host == "" {
		return key
	}
	last := strings.TrimRight(u.Path, "/")
	last = last[strings.LastIndexByte(last, '/')+1:]
	if words := strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == '+' {
			return ' '
		}
		return r
	}, last)); words != "" {
		return words
	}
	return u.Host
}

// relationSays is the ontology's definition of a relation.
func relationSays(t string) string {
	def, _ := schema.Default().Relation(schema.RelationType(t))
	return def.Says
}
