package neo4j

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/newsgraph/newsgraph/schema"
)

// rule is a constraint or index, as a statement asks for it or a database has it.
type rule struct {
	name  string
	kind  string // UNIQUENESS, FULLTEXT or RANGE
	label string
	props []string
	text  string
}

func (r rule) equals(o rule) bool {
	return r.kind == o.kind && r.label == o.label && slices.Equal(r.props, o.props)
}

func (r rule) String() string {
	return fmt.Sprintf("%s on :%s(%s)", r.kind, r.label, strings.Join(r.props, ", "))
}

var (
	rulePattern = regexp.MustCompile(`^CREATE (CONSTRAINT|INDEX|FULLTEXT INDEX) (\w+) IF NOT EXISTS FOR \(n:(\w+)\) (?:REQUIRE|ON EACH|ON) (.+)$`)
	propPattern = regexp.MustCompile(`n\.(\w+)`)
)

// wantedRules are the constraints and indexes of schema/neo4j/constraints.cypher.
func wantedRules() ([]rule, error) {
	var out []rule
	for _, text := range schema.Constraints() {
		m := rulePattern.FindStringSubmatch(text)
		if m == nil {
			return nil, fmt.Errorf("constraints.cypher: cannot read %q", text)
		}
		r := rule{name: m[2], label: m[3], text: text}
		r.kind = map[string]string{"CONSTRAINT": "UNIQUENESS", "INDEX": "RANGE", "FULLTEXT INDEX": "FULLTEXT"}[m[1]]
		for _, p := range propPattern.FindAllStringSubmatch(m[4], -1) {
			r.props = append(r.props, p[1])
		}
		out = append(out, r)
	}
	return out, nil
}

// rules reads what the database has.
func (c *Conn) rules(ctx context.Context) ([]rule, error) {
	var out []rule
	for _, cypher := range []string{
		"SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties, entityType WHERE entityType = 'NODE' RETURN name, type, labelsOrTypes, properties",
		"SHOW INDEXES YIELD name, type, labelsOrTypes, properties, entityType, owningConstraint WHERE entityType = 'NODE' AND owningConstraint IS NULL RETURN name, type, labelsOrTypes, properties",
	} {
		rows, err := c.read(ctx, cypher, nil)
		if err != nil {
			return nil, c.explain(err)
		}
		for _, v := range rows {
			r := rule{}
			r.name, _ = v[0].(string)
			r.kind, _ = v[1].(string)
			if r.kind == "NODE_PROPERTY_UNIQUENESS" {
				r.kind = "UNIQUENESS"
			}
			if labels, ok := v[2].([]any); ok && len(labels) == 1 {
				r.label, _ = labels[0].(string)
			}
			props, _ := v[3].([]any)
			for _, p := range props {
				if p, ok := p.(string); ok {
					r.props = append(r.props, p)
				}
			}
			out = append(out, r)
		}
	}
	return out, nil
}

// missingRules returns what must be created, and fails when a name is taken by
// something else: IF NOT EXISTS would pass over that in silence.
func missingRules(want, have []rule) ([]rule, error) {
	var out []rule
	for _, w := range want {
		if slices.ContainsFunc(have, w.equals) {
			continue
		}
		for _, h := range have {
			if h.name == w.name {
				return nil, fmt.Errorf("the name %s is taken by %v: newsgraph needs it for %v; drop or rename the other", w.name, h, w)
			}
			if w.kind == "UNIQUENESS" && h.kind == "RANGE" && h.label == w.label && slices.Equal(h.props, w.props) {
				return nil, fmt.Errorf("index %s on :%s(%s) stands in the way of the uniqueness constraint %s: drop it", h.name, h.label, strings.Join(h.props, ", "), w.name)
			}
		}
		out = append(out, w)
	}
	return out, nil
}

// ensureRules creates the constraints and indexes that are missing and waits
// until they are online. It sends nothing when all are there.
func (c *Conn) ensureRules(ctx context.Context, dryRun bool) error {
	want, err := wantedRules()
	if err != nil {
		return err
	}
	have, err := c.rules(ctx)
	if err != nil {
		return err
	}
	missing, err := missingRules(want, have)
	if err != nil {
		return &Error{Message: c.target + ": " + err.Error()}
	}
	if dryRun || len(missing) == 0 {
		return nil
	}
	if err := c.checkWritable(ctx); err != nil {
		return err
	}
	session := c.session(ctx, driver.AccessModeWrite)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	_, err = session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		for _, r := range missing {
			res, err := tx.Run(ctx, r.text, nil)
			if err == nil {
				_, err = res.Consume(ctx)
			}
			if err != nil {
				return nil, fmt.Errorf("%s: %w", r.name, c.explain(err))
			}
		}
		return nil, nil
	})
	if err != nil {
		return c.explain(err)
	}
	_, err = c.read(ctx, "CALL db.awaitIndexes(300)", nil)
	return c.explain(err)
}
