package article

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Names under which the fields of an article are looked for, in this order;
// case, "_", "-", ":" and "." do not matter.
var (
	titleFields = strings.Fields("title headline webtitle articletitle ogtitle heading head subject name")
	textFields  = strings.Fields(`text body content articlebody fulltext bodytext maintext articletext contenttext
		contenthtml plaintext storytext story html paragraphs description summary abstract excerpt lead snippet`)
	urlFields = strings.Fields(`canonicalurl url link weburl articleurl permalink sourceurl canonical shareurl
		externalurl uri href guid id`)
	authorFields    = strings.Fields("authors author byline bylines creator creators writer writers by")
	publishedFields = strings.Fields(`datepublished published publishedat publicationdate webpublicationdate pubdate
		publishdate datepublish publishedtime publishtime articlepublishedtime dategmt date datetime issued
		firstpublished created createdat datecreated timestamp time day`)
	modifiedFields = strings.Fields(`datemodified modified updated updatedat modifiedat lastmodified lastupdated
		dateupdated datemodify modifieddate updateddate modifiedgmt articlemodifiedtime`)
	publisherFields = strings.Fields(`publisher source outlet sitename site publication newspaper provider sourcename
		newssource media website sourcedomain domain`)
	languageFields = strings.Fields("language lang inlanguage languagecode")
	idFields       = strings.Fields("id docid articleid guid uuid")

	// wrapperFields hold the articles of a document, nestedFields those of the
	// fields of an article that are not at its top.
	wrapperFields = strings.Fields("articles items results docs documents entries records stories news posts hits response data feed value graph")
	nestedFields  = strings.Fields("source fields article attributes")
)

// fields are the members of a JSON object by folded name.
type fields map[string]json.RawMessage

func parseFields(raw []byte) (fields, error) {
	var m map[string]json.RawMessage
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, jsonError(err)
	}
	out := make(fields, len(m))
	for _, name := range slices.Sorted(maps.Keys(m)) {
		key := foldName(name)
		if old, ok := out[key]; !ok || emptyJSON(old) {
			out[key] = m[name]
		}
	}
	return out, nil
}

func foldName(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("_-:. @", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
}

func emptyJSON(raw json.RawMessage) bool {
	s := string(raw)
	return s == "" || s == "null" || s == `""` || s == "[]" || s == "{}"
}

// first gives the first value among the names that is not empty.
func (f fields) first(names []string) json.RawMessage {
	for _, n := range names {
		if v, ok := f[n]; ok && !emptyJSON(v) {
			return v
		}
	}
	return nil
}

// called is the name, as written in the object raw, of the member that holds the
// date published or modified.
func (f fields) called(raw []byte, field string) string {
	names := publishedFields
	if field == "modified" {
		names = modifiedFields
	}
	i := slices.IndexFunc(names, func(n string) bool { return !emptyJSON(f[n]) })
	var m map[string]json.RawMessage
	if i < 0 || json.Unmarshal(raw, &m) != nil {
		return field
	}
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if foldName(name) == names[i] {
			return name
		}
	}
	return names[i] // of an object within
}

// envelope is what a document says of all articles in it.
type envelope struct {
	publisher, language string
	depth               int
}

// jsonValue reads an article, or a list or wrapper of articles.
func (j job) jsonValue(src Source, number int, raw []byte, env envelope) error {
	text, replaced := decode(bytes.TrimSpace(raw), "")
	switch {
	case text == "":
		return nil
	case env.depth > maxNesting:
		return j.fail(src, errors.New("articles too deep inside the JSON value"))
	case text[0] == '[':
		return j.jsonList(src, number, []byte(text), env)
	case text[0] != '{':
		if !json.Valid([]byte(text)) {
			return j.fail(src, jsonError(json.Unmarshal([]byte(text), new(any))))
		}
		return j.fail(src, fmt.Errorf("%s: want a JSON object with the article's fields", shorten(text)))
	}
	f, err := parseFields([]byte(text))
	if err != nil {
		return j.fail(src, err)
	}
	if wrapped := f.wrapped(); wrapped != nil {
		inner := envelope{depth: env.depth + 1, publisher: env.publisher, language: env.language}
		if strings.Contains(stringOf(f["version"]), "jsonfeed.org") {
			inner.publisher, inner.language = stringOf(f["title"]), stringOf(f["language"])
		}
		src.Line += strings.Count(text[:max(0, strings.Index(text, string(wrapped)))], "\n")
		return j.jsonValue(src, number, wrapped, inner)
	}
	if err := rejectWrongText(f, j.opts.AsIs); err != nil {
		return j.fail(src, err)
	}
	d := f.draft(j.opts.AsIs)
	d.replaced, d.number = replaced, number
	d.dates = func(field string) string { return f.called([]byte(text), field) }
	if d.publisher == "" {
		d.publisher = env.publisher
	}
	if d.language == "" {
		d.language = env.language
	}
	return j.finish(src, d)
}

