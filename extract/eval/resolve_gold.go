package eval

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// goldName is an annotated name with the chain that the extraction put it into,
// -1 for none.
type goldName struct {
	Named
	chain int
}

// extraction makes the extraction of an annotated text with its names as
// annotated: the spans are the annotation's; the types too, where it has ours,
// else those that the recognizer gives there.
func (t ResolveTask) extraction(d *Document, vocabulary map[string]int) (extract.Extraction, []goldName) {
	x := extract.Extraction{
		Version: extract.Version,
		Article: article.Article{ID: d.ID, Key: d.ID, Title: d.Title, Text: d.Text, Published: d.Date, Publisher: d.Publisher},
	}
	doc := t.Analyze(d.Text)
	for _, s := range doc.Sentences {
		x.Sentences = append(x.Sentences, s.Span)
	}
	recognized := t.Recognize(doc)
	var mentions []names.Mention
	var items []goldName
	at := map[text.Span]int{} // of a mention → index into items
	entities := slices.Clone(d.Entities)
	slices.SortStableFunc(entities, func(a, b Entity) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	end := 0
	for _, e := range entities {
		link := goldLink(d, e)
		from, to, named := nameIn(e, vocabulary)
		if e.Start < end || !named || link == "" {
			continue
		}
		end = e.End
		e.Start, e.End = e.Start+from, e.Start+to
		n := goldName{Named{Article: d.ID, Text: d.Text[e.Start:e.End], Gold: link}, -1}
		if m, ok := goldMention(doc, e, recognized); ok {
			at[m.Span] = len(items)
			mentions = append(mentions, m)
		}
		if link != unknownLink {
			items = append(items, n)
		} else {
			delete(at, text.Span{Start: e.Start, End: e.End})
		}
	}
	mentions = withContext(mentions, recognized)
	x.Mentions, x.Chains = coref.Resolve(doc, mentions)
	for _, m := range x.Mentions {
		if i, ok := at[m.Span]; ok && i < len(items) {
			items[i].chain = m.Chain
		}
	}
	if t.Statements != nil {
		x.Statements = t.Statements(relations.Input{Doc: doc, Mentions: x.Mentions, Chains: x.Chains, Published: d.Date})
	}
	return x, items
}

// withContext adds the recognized names that overlap no annotated one: sets link
// some names of a text only, and the others say what it is about.
func withContext(mentions, recognized []names.Mention) []names.Mention {
	out := slices.Clone(mentions)
	for _, r := range recognized {
		if !slices.ContainsFunc(mentions, func(m names.Mention) bool { return m.Overlaps(r.Span) }) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b names.Mention) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// unknownLink is a name that the annotators found no page for: it is given to
// the resolver and not measured.
const unknownLink = "unknown"

// goldLink says who is meant: the link, or the cluster of a set whose clusters
// reach across documents.
func goldLink(d *Document, e Entity) string {
	switch {
	case e.Link == "<NIL>":
		return unknownLink
	case e.Link != "":
		return e.Link
	case d.ClusterScope == "cross-document":
		switch e.Type {
		case "HUM", "LOC", "ORG":
			return string(e.Cluster)
		}
	}
	return ""
}

// lowerWords counts the words of texts in lower case, and subtracts how often
// they stand capitalised.
func lowerWords(docs []Document) map[string]int {
	count := map[string]int{}
	for _, d := range docs {
		for _, w := range wordSpans(d.Text) {
			if word := w.In(d.Text); isCapitalised(word) {
				count[wordKey(word)]--
			} else {
				count[wordKey(word)]++
			}
		}
	}
	return count
}

// nameIn finds the name of an annotated mention: from start to end of e's text.
// ok is false for a mention that is not a name. Where the set says so, that
// counts, and a link stands for a name. Else articles, prepositions and
// descriptions before the name ("off the coast" is none, "in Mosul" and "the
// striker Ana Costa" have one) and degrees and ages after it are cut off; what
// is left must be capitalised words with small ones between them only, the last
// of which texts write in lower case less often, and no title.
func nameIn(e Entity, vocabulary map[string]int) (start, end int, ok bool) {
	s := e.Text
	if e.Named != nil {
		return 0, len(s), *e.Named
	}
	if e.Link != "" {
		return 0, len(s), strings.ContainsFunc(s, unicode.IsUpper)
	}
	end = len(s)
	for {
		i := strings.LastIndex(s[:end], ",")
		if i <= 0 || !afterName(s[i+1:end]) {
			break
		}
		end = i
	}
	list := wordSpans(s[:end])
	if len(list) == 0 {
		return 0, 0, false
	}
	last := len(list) - 1
	head := list[last].In(s)
	if !isCapitalised(head) || vocabulary[wordKey(head)] >= 0 || pronouns[wordKey(head)] {
		return 0, 0, false
	}
	first := last
	for i := last - 1; i >= 0; i-- {
		w := list[i].In(s)
		if isCapitalised(w) && !prepositions[strings.ToLower(w)] {
			first = i
		} else if !within[w] {
			break
		}
	}
	for i, w := range list[:first] {
		if before := w.In(s); i > 0 && prepositions[before] || strings.ContainsAny(s[w.End:list[i+1].Start], ",;") {
			return 0, 0, false // "a hut on Mount Sefton"
		}
	}
	role := last
	for i := first; i <= last; i++ {
		if list[i].In(s) == "of" {
			role = i - 1
			break
		}
	}
	if _, _, people := gazetteer.DemonymOf(s[list[first].Start:end]); people && e.Type == "HUM" {
		return 0, 0, false // "the Australian" is nobody's name
	}
	if w := wordKey(list[max(first, role)].In(s)); gazetteer.IsTitle(w) || gazetteer.IsTitle(strings.TrimSuffix(w, "-elect")) {
		return 0, 0, false
	}
	return list[first].Start, end, true
}

// within are small words inside names, prepositions may stand before them.
var (
	within       = map[string]bool{"of": true, "and": true, "for": true, "de": true, "la": true, "al": true, "el": true, "du": true, "des": true, "del": true, "von": true, "van": true, "der": true, "bin": true, "the": true}
	prepositions = map[string]bool{"in": true, "on": true, "at": true, "of": true, "near": true, "from": true, "to": true, "outside": true, "inside": true, "between": true, "with": true, "for": true, "by": true, "and": true, "along": true, "over": true}
	pronouns     = map[string]bool{"i": true, "i'm": true, "he": true, "she": true, "it": true, "we": true, "they": true, "you": true, "his": true, "her": true, "who": true, "their": true, "our": true, "my": true}
)

// afterName reports whether what follows a comma is an age or a degree.
func afterName(s string) bool {
	for w := range strings.FieldsSeq(s) {
		switch w = strings.ReplaceAll(w, ".", ""); {
		case w == "", w == "MD", w == "MBA", w == "PhD", w == "Jr", w == "Sr", len(w) == 1:
		case strings.Trim(w, "0123456789") == "":
		default:
			return false
		}
	}
	return true
}

// wordSpans are the words of letters and digits with their inner punctuation.
func wordSpans(s string) []text.Span {
	var out []text.Span
	start := -1
	for i, r := range s + " " {
		switch in := unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".-'’&", r); {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			if strings.ContainsFunc(s[start:i], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				out = append(out, text.Span{Start: start, End: i})
			}
			start = -1
		}
	}
	return out
}

func isCapitalised(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// wordKey is a word in lower case without the possessive.
func wordKey(w string) string {
	w = strings.ToLower(strings.TrimRight(w, ".'’"))
	for _, s := range []string{"'s", "’s"} {
		w = strings.TrimSuffix(w, s)
	}
	return w
}

// goldMention aligns an annotated name with tokens, without "the" before it and
// the possessive after it.
func goldMention(doc text.Document, e Entity, recognized []names.Mention) (names.Mention, bool) {
	start, end := e.Start, e.End
	for _, s := range []string{"the ", "The ", "THE "} {
		if strings.HasPrefix(doc.Text[start:end], s) {
			start += len(s)
		}
	}
	for _, s := range []string{" 's", "'s", "’s"} {
		if strings.HasSuffix(doc.Text[start:end], s) {
			end -= len(s)
		}
	}
	m := names.Mention{Span: text.Span{Start: start, End: end}, Kind: names.Name, Chain: -1, Probability: 1}
	for i, s := range doc.Sentences {
		if start < s.Start || start >= s.End {
			continue
		}
		first := slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.End > start })
		last := slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.End >= end })
		if first < 0 {
			return m, false
		}
		if last < first {
			last = len(s.Tokens) - 1
		}
		m.Sentence, m.First, m.Last = i, first, last+1
		m.Type = goldEntityType(e.Type)
		if guess, kind := recognizedType(m, recognized, doc.Text); m.Type == "" || kind == names.Demonym {
			m.Type, m.Kind = guess, kind
		}
		return m, true
	}
	return m, false
}

