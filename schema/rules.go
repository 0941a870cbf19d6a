package schema

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed rules.yaml
var rulesYAML []byte

// RuleSet is a parsed rule file: trigger classes, cues of modality and speech,
// and rules. rules.yaml documents the format at its top.
type RuleSet struct {
	Verbs map[string][]string `yaml:"verbs"` // class -> verbs in base form; inflected by the engine
	Nouns map[string][]string `yaml:"nouns"` // class -> nouns in the singular
	Words map[string][]string `yaml:"words"` // class -> words as they stand
	Cues  map[string][]string `yaml:"cues"`  // see rules.yaml
	// Templates are lists of patterns that several rules share; "@title" in
	// them stands for the class that a rule names.
	Templates map[string][]string `yaml:"templates"`
	Rules     []Rule              `yaml:"rules"`
}

// Rule says which words between or around two mentions state a relation.
type Rule struct {
	ID        string       `yaml:"id"`
	Type      RelationType `yaml:"type"`
	Patterns  []string     `yaml:"patterns"`
	Template  string       `yaml:"template"`  // a template whose patterns the rule has, too
	Title     string       `yaml:"title"`     // the class that "@title" stands for in it
	Precision float64      `yaml:"precision"` // measured; the probability of what the rule finds
	Found     int          `yaml:"found"`     // number of hits that it was measured on
	Modality  Modality     `yaml:"modality"`  // when the trigger itself decides it
	Role      bool         `yaml:"role"`      // the trigger names the subject's role
	Weak      bool         `yaml:"weak"`      // yields to another rule's finding on the same pair
	Firm      bool         `yaml:"firm"`      // the model, which learned without it, has no say
	Good      []string     `yaml:"good"`
	Bad       []string     `yaml:"bad"`

	Parsed []Pattern `yaml:"-"`
	Line   int       `yaml:"-"` // in its file
}

// DefaultRules returns the built-in rules. The value is shared: do not change it.
var DefaultRules = sync.OnceValue(func() *RuleSet {
	s, err := ParseRules("rules.yaml", rulesYAML, nil)
	if err != nil {
		panic("built-in rules: " + err.Error())
	}
	return s
})

// ParseRules reads a rule file; file is its name for error messages. The
// classes of base may be used in it; base may be nil.
func ParseRules(file string, data []byte, base *RuleSet) (*RuleSet, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	s := &RuleSet{}
	if len(doc.Content) == 0 {
		return s, nil
	}
	if err := checkKeys(&doc, file); err != nil {
		return nil, err
	}
	if err := doc.Decode(s); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	lines := ruleLines(&doc)
	for i := range min(len(lines), len(s.Rules)) {
		s.Rules[i].Line = lines[i]
	}
	seen := map[string]bool{}
	if base != nil {
		for _, r := range base.Rules {
			seen[r.ID] = true
		}
	}
	for i := range s.Rules {
		r := &s.Rules[i]
		if err := r.parse(s, base); err != nil {
			return nil, fmt.Errorf("%s:%d: rule %s: %w", file, r.Line, r.ID, err)
		}
		if seen[r.ID] {
			return nil, fmt.Errorf("%s:%d: rule %s: id is used twice", file, r.Line, r.ID)
		}
		seen[r.ID] = true
	}
	return s, s.checkClasses(file, base)
}

// Merge returns the rules of s followed by those of more; classes and cues of
// one name are joined.
func (s *RuleSet) Merge(more *RuleSet) *RuleSet {
	join := func(a, b map[string][]string) map[string][]string {
		m := make(map[string][]string, len(a)+len(b))
		for k, v := range a {
			m[k] = v
		}
		for k, v := range b {
			m[k] = slices.Concat(m[k], v)
		}
		return m
	}
	return &RuleSet{
		Verbs: join(s.Verbs, more.Verbs), Nouns: join(s.Nouns, more.Nouns), Words: join(s.Words, more.Words),
		Cues: join(s.Cues, more.Cues), Templates: join(s.Templates, more.Templates), Rules: slices.Concat(s.Rules, more.Rules),
	}
}

// HasClass reports whether a trigger class of that name exists.
func (s *RuleSet) HasClass(name string) bool {
	if s == nil {
		return false
	}
	_, v := s.Verbs[name]
	_, n := s.Nouns[name]
	_, w := s.Words[name]
	return v || n || w
}

func (r *Rule) parse(s, base *RuleSet) error {
	if r.ID == "" || strings.ContainsAny(r.ID, " \t\n") {
		return fmt.Errorf("id %q: want a name without spaces", r.ID)
	}
	def, ok := Default().Relation(r.Type)
	if !ok {
		return fmt.Errorf("type %q is not in the ontology", r.Type)
	}
	if r.Precision <= 0 || r.Precision > 1 {
		return fmt.Errorf("precision %v: want a number above 0 and at most 1", r.Precision)
	}
	switch r.Modality {
	case "", Asserted, Past, Planned, Alleged, Denied:
	default:
		return fmt.Errorf("modality %q: want asserted, past, planned, alleged or denied", r.Modality)
	}
	patterns, err := r.patterns(s, base)
	if err != nil {
		return err
	}
	for _, text := range patterns {
		p, err := ParsePattern(text)
		if err != nil {
			return err
		}
		for _, e := range p {
			if err := checkElement(e, def, s, base); err != nil {
				return fmt.Errorf("pattern %q: %w", text, err)
			}
		}
		r.Parsed = append(r.Parsed, p)
	}
	return nil
}

