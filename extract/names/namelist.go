package names

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// NameList is a user's list of names that outrank the model. A nil list is
// empty.
type NameList struct {
	names   map[string]listed // by their words and marks without spaces
	starts  map[string]bool   // the first bytes of each
	longest int               // in bytes
}

type listed struct {
	typ schema.EntityType
	id  string
}

// startLen is how many bytes of a name are looked at first.
const startLen = 4

// start returns the first bytes of a name.
func start(name string) string { return name[:min(len(name), startLen)] }

// ReadNames reads a CSV file of names: name, entity type and, if the user has
// one, an id. Lines that are empty or begin with # are skipped, and so is a
// heading that begins with "name". file stands for it in errors.
func ReadNames(r io.Reader, file string) (*NameList, error) {
	c := csv.NewReader(r)
	c.Comment, c.FieldsPerRecord, c.TrimLeadingSpace = '#', -1, true
	l := newNameList()
	for first := true; ; first = false {
		rec, err := c.Read()
		if errors.Is(err, io.EOF) {
			return l, nil
		}
		if err != nil {
			var bad *csv.ParseError
			if errors.As(err, &bad) {
				return nil, fmt.Errorf("%s:%d: %w", file, bad.Line, bad.Err)
			}
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if first && strings.EqualFold(strings.TrimSpace(strings.TrimPrefix(rec[0], "\ufeff")), "name") {
			continue
		}
		line, _ := c.FieldPos(0)
		if err := l.add(rec); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, line, err)
		}
	}
}

func (l *NameList) add(rec []string) error {
	if len(rec) < 2 || len(rec) > 3 {
		return fmt.Errorf("%d fields: want name,type or name,type,id", len(rec))
	}
	name := strings.TrimSpace(strings.TrimPrefix(rec[0], "\ufeff"))
	if name == "" {
		return errors.New("the name is empty")
	}
	typ := schema.EntityType(strings.TrimSpace(rec[1]))
	if !schema.Default().HasEntity(typ) {
		var types []string
		for _, e := range schema.Default().Entities {
			types = append(types, string(e.Type))
		}
		return fmt.Errorf("type %q: want one of %s", rec[1], strings.Join(types, ", "))
	}
	e := listed{typ: typ}
	if len(rec) == 3 {
		e.id = strings.TrimSpace(rec[2])
	}
	l.put(name, e)
	return nil
}

func newNameList() *NameList {
	return &NameList{names: map[string]listed{}, starts: map[string]bool{}}
}

// put adds a name; of two entries for one name the later stands.
func (l *NameList) put(name string, e listed) {
	name = squeeze(name)
	l.names[name] = e
	l.starts[start(name)] = true
	l.longest = max(l.longest, len(name))
}

// squeeze takes out spaces and straightens quotes, so that names match however
// they are split into tokens.
func squeeze(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(s)
	return strings.Join(strings.Fields(s), "")
}

// Len returns the number of names.
func (l *NameList) Len() int {
	if l == nil {
		return 0
	}
	return len(l.names)
}

// match returns the longest listed name that begins at token i and the token
// after it. buf is memory to work in.
func (l *NameList) match(tokens []text.Token, i int, buf []byte) (e listed, end int) {
	buf = buf[:0]
	for j := i; j < len(tokens); j++ {
		before := len(buf)
		buf = append(buf, tokens[j].Text...)
		if len(buf) > l.longest || before < startLen && len(buf) >= startLen && !l.starts[string(buf[:startLen])] {
			break
		}
		if found, ok := l.names[string(buf)]; ok {
			e, end = found, j+1
		}
	}
	return e, end
}

// overlay puts the listed names in place of the mentions they touch. When the
// list yields, names within a longer mention are left to it, and those that are
// mentions of the same type already only raise their probability.
func (l *NameList) overlay(doc text.Document, mentions []Mention, probability float64, yields bool) []Mention {
	if l.Len() == 0 {
		return mentions
	}
	var out []Mention
	next := 0
	for s := range doc.Sentences {
		from := next
		for next < len(mentions) && mentions[next].Sentence == s {
			next++
		}
		model := mentions[from:next]
		own := l.find(doc.Sentences[s].Tokens, s, probability)
		if yields {
			tokens := doc.Sentences[s].Tokens
			model = slices.DeleteFunc(slices.Clone(model), func(m Mention) bool { return isList(m, own, tokens) })
			own = slices.DeleteFunc(own, func(o Mention) bool { return yield(o, model) })
		}
		for _, m := range model {
			for len(own) > 0 && own[0].Last <= m.First {
				out, own = append(out, own[0]), own[1:]
			}
			if len(own) == 0 || own[0].First >= m.Last {
				out = append(out, m)
			}
		}
		out = append(out, own...)
	}
	return out
}

// isList reports whether a mention is nothing but listed names with "and" and
// commas between them.
func isList(m Mention, own []Mention, tokens []text.Token) bool {
	at, names := m.First, 0
	for _, o := range own {
		if o.First < m.First || o.Last > m.Last {
			continue
		}
		for ; at < o.First; at++ {
			if t := tokens[at].Text; t != "and" && t != "," {
				return false
			}
		}
		at = o.Last
		names++
	}
	return names > 1 && at == m.Last
}

// yield reports whether a listed name gives way to one of the model's mentions.
func yield(o Mention, model []Mention) bool {
	for i := range model {
		m := &model[i]
		same := m.First == o.First && m.Last == o.Last
		switch {
		case m.First > o.First || o.Last > m.Last || same && m.Type != o.Type:
		case same:
			m.Probability = max(m.Probability, o.Probability)
			return true
		default:
			return true
		}
	}
	return false
}

// find returns the listed names of a sentence, the longest at each token.
func (l *NameList) find(tokens []text.Token, sentence int, probability float64) []Mention {
	var out []Mention
	buf := make([]byte, 0, l.longest+64)
	for i := 0; i < len(tokens); {
		e, end := l.match(tokens, i, buf)
		if end == 0 {
			i++
			continue
		}
		out = append(out, Mention{
			Span: text.Span{Start: tokens[i].Start, End: tokens[end-1].End},
			Type: e.typ, Kind: Name, Chain: -1, Probability: probability, Listed: e.id,
			Sentence: sentence, First: i, Last: end,
		})
		i = end
	}
	return out
}

// ID returns the user's id of a listed name, or "".
func (l *NameList) ID(name string) string {
	if l == nil {
		return ""
	}
	return l.names[squeeze(name)].id
}