// goldEntityType maps the types of the sets to ours, "" for those that say
// little.
func goldEntityType(t string) schema.EntityType {
	switch strings.ToLower(t) {
	case "per", "person", "q215627":
		return schema.Person
	case "org", "organization", "q43229":
		return schema.Organization
	case "loc", "location", "place", "q27096213":
		return schema.Place
	case "event", "q1656682":
		return schema.Event
	case "q2424752":
		return schema.Product
	case "q17537576":
		return schema.Work
	}
	return ""
}

// recognizedType is the type that the recognizer gives to a span: of the name
// that shares most with it, else what the tables say, else Organization.
func recognizedType(m names.Mention, recognized []names.Mention, all string) (schema.EntityType, names.Kind) {
	form := m.In(all)
	best, at := 0, -1
	for i, r := range recognized {
		if n := min(r.End, m.End) - max(r.Start, m.Start); n > best {
			best, at = n, i
		}
	}
	_, people, demonym := gazetteer.DemonymOf(form)
	switch {
	case at >= 0 && recognized[at].Span == m.Span:
		return recognized[at].Type, recognized[at].Kind
	case demonym && people:
		return schema.Group, names.Name
	case demonym:
		return schema.Place, names.Demonym
	case at >= 0 && recognized[at].End == m.End:
		return recognized[at].Type, names.Name
	}
	if _, ok := gazetteer.CountryOf(form); ok {
		return schema.Place, names.Name
	}
	if at >= 0 && 2*best > len(form) {
		return recognized[at].Type, names.Name
	}
	return schema.Organization, names.Name
}