// patterns returns the rule's own patterns and those of its template.
func (r *Rule) patterns(s, base *RuleSet) ([]string, error) {
	if r.Template == "" {
		if len(r.Patterns) == 0 {
			return nil, fmt.Errorf("no patterns")
		}
		return r.Patterns, nil
	}
	list, ok := s.Templates[r.Template]
	if !ok && base != nil {
		list, ok = base.Templates[r.Template]
	}
	if !ok {
		return nil, fmt.Errorf("no template named %q", r.Template)
	}
	if r.Title == "" {
		return nil, fmt.Errorf("a template needs a title: the class that @title stands for")
	}
	all := slices.Clone(r.Patterns)
	for _, p := range list {
		all = append(all, strings.ReplaceAll(p, "@title", "@"+r.Title))
	}
	return all, nil
}

func checkElement(e Element, def Relation, s, base *RuleSet) error {
	for _, c := range e.Classes {
		if !s.HasClass(c) && !base.HasClass(c) {
			return fmt.Errorf("no trigger class named %q", c)
		}
	}
	if e.Kind != SlotElement {
		return nil
	}
	if e.Named != "" && !s.HasClass(e.Named) && !base.HasClass(e.Named) {
		return fmt.Errorf("no trigger class named %q", e.Named)
	}
	if def.Dated != (e.Slot == DateSlot) && (e.Slot == DateSlot || e.Slot == ObjectSlot) {
		return fmt.Errorf("%s: a dated fact takes {date}, others {object}", def.Type)
	}
	if e.Slot == BothSlot && !def.Symmetric {
		return fmt.Errorf("{both} needs a symmetric relation, %s is none", def.Type)
	}
	for _, t := range e.Types {
		allowed := def.Subject
		switch e.Slot {
		case ObjectSlot:
			allowed = def.Object
		case AnySlot:
			allowed = []EntityType{t}
		}
		if !Default().HasEntity(t) {
			return fmt.Errorf("unknown entity type %q", t)
		}
		if !slices.Contains(allowed, t) {
			return fmt.Errorf("%s does not allow a %s there", def.Type, t)
		}
	}
	return nil
}

// checkClasses refuses a name that stands for two kinds of classes.
func (s *RuleSet) checkClasses(file string, base *RuleSet) error {
	kinds := func(name string) int {
		n := 0
		for _, set := range []*RuleSet{s, base} {
			if set == nil {
				continue
			}
			for i, m := range []map[string][]string{set.Verbs, set.Nouns, set.Words} {
				if _, ok := m[name]; ok {
					n |= 1 << i
				}
			}
		}
		return n
	}
	for _, m := range []map[string][]string{s.Verbs, s.Nouns, s.Words} {
		for name := range m {
			if k := kinds(name); k&(k-1) != 0 {
				return fmt.Errorf("%s: class %q is defined as more than one of verbs, nouns and words", file, name)
			}
		}
	}
	return nil
}

// checkKeys refuses misspelled keys, which would silently do nothing.
func checkKeys(doc *yaml.Node, file string) error {
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return fmt.Errorf("%s:%d: want a mapping with verbs, nouns, words, cues and rules", file, root.Line)
	}
	top := []string{"verbs", "nouns", "words", "cues", "templates", "rules"}
	inRule := []string{"id", "type", "patterns", "template", "title", "precision", "found", "modality", "role", "weak", "firm", "good", "bad"}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if !slices.Contains(top, key.Value) {
			return fmt.Errorf("%s:%d: unknown key %q: want one of %s", file, key.Line, key.Value, strings.Join(top, ", "))
		}
		if key.Value != "rules" {
			continue
		}
		if value.Kind != yaml.SequenceNode {
			return fmt.Errorf("%s:%d: rules: want a list", file, value.Line)
		}
		for _, rule := range value.Content {
			if rule.Kind != yaml.MappingNode {
				return fmt.Errorf("%s:%d: want a rule: a mapping with id, type, patterns and precision", file, rule.Line)
			}
			for j := 0; j+1 < len(rule.Content); j += 2 {
				if k := rule.Content[j]; !slices.Contains(inRule, k.Value) {
					return fmt.Errorf("%s:%d: unknown key %q in a rule: want one of %s", file, k.Line, k.Value, strings.Join(inRule, ", "))
				}
			}
		}
	}
	return nil
}

func ruleLines(doc *yaml.Node) []int {
	root := doc.Content[0]
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == "rules" {
			var lines []int
			for _, rule := range root.Content[i+1].Content {
				lines = append(lines, rule.Line)
			}
			return lines
		}
	}
	return nil
}
