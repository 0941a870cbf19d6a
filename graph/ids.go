package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"slices"
	"strconv"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// The first letter of an id says what it names: e an entity, s a statement, v
// an evidence, c a cited article that the graph does not hold. 16 characters
// follow, lower-case base32 of the first 80 bits of a SHA-256 hash, so that an
// id can stand in a URL, a file name or a Cypher query as it is. Among ten
// million entities the odds that two share an id are below one in ten billion.
const idBytes = 10

var idEncoding = base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)

// hashID makes an id of a list of fields. Every field is preceded by its
// length, so that no two lists of fields are hashed alike.
func hashID(prefix string, fields ...string) string {
	var room [256]byte
	data := append(binary.BigEndian.AppendUint64(room[:0], uint64(len(prefix))), prefix...)
	for _, f := range fields {
		data = append(binary.BigEndian.AppendUint64(data, uint64(len(f))), f...)
	}
	sum := sha256.Sum256(data)
	return string(idEncoding.AppendEncode(append(make([]byte, 0, len(prefix)+16), prefix...), sum[:idBytes]))
}

// NameKey is the hash of an entity type and a normalized name (NormalName).
// It has the form of an entity's id.
func NameKey(t schema.EntityType, name string) string { return NormalKey(t, NormalName(t, name)) }

// NormalKey is the NameKey of a name that is normalized.
func NormalKey(t schema.EntityType, norm string) string { return hashID("e", string(t), norm) }

// EntityID is the id of an entity whose members have these name keys: the
// smallest of them, so that it depends on the set alone. Of the entities that
// share it the one in the most articles keeps it, with homonym ""; each of the
// others gives the smallest id of its articles.
func EntityID(keys []string, homonym string) string {
	if len(keys) == 0 {
		return ""
	}
	key := slices.Min(keys)
	if homonym == "" {
		return key
	}
	return hashID("e", key, homonym)
}

// StatementID is the hash of what makes two statements the same: subject, type,
// object or value, and modality. A statement and its denial are two; what one
// outlet calls "spokeswoman" and another "chief spokeswoman" is one, and so is a
// deal whose price they give differently: role, amount and validity are
// properties. The ends of a symmetric relation must be given in the order of
// their ids (Ends).
func StatementID(t schema.RelationType, subject, object, value string, m schema.Modality) string {
	return hashID("s", subject, string(t), object, value, string(m))
}

// Ends returns the ends of a statement in the order in which the graph keeps
// them: those of a symmetric relation by id, smallest first.
func Ends(t schema.RelationType, subject, object string) (string, string, bool) {
	if def, ok := schema.Default().Relation(t); ok && def.Symmetric && object < subject {
		return object, subject, true
	}
	return subject, object, false
}

// EvidenceID is the hash of article, spans and rule, and of the type and
// modality of what they state, since one model may find two things of one pair
// in a sentence. It does not depend on which entities the mentions stand for.
func EvidenceID(articleID string, sentence, subject, object text.Span, rule string, t schema.RelationType, m schema.Modality) string {
	fields := []string{articleID, rule, string(t), string(m)}
	for _, s := range []text.Span{sentence, subject, object} {
		fields = append(fields, strconv.Itoa(s.Start), strconv.Itoa(s.End))
	}
	return hashID("v", fields...)
}

// CitedID is the id of a cited article that the graph does not hold: the hash
// of its title and outlet, normalized as names are, and its date. Without a
// title the URL stands for all.
func CitedID(c article.Citation) string {
	if c.Title == "" {
		return hashID("c", c.URL)
	}
	return hashID("c", gazetteer.Normalize(c.Title), gazetteer.Normalize(c.Publisher), c.Published)
}