// rejectWrongText refuses a record whose text is none: a number, true or false.
// Where another field holds a text the wrong one is left out. --as-is promises
// more: "text" is a string.
func rejectWrongText(f fields, asIs bool) error {
	if raw, ok := f["text"]; asIs && ok && len(raw) > 0 && raw[0] != '"' {
		return fmt.Errorf("%q is %s: want a string", "text", shorten(string(raw)))
	}
	var wrong error
	for i, name := range textFields {
		raw := f[name]
		if emptyJSON(raw) || strings.ContainsRune(`"[{`, rune(raw[0])) {
			continue
		}
		if i < sureTextFields {
			wrong = cmp.Or(wrong, fmt.Errorf("%q is %s: want a string", name, shorten(string(raw))))
		}
		delete(f, name)
	}
	if f.first(textFields) != nil {
		return nil
	}
	return wrong
}

// sureTextFields are how many of textFields hold nothing but a text.
const sureTextFields = 5

func (j job) jsonList(src Source, number int, raw []byte, env envelope) error {
	var list []json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil {
		return j.fail(src, jsonError(err))
	}
	offset := 0
	for i, item := range list {
		here := src
		if at := bytes.Index(raw[offset:], item); at >= 0 {
			here.Line += bytes.Count(raw[:offset+at], []byte("\n"))
			offset += at + len(item)
		}
		n := i + 1
		if number > 1 {
			n = number
		}
		inner := env
		inner.depth++
		if err := j.jsonValue(here, n, item, inner); err != nil {
			return err
		}
	}
	return nil
}

// wrapped gives the list of articles that an object is made to carry, nil when
// the object is an article itself.
func (f fields) wrapped() json.RawMessage {
	for _, name := range textFields[:15] {
		if v, ok := f[name]; ok && !emptyJSON(v) && v[0] != '[' {
			return nil
		}
	}
	for _, name := range wrapperFields {
		v, ok := f[name]
		if !ok || emptyJSON(v) {
			continue
		}
		if v[0] == '[' && bytes.HasPrefix(bytes.TrimLeft(v[1:], " \t\r\n"), []byte("{")) {
			return v
		}
		if v[0] == '{' {
			if inner, err := parseFields(v); err == nil && inner.wrapped() != nil {
				return v
			}
		}
	}
	return nil
}

// draft takes the fields of an article.
func (f fields) draft(asIs bool) draft {
	if f.first(textFields) == nil {
		for _, name := range nestedFields {
			inner, err := parseFields(f[name])
			if err != nil || inner.first(textFields) == nil {
				continue
			}
			delete(f, name)
			for k, v := range inner {
				if emptyJSON(f[k]) {
					f[k] = v
				}
			}
			break
		}
	}
	d := draft{
		id:        stringOf(f.first(idFields)),
		title:     htmlTitle(stringOf(f.first(titleFields))),
		authors:   stringsOf(f.first(authorFields)),
		publisher: html.UnescapeString(stringOf(f.first(publisherFields))),
		language:  stringOf(f.first(languageFields)),
		published: stringOf(f.first(publishedFields)),
		modified:  stringOf(f.first(modifiedFields)),
		whole:     asIs,
	}
	for _, name := range urlFields {
		if u := stringOf(f[name]); CanonicalURL(u) != "" {
			d.url = u
			break
		}
	}
	d.body = strings.Join(stringsOf(f.first(textFields)), "\n\n")
	if !asIs {
		d.body = withoutMarkup(d.body)
	}
	return d
}

var (
	markup = regexp.MustCompile(`(?i)</?(?:p|br|div|h[1-6]|ul|ol|li|a|span|strong|em|b|i|figure|img|blockquote|section|article|script|style)(?:\s[^<>]*)?/?>`)
	entity = regexp.MustCompile(`&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z]{2,8}\d?);`)
)

// withoutMarkup gives the text of a field that may hold HTML.
func withoutMarkup(s string) string {
	switch {
	case markup.MatchString(s):
		return fragmentText(s)
	case entity.MatchString(s):
		return html.UnescapeString(s)
	}
	return s
}

// stringOf gives a JSON value as a string: of a list its first, of an object
// its name or text.
func stringOf(raw json.RawMessage) string {
	if list := stringsOf(raw); len(list) > 0 {
		return list[0]
	}
	return ""
}

// innerFields are the members that say what an object stands for, as in
// {"name": "Reuters"} or {"rendered": "<p>…"}.
var innerFields = strings.Fields("name rendered main text value title headline content url id")

func stringsOf(raw json.RawMessage) []string {
	if len(raw) == 0 {
		return nil
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) == nil && s != "" {
			return []string{s}
		}
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			return nil
		}
		var out []string
		for _, item := range list {
			if len(item) > 0 && item[0] != '[' {
				out = append(out, stringsOf(item)...)
			}
		}
		return out
	case '{':
		f, err := parseFields(raw)
		if err != nil {
			return nil
		}
		if f["name"] == nil && f["lastname"] != nil {
			return []string{strings.TrimSpace(stringOf(f["firstname"]) + " " + stringOf(f["lastname"]))}
		}
		for _, name := range innerFields {
			if v := f[name]; len(v) > 0 && v[0] != '{' && !emptyJSON(v) {
				return stringsOf(v)
			}
		}
	case 'n', 't', 'f':
	default:
		return []string{string(raw)}
	}
	return nil
}
