package export

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph/neo4j"
)

// chunk is some rows of all tables: as text while they are collected, packed
// when they are done.
type chunk struct {
	w      *adminWriter
	text   [][]byte
	packed [][]byte
	rows   []int

	multiline  bool
	longest    int
	properties int // as the importer counts them
	err        error
}

func (w *adminWriter) newChunk() chunk {
	text, ok := w.texts.Get().(*[][]byte)
	if !ok {
		list := make([][]byte, len(w.tables))
		text = &list
	}
	return chunk{w: w, text: *text, rows: make([]int, len(w.tables))}
}

// finish packs what was collected.
func (c chunk) finish() chunk {
	c.packed = make([][]byte, len(c.text))
	for i, text := range c.text {
		c.packed[i] = compress(text)
		c.text[i] = text[:0]
	}
	text := c.text
	c.w.texts.Put(&text)
	c.text = nil
	return c
}

// Node implements neo4j.Rows.
func (c *chunk) Node(n neo4j.Node) error {
	i, ok := c.w.byKind[n.Label]
	if !ok {
		return fmt.Errorf("no table for nodes of label %s", n.Label)
	}
	t := &c.w.tables[i]
	id, _ := n.Props.Get("id").(string)
	b := c.string(c.text[i], id)
	begin := len(c.text[i])
	if t.sub {
		b = append(append(b, ','), n.Sub...)
	}
	b, err := c.columns(b, t, n.Props, "id")
	if err != nil {
		return err
	}
	c.properties++ // its id
	if n.Mark != "" {
		b = append(append(b, ','), n.Mark...)
		c.properties++
	}
	c.end(i, begin, b)
	return nil
}

// Relationship implements neo4j.Rows.
func (c *chunk) Relationship(r neo4j.Relationship) error {
	i, ok := c.w.byKind[r.Type]
	if !ok {
		i = c.w.byKind[relations]
	}
	t := &c.w.tables[i]
	if r.StartLabel != t.from || r.EndLabel != t.to {
		return fmt.Errorf("%s goes from %s to %s, not from %s to %s", r.Type, r.StartLabel, r.EndLabel, t.from, t.to)
	}
	begin := len(c.text[i])
	b := c.string(c.text[i], r.Start)
	b = c.string(append(b, ','), r.End)
	if t.typed {
		b = append(append(b, ','), r.Type...)
	}
	b, err := c.columns(b, t, r.Props, "")
	if err != nil {
		return err
	}
	c.properties++ // its mark
	c.end(i, begin, append(append(b, ','), r.Mark...))
	return nil
}

func (c *chunk) end(table, begin int, b []byte) {
	c.text[table] = append(b, '\n')
	c.rows[table]++
	c.longest = max(c.longest, len(c.text[table])-begin)
}

// columns writes the columns of a row, except the property that stands in
// one of its own. Both come by name; a property without a column is an error,
// never lost.
func (c *chunk) columns(b []byte, t *table, props neo4j.Properties, except string) ([]byte, error) {
	i := 0
	for _, p := range props {
		if p.Name == except {
			continue
		}
		for i < len(t.columns) && t.columns[i].name != p.Name {
			b = append(b, ',')
			i++
		}
		if i == len(t.columns) {
			return nil, fmt.Errorf("a %s has a property %s that is not in the columns of %s", t.kind, p.Name, t.file())
		}
		b = append(b, ',')
		i++
		if p.Value == nil {
			continue
		}
		c.properties++
		var err error
		if b, err = c.value(b, p.Value); err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t.kind, p.Name, err)
		}
	}
	for ; i < len(t.columns); i++ {
		b = append(b, ',')
	}
	return b, nil
}

// zoned is the form of a time in UTC, which the driver sends by the zone's name.
const zoned = "2006-01-02T15:04:05.999999999Z[UTC]"

// value writes a field. An empty field means that there is no property, an
// empty one in quotes an empty text. The importer has no empty lists.
func (c *chunk) value(b []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case string:
		return c.string(b, v), nil
	case int:
		return strconv.AppendInt(b, int64(v), 10), nil
	case float64:
		return strconv.AppendFloat(b, v, 'g', -1, 64), nil
	case bool:
		return strconv.AppendBool(b, v), nil
	case neo4j.Date:
		return v.Time().AppendFormat(b, time.DateOnly), nil
	case time.Time:
		return v.UTC().AppendFormat(b, zoned), nil
	case []int:
		for i, n := range v {
			if i > 0 {
				b = append(b, arrayDelimiter...)
			}
			b = strconv.AppendInt(b, int64(n), 10)
		}
		return b, nil
	case []string:
		if len(v) == 1 && !strings.Contains(v[0], arrayDelimiter) {
			return c.string(b, v[0]), nil
		}
		clean := make([]string, len(v))
		for i, s := range v {
			clean[i] = strings.ReplaceAll(s, arrayDelimiter, " ")
		}
		return c.string(b, strings.Join(clean, arrayDelimiter)), nil
	}
	return nil, fmt.Errorf("value %v of type %T has no form in CSV", v, v)
}

// string writes a text in quotes.
func (c *chunk) string(b []byte, s string) []byte {
	if !c.multiline && (strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\r') >= 0) {
		c.multiline = true
	}
	b = append(b, '"')
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return append(append(b, s...), '"')
		}
		b = append(append(b, s[:i]...), `""`...)
		s = s[i+1:]
	}
}
