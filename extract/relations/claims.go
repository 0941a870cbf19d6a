package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// claimed returns how a clause holds that stands behind a noun for what is not
// sure, and the item of the noun, -1 for none: "claims that X married Y",
// "dismissed rumours that X would buy Y".
func (q *cues) claimed(s *sentence, c *candidate) (schema.Modality, int) {
	first := min(c.subjectItem, c.objectItem)
	if np := s.items[first].np; np >= 0 {
		first = s.nps[np].start
	}
	i := first - 2
	if !c.verb || i < 0 || s.items[i+1].lower != "that" || s.items[i].mention >= 0 || s.items[i].flags&isNoun == 0 {
		return "", -1
	}
	switch s.items[i].lower {
	case "claim", "claims", "allegation", "allegations", "rumour", "rumours", "rumor", "rumors", "speculation", "suggestion", "suggestions", "accusation", "accusations":
	default:
		return "", -1
	}
	for k := max(0, i-4); k < i; k++ {
		for h := s.items[k].hit0; h < s.items[k].hit1; h++ {
			if q.denies[s.hits[h].phrase.class] {
				return schema.Denied, i
			}
		}
		switch s.items[k].lower {
		case "reject", "rejects", "rejected", "dismiss", "dismisses", "dismissed", "refute", "refutes", "refuted", "false", "baseless":
			return schema.Denied, i
		}
	}
	for k := max(c.subjectItem, c.objectItem) + 1; k < len(s.items); k++ {
		switch s.items[k].lower {
		case "false", "untrue", "unfounded", "baseless", "wrong":
			return schema.Denied, i
		}
	}
	return schema.Alleged, i
}

// bidsAgain returns the noun of a new offer in a sentence that tells of a refused
// one, -1 for none: "had an offer for X rejected, said it would submit an improved
// bid", but not "rejected an improved bid".
func (q *cues) bidsAgain(s *sentence, c *candidate) int {
	if c.rel != schema.Acquired {
		return -1
	}
	for i := 1; i < len(s.items); i++ {
		switch s.items[i].lower {
		case "bid", "offer", "proposal":
		default:
			continue
		}
		switch s.items[i-1].lower {
		case "improved", "higher", "new", "fresh", "revised", "sweetened", "raised", "increased", "better":
		default:
			continue
		}
		np := s.items[i].np
		if np < 0 || s.nps[np].start == 0 {
			continue
		}
		refused := false
		before := s.nps[np].start - 1
		for h := s.items[before].hit0; h < s.items[before].hit1; h++ {
			refused = refused || q.denied[s.hits[h].phrase.class]
		}
		if !refused && s.items[before].flags&isVerb != 0 && s.items[before].mention < 0 {
			return i
		}
	}
	return -1
}

// stopsAid reports whether help is taken away, so that it is past: "cut off aid
// to X". Who only plans to still gives it.
func (s *sentence) stopsAid(c *candidate) (schema.Modality, bool) {
	t0 := c.trigger[0]
	if c.rel != schema.Supported || !c.verb || t0 >= c.trigger[1] {
		return "", false
	}
	switch stemOf(s.items[t0].lower) {
	case stemOf("cut"), stemOf("cutting"), stemOf("halt"), stemOf("suspend"), stemOf("withdraw"), stemOf("withdrew"), stemOf("stop"), stemOf("stopped"):
	default:
		return "", false
	}
	if s.infinitive(t0) || t0 > 0 && s.items[t0-1].flags&isModal != 0 {
		return schema.Asserted, true
	}
	return schema.Past, true
}

// keptFrom returns the verb by which somebody is kept from what the trigger says,
// -1 for none: "is banned from competing in X".
func (s *sentence) keptFrom(c *candidate) int {
	i := c.trigger[0] - 2
	if !c.verb || states[c.rel] || i < 0 || s.items[i+1].lower != "from" || s.items[i+2].tag != "VBG" || s.items[i].mention >= 0 {
		return -1
	}
	for _, stem := range []string{"bann", "barr", "block", "disqualif", "exclud", "kept", "prevent", "prohibit", "stopp", "suspend"} {
		if strings.HasPrefix(s.items[i].lower, stem) {
			return i
		}
	}
	return -1
}

// movedAway returns the word that says that a body sat elsewhere before, -1 for
// none: "formerly based in X".
func (s *sentence) movedAway(c *candidate) int {
	i := c.trigger[0] - 1
	if c.rel != schema.HeadquarteredIn || i < 0 || c.trigger[0] >= c.trigger[1] || s.items[i].mention >= 0 {
		return -1
	}
	switch s.items[i].lower {
	case "formerly", "previously", "originally", "once":
		return i
	}
	return -1
}
