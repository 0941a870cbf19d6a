package neo4j

import (
	"fmt"
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// Text of the statements. Every one takes $rows (a list of maps) and $store
// (the prefix of the store's entries) and returns one number: how many rows
// found what they need. Labels and types stand in the text, but for an entity's
// label that is set anew, which a row gives, and for relationships that a row
// names by the server's id; all come from the ontology, never from an article.

// moves says whether writing row.p changes n, of which other stores may hold
// the values: then their entries become pending, so that their next loads write
// theirs again.
const moves = `any(k IN keys(row.p) WHERE coalesce(n[k] <> row.p[k], (n[k] IS NULL) <> (row.p[k] IS NULL)))`

const setNode = `SET n += row.p, n.newsgraph = [m IN n.newsgraph WHERE NOT m STARTS WITH $store | ` +
	`CASE WHEN moves THEN left(m, size($store)) ELSE m END] + row.m`

func (o op) cypher() string {
	switch o.kind {
	case createNodes:
		return fmt.Sprintf("UNWIND $rows AS row CREATE (n:%s) SET n = row.p, n.newsgraph = [row.m] RETURN count(n) AS n", o.labels())
	case mergeNodes:
		return fmt.Sprintf("UNWIND $rows AS row MERGE (n:%s {id: row.id}) ON CREATE SET n.newsgraph = [] "+
			"WITH row, n, %s%s AS moves WHERE n.newsgraph IS NOT NULL %s%s%s RETURN count(n) AS n",
			o.label, moves, o.moves(), o.forget(), setNode, o.relabel())
	case createStatements, mergeStatements:
		return o.statementCypher()
	case createEdges:
		return o.matchEnds() + fmt.Sprintf("CREATE (a)-[r:%s]->(b) SET r = row.p, r.newsgraph = row.m RETURN count(r) AS n", o.typ)
	case mergeEdges:
		return o.matchEnds() + fmt.Sprintf("MERGE (a)-[r:%s {newsgraph: row.m}]->(b) SET r += row.p RETURN count(r) AS n", o.typ)
	case updateEdges:
		return "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.r AND (r.newsgraph = row.o OR r.newsgraph = row.m) " +
			"SET r += row.p, r.newsgraph = row.m RETURN count(r) AS n"
	case deleteEdges:
		return "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.r AND r.newsgraph = row.o DELETE r RETURN count(*) AS n"
	case deleteNodes:
		return o.deleteCypher()
	case markNodes:
		return fmt.Sprintf("UNWIND $rows AS row MATCH (n:%s {id: row.id}) WHERE n.newsgraph IS NOT NULL "+
			"SET n.newsgraph = [m IN n.newsgraph WHERE NOT m STARTS WITH $store] + row.m RETURN count(n) AS n", o.label)
	}
	panic(fmt.Sprintf("op of unknown kind %d", o.kind))
}

func (o op) labels() string {
	if o.sub == "" {
		return o.label
	}
	return o.label + ":" + o.sub
}

// relabel gives an entity the label of its type and no other type's.
func (o op) relabel() string {
	if o.label != entityLabel {
		return ""
	}
	return " SET n:$(row.l) REMOVE n:$([l IN labels(n) WHERE l IN " + entityTypes() + " AND l <> row.l])"
}

// entityTypes lists the labels of the ontology's types.
func entityTypes() string {
	var list []string
	for _, e := range schema.Default().Entities {
		list = append(list, "'"+string(e.Type)+"'")
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// moves says, like the constant, whether an entity gets the label of another
// type.
func (o op) moves() string {
	if o.label != entityLabel {
		return ""
	}
	return " OR NOT row.l IN labels(n)"
}

// forget removes the identifiers of an entity, whose property names are data,
// before the new ones are set.
func (o op) forget() string {
	if o.label != entityLabel {
		return ""
	}
	return "FOREACH (k IN coalesce(n.identifiers, []) | SET n[k] = null) "
}

func (o op) matchEnds() string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (a:%s {id: row.s}) MATCH (b:%s {id: row.e}) ", o.from, o.to)
}

func (o op) statementCypher() string {
	var b strings.Builder
	b.WriteString("UNWIND $rows AS row MATCH (s:Entity {id: row.s}) ")
	if o.object {
		b.WriteString("MATCH (o:Entity {id: row.e}) ")
	}
	if o.kind == createStatements {
		b.WriteString("CREATE (n:Statement) SET n = row.p, n.newsgraph = [row.m] CREATE (n)-[:SUBJECT {newsgraph: row.sm}]->(s) ")
		if o.object {
			b.WriteString("CREATE (n)-[:OBJECT {newsgraph: row.om}]->(o) ")
		}
		if o.typ != "" {
			fmt.Fprintf(&b, "CREATE (s)-[r:%s]->(o) SET r = row.t, r.newsgraph = row.tm ", o.typ)
		}
	} else {
		with := "row, s, n"
		if o.object {
			with += ", o"
		}
		b.WriteString("MERGE (n:Statement {id: row.id}) ON CREATE SET n.newsgraph = [] ")
		fmt.Fprintf(&b, "WITH %s, %s AS moves WHERE n.newsgraph IS NOT NULL %s MERGE (n)-[:SUBJECT {newsgraph: row.sm}]->(s) ", with, moves, setNode)
		if o.object {
			b.WriteString("MERGE (n)-[:OBJECT {newsgraph: row.om}]->(o) ")
		}
		if o.typ != "" {
			fmt.Fprintf(&b, "MERGE (s)-[r:%s {newsgraph: row.tm}]->(o) SET r += row.t ", o.typ)
		}
	}
	b.WriteString("RETURN count(n) AS n")
	return b.String()
}

// deleteCypher takes the store's relationships and entry off a node and removes
// it when no store holds it and nobody else's relationship hangs on it. A node
// that must stay keeps an empty list: it is still ours to take up again. The
// number returned is how many nodes stay.
func (o op) deleteCypher() string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (n:%s {id: row.id}) WHERE n.newsgraph IS NOT NULL "+
		"CALL (n) { MATCH (n)-[r]-() WHERE r.newsgraph STARTS WITH $store DELETE r } "+
		"SET n.newsgraph = [m IN n.newsgraph WHERE NOT m STARTS WITH $store] "+
		"WITH n, size(n.newsgraph) = 0 AND NOT EXISTS { (n)--() } AS free "+
		"CALL (n, free) { WITH n, free WHERE free DELETE n } "+
		"RETURN count(CASE WHEN NOT free THEN 1 END) AS n", o.label)
}

