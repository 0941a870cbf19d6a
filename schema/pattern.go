package schema

import (
	"fmt"
	"strconv"
	"strings"
)

// ElementKind says what a pattern element matches.
type ElementKind int

// The kinds of pattern elements.
const (
	SlotElement ElementKind = iota // {subject}, {object}, {both}, {date}
	WordElement                    // @class, word, (a|b|@c)
	GapElement                     // ... or ...6
)

// Slot names the argument that a slot element binds.
type Slot int

// The slots of a pattern.
const (
	SubjectSlot Slot = iota
	ObjectSlot
	BothSlot // two or more listed names that are subject and object of a symmetric relation
	DateSlot // a date value, the object of a dated fact
	AnySlot  // a mention that must stand there but is no argument
)

// Voice restricts a verb class to a voice.
type Voice int

// The voices of a verb element.
const (
	AnyVoice Voice = iota
	Active
	Passive
	Finite // active and no -ing form: "replaced", not "replacing"
)

// Element is one step of a pattern.
type Element struct {
	Kind       ElementKind
	Slot       Slot
	Types      []EntityType // of a slot; empty allows what the ontology allows
	Crew       bool         // a slot whose people may stand for it: "Israeli troops"
	Named      string       // a trigger class of which a slot's name must have a word
	Single     bool         // a slot that is not extended over a list
	Possessive bool         // a slot followed by 's, or a possessive pronoun
	Classes    []string     // trigger classes of a word element
	Words      []string     // literal words of a word element, lower case
	Voice      Voice
	Optional   bool
	Max        int // items that a gap may skip
}

// Pattern is a parsed pattern.
type Pattern []Element

// defaultGap is how many items "..." may skip.
const defaultGap = 4

var slotNames = map[string]Slot{"subject": SubjectSlot, "object": ObjectSlot, "both": BothSlot, "date": DateSlot, "any": AnySlot}

// ParsePattern reads the pattern language that rules.yaml describes.
func ParsePattern(s string) (Pattern, error) {
	var p Pattern
	for _, field := range strings.Fields(s) {
		e, err := parseElement(field)
		if err != nil {
			return nil, fmt.Errorf("pattern %q: %w", s, err)
		}
		if field == "'s" && len(p) > 0 && p[len(p)-1].Kind == SlotElement {
			p[len(p)-1].Possessive = true
			continue
		}
		p = append(p, e)
	}
	return p, p.check(s)
}

// check tells whether the arguments of a pattern are complete.
func (p Pattern) check(s string) error {
	var n [5]int
	for i, e := range p {
		if e.Kind == SlotElement {
			n[e.Slot]++
		}
		if e.Kind == GapElement && (i == 0 || i == len(p)-1) {
			return fmt.Errorf("pattern %q: a gap needs an element on either side", s)
		}
	}
	pair := n[SubjectSlot] == 1 && n[ObjectSlot]+n[DateSlot] == 1 && n[BothSlot] == 0
	both := n[BothSlot] == 1 && n[SubjectSlot]+n[ObjectSlot]+n[DateSlot] == 0
	if !pair && !both {
		return fmt.Errorf("pattern %q: want one {subject} and one {object} or {date}, or one {both}", s)
	}
	return nil
}

func parseElement(f string) (Element, error) {
	if strings.HasPrefix(f, "...") {
		e := Element{Kind: GapElement, Max: defaultGap}
		if len(f) > 3 {
			n, err := strconv.Atoi(f[3:])
			if err != nil || n < 1 || n > 20 {
				return e, fmt.Errorf("gap %q: want ... or ...1 to ...20", f)
			}
			e.Max = n
		}
		return e, nil
	}
	if strings.HasPrefix(f, "{") {
		return parseSlot(f)
	}
	e := Element{Kind: WordElement}
	if len(f) > 1 && strings.HasSuffix(f, "?") {
		e.Optional, f = true, f[:len(f)-1]
	}
	for suffix, voice := range map[string]Voice{"/active": Active, "/passive": Passive, "/finite": Finite} {
		if strings.HasSuffix(f, suffix) {
			e.Voice, f = voice, strings.TrimSuffix(f, suffix)
		}
	}
	if f == "(" || f == ")" {
		e.Words = []string{f}
		return e, nil
	}
	if strings.HasPrefix(f, "(") != strings.HasSuffix(f, ")") {
		return e, fmt.Errorf("%q: unbalanced parenthesis", f)
	}
	for _, w := range strings.Split(strings.Trim(f, "()"), "|") {
		switch {
		case w == "" || w == "@":
			return e, fmt.Errorf("%q: empty alternative", f)
		case strings.HasPrefix(w, "@"):
			e.Classes = append(e.Classes, w[1:])
		default:
			e.Words = append(e.Words, strings.ToLower(w))
		}
	}
	return e, nil
}

func parseSlot(f string) (Element, error) {
	e := Element{Kind: SlotElement}
	if !strings.HasSuffix(f, "}") {
		return e, fmt.Errorf("%q: missing }", f)
	}
	body, named, _ := strings.Cut(f[1:len(f)-1], "~")
	name, types, _ := strings.Cut(body, ":")
	e.Named = named
	for name != "" && strings.ContainsRune("+=", rune(name[len(name)-1])) {
		switch name[len(name)-1] {
		case '+':
			e.Crew = true
		case '=':
			e.Single = true
		}
		name = name[:len(name)-1]
	}
	slot, ok := slotNames[name]
	if !ok {
		return e, fmt.Errorf("%q: want {subject}, {object}, {both}, {date} or {any}", f)
	}
	e.Slot = slot
	if types != "" {
		for _, t := range strings.Split(types, "|") {
			e.Types = append(e.Types, EntityType(t))
		}
	}
	return e, nil
}
