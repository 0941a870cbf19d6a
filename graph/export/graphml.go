package export

import (
	"context"
	"strconv"

	"github.com/newsgraph/newsgraph/graph"
)

const graphmlHead = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`

// writeGraphML writes entities as nodes and relations as directed edges; dated
// facts are attributes of the nodes. Gephi and yEd take "label" for the caption,
// Gephi "weight" for the width.
func writeGraphML(ctx context.Context, r graph.Reader, out *output) error {
	facts, err := readDated(ctx, r)
	if err != nil {
		return err
	}
	out.put(graphmlHead)
	key := func(scope, name, kind string) {
		out.put(`<key id="`, scope, "_", name, `" for="`, scope, `" attr.name="`, name, `" attr.type="`, kind, "\"/>\n")
	}
	entity, relation := entityAttributes(), relationAttributes()
	key("node", "label", "string")
	for _, a := range entity {
		key("node", a.name, a.kind)
	}
	key("edge", "label", "string")
	key("edge", "weight", "double")
	for _, a := range relation {
		key("edge", a.name, a.kind)
	}
	data := func(scope, name, value string) {
		if value == "" {
			return
		}
		out.put(`<data key="`, scope, "_", name, `">`)
		out.escaped(value)
		out.put("</data>")
	}
	out.put("<graph id=\"newsgraph\" edgedefault=\"directed\">\n")
	for e, err := range r.Entities(ctx) {
		if err != nil {
			return err
		}
		out.put(`<node id="`)
		out.escaped(e.ID)
		out.put(`">`)
		data("node", "label", label(e.Name))
		for _, a := range entity {
			data("node", a.name, a.of(shown{e, facts[e.ID]}))
		}
		out.put("</node>\n")
		out.counts["entities"]++
	}
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
		out.put(`">`)
		data("edge", "label", words(s.Type))
		data("edge", "weight", strconv.Itoa(max(s.Stories, 1))+".0")
		for _, a := range relation {
			data("edge", a.name, a.of(s))
		}
		out.put("</edge>\n")
		out.counts["relations"]++
	}
	out.put("</graph>\n</graphml>\n")
	return nil
}