// maps are the rows as the driver sends them.
func (o op) maps() []map[string]any {
	out := make([]map[string]any, len(o.rows))
	for i, r := range o.rows {
		m := make(map[string]any, 8)
		switch o.kind {
		case createNodes:
			m["p"], m["m"] = r.props.present(), r.mark
		case mergeNodes:
			m["id"], m["p"], m["m"], m["l"] = r.id, r.props.Map(), r.mark, r.kind
		case createStatements, mergeStatements:
			m["id"], m["s"], m["m"], m["sm"] = r.id, r.start, r.mark, r.subjectMark
			of := Properties.Map
			if o.kind == createStatements {
				of = Properties.present
			}
			m["p"] = of(r.props)
			if o.object {
				m["e"], m["om"] = r.end, r.objectMark
			}
			if o.typ != "" {
				m["t"], m["tm"] = of(r.typedProps), r.typedMark
			}
		case createEdges:
			m["s"], m["e"], m["p"], m["m"] = r.start, r.end, r.props.present(), r.mark
		case mergeEdges:
			m["s"], m["e"], m["p"], m["m"] = r.start, r.end, r.props.Map(), r.mark
		case updateEdges:
			m["r"], m["p"], m["m"], m["o"] = r.element, r.props.Map(), r.mark, r.old
		case deleteEdges:
			m["r"], m["o"] = r.element, r.old
		case deleteNodes:
			m["id"] = r.id
		case markNodes:
			m["id"], m["m"] = r.id, r.mark
		}
		out[i] = m
	}
	return out
}
