package graph

import (
	"regexp"
	"testing"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

func TestIdsStayWhatTheyAre(t *testing.T) {
	// These stand in people's graphs: a change of them is a change of the schema.
	for got, want := range map[string]string{
		NameKey(schema.Organization, "ByteDance Ltd."):                                                                  "e4gacd5fj3ia61cf9",
		StatementID(schema.InvestedIn, "e1", "e2", "", schema.Asserted):                                                 "s51ejacdmbceklnkm",
		EvidenceID("a", text.Span{Start: 0, End: 9}, text.Span{}, text.Span{}, "r", schema.InvestedIn, schema.Asserted): "vbjsaicj9jau55ppe",
		CitedID(article.Citation{Title: "Why Cars Want Chips", Publisher: "Wirtschaftsblick", Published: "2024-03-01"}): "cg8dmg2ils2sjj4pg",
	} {
		if got != want || !regexp.MustCompile(`^[esvc][0-9a-v]{16}$`).MatchString(got) {
			t.Errorf("id %s, want %s", got, want)
		}
	}
}

func TestNamesWithOneKey(t *testing.T) {
	for _, c := range []struct {
		typ  schema.EntityType
		a, b string
		same bool
	}{
		{schema.Organization, "ByteDance Ltd.", "BYTEDANCE", true},
		{schema.Organization, "The New York Times", "New York Times", true},
		{schema.Organization, "Department of Justice", "Justice Department", true},
		{schema.Organization, "U.S. Department of the Treasury", "U.S. Treasury Department", true},
		{schema.Organization, "U.S. Central Command", "the United States Central Command", true},
		{schema.Organization, "American Airlines", "U.S. Airlines", false},
		{schema.Organization, "Ministry of Health", "Ministry of Defence", false},
		{schema.Place, "U.S.", "America", true},
		{schema.Place, "Ivory Coast", "Côte d'Ivoire", true},
		{schema.Place, "Niger", "Nigeria", false},
		{schema.Person, "Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", true},
		{schema.Person, "George Bush", "George W. Bush", false},
		{schema.Person, "!!!", "???", false},
	} {
		if got := NameKey(c.typ, c.a) == NameKey(c.typ, c.b); got != c.same {
			t.Errorf("%s %q (%s) and %q (%s) have one key: %v, want %v", c.typ, c.a, NormalName(c.typ, c.a), c.b, NormalName(c.typ, c.b), got, c.same)
		}
	}
	if NameKey(schema.Person, "Victoria") == NameKey(schema.Place, "Victoria") {
		t.Error("a person and a place have one key")
	}
}

func TestEntityIDs(t *testing.T) {
	if got := EntityID([]string{"e2", "e1"}, ""); got != "e1" {
		t.Errorf("EntityID = %s, want the smallest key", got)
	}
	a, b := EntityID([]string{"e2", "e1"}, "article1"), EntityID([]string{"e1", "e3"}, "article1")
	if a != b || a == "e1" || a == EntityID([]string{"e1"}, "article2") {
		t.Errorf("homonyms %s and %s: want one id of key and article", a, b)
	}
}

func TestEndsOfSymmetricRelations(t *testing.T) {
	if s, o, swapped := Ends(schema.MetWith, "e2", "e1"); s != "e1" || o != "e2" || !swapped {
		t.Errorf("Ends = %s, %s, %v", s, o, swapped)
	}
	if s, o, swapped := Ends(schema.Acquired, "e2", "e1"); s != "e2" || o != "e1" || swapped {
		t.Errorf("Ends = %s, %s, %v", s, o, swapped)
	}
}

func TestFieldsAreNotRunTogether(t *testing.T) {
	if hashID("e", "ab", "c") == hashID("e", "a", "bc") || hashID("e", "a") == hashID("s", "a") {
		t.Error("different fields give one id")
	}
}
