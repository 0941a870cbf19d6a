package export

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

const gexfHead = `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>newsgraph</creator></meta>
<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">
`

// colours of the entity types, apart enough for eyes that see red as green.
var colours = map[schema.EntityType][3]int{
	schema.Person: {0, 114, 178}, schema.Organization: {230, 159, 0}, schema.Place: {0, 158, 115},
	schema.Group: {204, 121, 167}, schema.Product: {86, 180, 233}, schema.Event: {213, 94, 0},
	schema.Law: {120, 120, 120}, schema.Work: {240, 228, 66},
}

// writeGEXF writes entities as nodes that last from the first to the last
// article that mentions them, and relations as edges that last from the first to
// the last article that states them. What has no date is always there.
func writeGEXF(ctx context.Context, r graph.Reader, out *output) error {
	facts, err := readDated(ctx, r)
	if err != nil {
		return err
	}
	out.put(gexfHead)
	entity, relation := entityAttributes(), relationAttributes()
	gexfAttributes(out, "node", entity)
	gexfAttributes(out, "edge", relation)
	out.put("<nodes>\n")
	for e, err := range r.Entities(ctx) {
		if err != nil {
			return err
		}
		out.put(`<node id="`)
		out.escaped(e.ID)
		out.put(`" label="`)
		out.escaped(label(e.Name))
		out.put(`"`)
		gexfTime(out, e.FirstSeen, e.LastSeen)
		out.put(">")
		gexfValues(out, entity, shown{e, facts[e.ID]})
		c := colours[e.Type]
		out.put(fmt.Sprintf(`<viz:color r="%d" g="%d" b="%d"/><viz:size value="%.2f"/>`, c[0], c[1], c[2], 4+4*math.Log2(1+float64(e.Mentions))), "</node>\n")
		out.counts["entities"]++
	}
	out.put("</nodes>\n<edges>\n")
	for s, err := range r.Statements(ctx) {
		if err != nil {
			return err
		}
		if s.Object == "" {
			continue
		}
		out.put(`<edge id="`)
		out.escaped(s.ID)
		out.put(`" source="`)
		out.escaped(s.Subject)
		out.put(`" target="`)
		out.escaped(s.Object)
		out.put(`" kind="`, string(s.Type), " ", string(s.Modality), `" label="`, words(s.Type), `" weight="`, strconv.Itoa(max(s.Stories, 1)), `"`)
		gexfTime(out, s.FirstSaid, s.LastSaid)
		out.put(">")
		gexfValues(out, relation, s)
		out.put("</edge>\n")
		out.counts["relations"]++
	}
	out.put("</edges>\n</graph>\n</gexf>\n")
	return nil
}

func gexfAttributes[T any](out *output, class string, list []attribute[T]) {
	out.put(`<attributes class="`, class, "\">\n")
	for i, a := range list {
		kind := a.kind
		if kind == "int" {
			kind = "integer"
		}
		out.put(`<attribute id="`, strconv.Itoa(i), `" title="`, a.name, `" type="`, kind, "\"/>\n")
	}
	out.put("</attributes>\n")
}

func gexfValues[T any](out *output, list []attribute[T], v T) {
	out.put("<attvalues>")
	for i, a := range list {
		if value := a.of(v); value != "" {
			out.put(`<attvalue for="`, strconv.Itoa(i), `" value="`)
			out.escaped(value)
			out.put(`"/>`)
		}
	}
	out.put("</attvalues>")
}

// gexfTime writes from when to when a thing is there, whole days.
func gexfTime(out *output, first, last string) {
	if d, ok := firstDay(first); ok {
		out.put(` start="`, d, `"`)
	}
	if d, ok := lastDay(last); ok {
		out.put(` end="`, d, `"`)
	}
}

// firstDay is the first day of a date of any precision.
func firstDay(iso string) (string, bool) {
	t, _, ok := parseDay(iso)
	return t.Format(time.DateOnly), ok
}

// lastDay is the last day of a date of any precision.
func lastDay(iso string) (string, bool) {
	t, precision, ok := parseDay(iso)
	switch precision {
	case "2006":
		t = t.AddDate(1, 0, -1)
	case "2006-01":
		t = t.AddDate(0, 1, -1)
	}
	return t.Format(time.DateOnly), ok
}

func parseDay(iso string) (time.Time, string, bool) {
	iso = day(iso)
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if len(iso) == len(layout) {
			t, err := time.Parse(layout, iso)
			return t, layout, err == nil
		}
	}
	return time.Time{}, "", false
}
