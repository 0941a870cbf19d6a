package relations

import (
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// Failure is a rule's example that did not come out as its author meant.
type Failure struct {
	Rule    string `json:"rule"`
	Line    int    `json:"line"` // of the rule in its file
	Example string `json:"example"`
	Problem string `json:"problem"`
}

func (f Failure) String() string {
	return fmt.Sprintf("rule %s (line %d): %s: %s", f.Rule, f.Line, f.Example, f.Problem)
}

// TestRules runs every rule of a set against its own examples: a good one must
// give the rule's relation between the arguments it marks, a bad one nothing.
// Classes that the set does not define come from the built-in rules.
func TestRules(set *schema.RuleSet) ([]Failure, error) {
	tagger, err := text.Default()
	if err != nil {
		return nil, err
	}
	base := set
	if set != schema.DefaultRules() {
		all := schema.DefaultRules().Merge(set)
		base = all
	}
	var failures []Failure
	for i := range set.Rules {
		r := &set.Rules[i]
		one := *base
		one.Rules = []schema.Rule{*r}
		e, err := New(WithRules(&one))
		if err != nil {
			return nil, err
		}
		for _, text := range r.Good {
			if p := checkExample(e, tagger, r, text, true); p != "" {
				failures = append(failures, Failure{r.ID, r.Line, text, p})
			}
		}
		for _, text := range r.Bad {
			if p := checkExample(e, tagger, r, text, false); p != "" {
				failures = append(failures, Failure{r.ID, r.Line, text, p})
			}
		}
	}
	return failures, nil
}

// checkExample returns what is wrong with an example, "" when nothing is.
func checkExample(e *Extractor, tagger *text.Analyzer, r *schema.Rule, text string, good bool) string {
	ex, err := ParseExample(tagger, text)
	if err != nil {
		return err.Error()
	}
	found := e.Statements(ex.Input)
	if !good {
		if len(found) > 0 {
			return "found " + ex.describe(found[0]) + " where nothing is stated"
		}
		return ""
	}
	def, _ := schema.Default().Relation(r.Type)
	if len(ex.Subjects) == 0 || len(ex.Objects) == 0 {
		return "marks no arguments: want [name|Type|s] and [name|Type|o]"
	}
	want := map[[2]int]bool{}
	for _, s := range ex.Subjects {
		for _, o := range ex.Objects {
			if s != o || def.Dated {
				want[[2]int{s, o}] = true
			}
		}
	}
	for _, st := range found {
		pair := [2]int{st.Subject, st.Object}
		if !want[pair] && def.Symmetric {
			pair = [2]int{st.Object, st.Subject}
		}
		if !want[pair] {
			return "found " + ex.describe(st) + ", which is not marked"
		}
		delete(want, pair)
	}
	for _, s := range ex.Subjects {
		for _, o := range ex.Objects {
			if want[[2]int{s, o}] {
				return fmt.Sprintf("did not find %s %s", ex.Chains[s].Name, r.Type)
			}
		}
	}
	return ""
}

// Example is an article written with its mentions marked.
type Example struct {
	Input
	Subjects, Objects []int // chains marked s and o; for dated facts, objects are values
}

func (ex *Example) describe(st Statement) string {
	object := ""
	if def, _ := schema.Default().Relation(st.Type); def.Dated {
		object = ex.Values[st.Object].Value
	} else {
		object = ex.Chains[st.Object].Name
	}
	return fmt.Sprintf("%s %s %s (%s)", ex.Chains[st.Subject].Name, st.Type, object, st.Modality)
}

// ParseExample reads a text in which mentions are written [Name|Type], its
// arguments [Name|Type|s] and [Name|Type|o], mentions of another name's entity
// [she|Person|=Name], and values [1985|date|2020-08]. Same text, same entity.
func ParseExample(tagger *text.Analyzer, marked string) (*Example, error) {
	ex := &Example{}
	var plain strings.Builder
	chains := map[string]int{}
	for rest := marked; ; {
		before, after, open := strings.Cut(rest, "[")
		plain.WriteString(before)
		if !open {
			break
		}
		inside, tail, closed := strings.Cut(after, "]")
		fields := strings.Split(inside, "|")
		if !closed || len(fields) < 2 {
			return nil, fmt.Errorf("%q: want [name|Type]", "["+inside)
		}
		rest = tail
		span := text.Span{Start: plain.Len(), End: plain.Len() + len(fields[0])}
		plain.WriteString(fields[0])
		if kind := values.Kind(fields[1]); slices.Contains([]values.Kind{values.Date, values.Money, values.Percent, values.Count}, kind) {
			ex.addValue(span, kind, fields)
			continue
		}
		typ := schema.EntityType(fields[1])
		if !schema.Default().HasEntity(typ) {
			return nil, fmt.Errorf("%q: unknown entity type %q", "["+inside+"]", fields[1])
		}
		name := fields[0]
		for _, f := range fields[2:] {
			if strings.HasPrefix(f, "=") {
				name = f[1:]
			}
		}
		id, ok := chains[name]
		if !ok {
			id = len(ex.Chains)
			chains[name] = id
			ex.Chains = append(ex.Chains, coref.Chain{ID: id, Type: typ, Name: name})
		}
		ex.Mentions = append(ex.Mentions, names.Mention{Span: span, Type: typ, Kind: kindOf(fields[0]), Chain: id, Probability: 1})
		if slices.Contains(fields[2:], "s") {
			ex.Subjects = append(ex.Subjects, id)
		}
		if slices.Contains(fields[2:], "o") {
			ex.Objects = append(ex.Objects, id)
		}
	}
	ex.Doc = tagger.Analyze(plain.String())
	return ex, nil
}

func (ex *Example) addValue(span text.Span, kind values.Kind, fields []string) {
	v := values.Value{ID: len(ex.Values), Span: span, Kind: kind, Value: fields[0]}
	for _, f := range fields[2:] {
		if f == "o" {
			ex.Objects = append(ex.Objects, v.ID)
		} else {
			v.Value = f
		}
	}
	ex.Values = append(ex.Values, v)
}

func kindOf(name string) names.Kind {
	switch strings.ToLower(name) {
	case "he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "which":
		return names.Pronoun
	}
	if strings.HasPrefix(name, "the ") || strings.HasPrefix(name, "The ") {
		return names.Description
	}
	return names.Name
}
