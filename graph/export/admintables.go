package export

import (
	"fmt"
	"slices"
	"strings"
)

// table is one file of neo4j-admin: all nodes of a label or all relationships
// of a type.
type table struct {
	kind    string   // label, relationship type, or relations for all types of the ontology
	columns []column // by name
	from    string   // of relationships: label of the start
	to      string
	sub     bool // of nodes: a column holds the second label
	typed   bool // of relationships: a column holds the type
}

type column struct{ name, kind string }

// relations is the kind of the table of relations between entities.
const relations = "relations"

// columns reads a list such as "name:string aliases:string[] first_seen:day".
// A day stands for the three properties that a date of any precision takes.
func columns(list string) []column {
	var out []column
	for _, f := range strings.Fields(list) {
		name, kind, _ := strings.Cut(f, ":")
		if kind == "day" {
			out = append(out, column{name, "date"}, column{name + "_precision", "string"}, column{name + "_text", "string"})
			continue
		}
		out = append(out, column{name, kind})
	}
	byName(out)
	return out
}

func byName(list []column) {
	slices.SortFunc(list, func(a, b column) int { return strings.Compare(a.name, b.name) })
}

const said = "modality:string role:string amount:string stake:string confidence:double support:long stories:long " +
	"first_said:day last_said:day valid_from:day valid_to:day"

// adminTables lists the tables, with a column for each scheme of identifiers.
func adminTables(identifiers []string) []table {
	entity := columns("name:string aliases:string[] mentions:long articles:long former_ids:string[] identifiers:string[] " +
		"first_seen:day last_seen:day born_on:day died_on:day founded_on:day")
	for _, scheme := range identifiers {
		entity = append(entity, column{scheme, "string"})
	}
	byName(entity)
	return []table{
		{kind: "Entity", sub: true, columns: entity},
		{kind: "Article", columns: columns("url:string title:string published:day published_at:datetime publisher:string language:string story:string cited_only:boolean")},
		{kind: "Statement", columns: columns("type:string value:string " + said)},
		{kind: "NewsgraphStore", columns: columns("revision:long state:string schema:string kinds:string[] counts:long[]")},
		{kind: relations, typed: true, from: "Entity", to: "Entity", columns: columns("statement:string " + said)},
		{kind: "SUBJECT", from: "Statement", to: "Entity"},
		{kind: "OBJECT", from: "Statement", to: "Entity"},
		{kind: "SAID_BY", from: "Statement", to: "Entity"},
		{kind: "STATES", from: "Article", to: "Statement", columns: columns("id:string sentence:string start:long end:long subject_start:long subject_end:long object_start:long object_end:long rule:string probability:double")},
		{kind: "MENTIONS", from: "Article", to: "Entity", columns: columns("count:long spans:long[] forms:string[]")},
		{kind: "CITES", from: "Article", to: "Article"},
		{kind: "PUBLISHED_BY", from: "Article", to: "Entity"},
		{kind: "WRITTEN_BY", from: "Article", to: "Entity"},
	}
}

func byKind(tables []table) map[string]int {
	out := map[string]int{}
	for i, t := range tables {
		out[t.kind] = i
	}
	return out
}

func (t table) file() string { return strings.ToLower(t.kind) + ".csv.gz" }

// argument is what names the file to neo4j-admin.
func (t table) argument() string {
	switch {
	case t.typed:
		return "--relationships=" + t.file()
	case t.from != "":
		return fmt.Sprintf("--relationships=%s=%s", t.kind, t.file())
	}
	return fmt.Sprintf("--nodes=%s=%s", t.kind, t.file())
}

// header is the first line of the file.
func (t table) header() string {
	var fields []string
	switch {
	case t.from != "":
		fields = []string{":START_ID(" + t.from + ")", ":END_ID(" + t.to + ")"}
		if t.typed {
			fields = append(fields, ":TYPE")
		}
	default:
		fields = []string{"id:ID(" + t.kind + ")"}
		if t.sub {
			fields = append(fields, ":LABEL")
		}
	}
	for _, c := range t.columns {
		fields = append(fields, quoted(c.name+":"+c.kind))
	}
	switch {
	case t.from != "":
		fields = append(fields, "newsgraph:string")
	case t.kind != "NewsgraphStore":
		fields = append(fields, "newsgraph:string[]")
	}
	return strings.Join(fields, ",") + "\n"
}

// quoted is a field of CSV.
func quoted(s string) string {
	if strings.ContainsAny(s, ",\"\r\n") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}
