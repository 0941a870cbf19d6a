package relations

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// classKind is how the words of a trigger class are inflected.
type classKind uint8

const (
	verbClass classKind = iota
	nounClass
	wordClass
)

// phrase is one form of one member of a trigger class.
type phrase struct {
	class      int32
	words      []string // after the first
	kind       classKind
	participle bool
	gerund     bool
	finite     bool
	base       bool
}

// lexicon finds the trigger classes that start at a word.
type lexicon struct {
	byFirst map[string][]phrase
	ids     map[string]int32
	kinds   []classKind
	hashes  []uint64 // of the classes' names
	cue     []bool   // whether a class is a cue

	// Classes that the engine itself knows; -1 when a rule set has none.
	control, controlWords, crew, kind, kindOfPlace, engage, party, partyMark, partyMember, body, international, fund, user, state int32
	appoint, contest, violence, substitution, subsidiary, rival, monarch, premier, says, buy, facility                            int32
	office                                                                                                                        []int32
	titles                                                                                                                        [4]int32
}

// newLexicon inflects the classes of a rule set.
func newLexicon(set *schema.RuleSet) *lexicon {
	l := &lexicon{byFirst: map[string][]phrase{}, ids: map[string]int32{}}
	for _, group := range []struct {
		kind    classKind
		classes map[string][]string
	}{{verbClass, set.Verbs}, {nounClass, set.Nouns}, {wordClass, set.Words}} {
		for _, name := range sortedKeys(group.classes) {
			id := int32(len(l.kinds))
			l.ids[name] = id
			l.kinds = append(l.kinds, group.kind)
			l.hashes, l.cue = append(l.hashes, hashText(name)), append(l.cue, false)
			for _, w := range group.classes[name] {
				l.add(id, group.kind, strings.ToLower(w))
			}
		}
	}
	for _, name := range sortedKeys(set.Cues) {
		kind := wordClass
		if strings.HasSuffix(name, "-verbs") {
			kind = verbClass
		}
		id := int32(len(l.kinds))
		l.ids[cueClass(name)] = id
		l.kinds = append(l.kinds, kind)
		l.hashes, l.cue = append(l.hashes, hashText(cueClass(name))), append(l.cue, true)
		for _, w := range set.Cues[name] {
			l.add(id, kind, strings.ToLower(w))
		}
	}
	for first, list := range l.byFirst {
		slices.SortStableFunc(list, func(a, b phrase) int { return len(b.words) - len(a.words) })
		l.byFirst[first] = list
	}
	l.control, l.controlWords, l.crew = l.id("control"), l.id("control-words"), l.id("crew")
	l.kind = l.id("kind")
	l.engage = l.id("engage")
	l.party, l.partyMark = l.id("party"), l.id("party-mark")
	l.fund, l.user, l.state = l.id("fund"), l.id("user"), l.id(cueClass("state-verbs"))
	l.partyMember = l.id("party-member")
	l.body, l.international = l.id("body"), l.id("international")
	l.contest, l.violence, l.substitution = l.id("contest"), l.id("violence"), l.id("substitution")
	l.monarch, l.premier = l.id("monarch"), l.id("premier")
	l.says, l.buy = l.id(cueClass("speech-verbs")), l.id("buy")
	l.facility, l.appoint = l.id("facility"), l.id("appoint")
	l.subsidiary, l.rival = l.id("subsidiary"), l.id("rival")
	l.office = []int32{l.id("hos"), l.id("hog"), l.id("ceo"), l.id("head"), l.id("staff"), l.id("manager"), l.id("predecessor")}
	l.kindOfPlace = l.id("kind-of-place")
	l.titles = [4]int32{l.id("spokesperson"), l.id("hos"), l.id("hog"), l.id("ceo")}
	return l
}

func (l *lexicon) id(name string) int32 {
	if id, ok := l.ids[name]; ok {
		return id
	}
	return -1
}

func (l *lexicon) add(id int32, kind classKind, w string) {
	if kind == wordClass && strings.Contains(w, "-") && !strings.Contains(w, " ") && len(w) > 1 {
		// Tokenizers differ on hyphens inside of words.
		defer l.add(id, kind, strings.TrimSpace(strings.ReplaceAll(w, "-", " - ")))
	}
	put := func(text string, p phrase) {
		words := strings.Fields(text)
		if len(words) == 0 {
			return
		}
		p.class, p.kind, p.words = id, kind, words[1:]
		l.byFirst[words[0]] = append(l.byFirst[words[0]], p)
	}
	switch kind {
	case verbClass:
		for _, f := range inflectVerb(w) {
			put(f.text, phrase{participle: f.participle, gerund: f.gerund, finite: f.finite, base: f.base})
		}
	case nounClass:
		for _, f := range inflectNoun(w) {
			put(f, phrase{})
		}
	default:
		put(w, phrase{})
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
