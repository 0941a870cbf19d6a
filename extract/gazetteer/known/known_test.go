package known

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

func TestNamesOfOneEntity(t *testing.T) {
	for _, tt := range []struct {
		typ  schema.EntityType
		a, b string
		same bool
	}{
		{schema.Organization, "IAEA", "International Atomic Energy Agency", true},
		{schema.Organization, "Wal-Mart Stores Inc.", "Walmart", true},
		{schema.Organization, "Man Utd", "Manchester United F.C.", true},
		{schema.Organization, "Tory", "Conservative Party", true},
		{schema.Place, "Kiev", "Kyiv", true},
		{schema.Person, "Moammar Gadhafi", "Muammar Gaddafi", true},
		{schema.Person, "Chuck Schumer", "Charles E. Schumer", true},
		{schema.Event, "WWII", "Second World War", true},
		{schema.Organization, "Ford", "Citigroup", false},
		{schema.Organization, "Islamic State", "Palestinian Islamic Jihad", false},
	} {
		a, okA := Find(tt.typ, tt.a)
		b, okB := Find(tt.typ, tt.b)
		if !okA || !okB || (a == b) != tt.same {
			t.Errorf("%s %q (%v) and %q (%v) are one: %v, want %v", tt.typ, tt.a, a, tt.b, b, a == b, tt.same)
		}
	}
}

func TestAmbiguousAndUnknownNamesAreNobodys(t *testing.T) {
	for _, name := range []string{"ICC", "LSE", "Glimmerwick", ""} {
		if e, ok := Find(schema.Organization, name); ok {
			t.Errorf("%q is %s, want nobody", name, e.Name)
		}
	}
	if e, ok := Find(schema.Organization, "Kyiv"); ok {
		t.Errorf("an organization Kyiv is %s, want nobody: the table knows the city", e.Name)
	}
}

func TestIdentifiersOfTheSources(t *testing.T) {
	for _, tt := range []struct {
		typ              schema.EntityType
		name, scheme, id string
	}{
		{schema.Person, "Maria Cantwell", "bioguide", "C000127"},
		{schema.Person, "Maria Cantwell", "wikidata", "Q22250"},
		{schema.Organization, "Apple Inc.", "ticker", "AAPL"},
		{schema.Organization, "IAEA", "wikipedia", "International Atomic Energy Agency"},
	} {
		e, ok := Find(tt.typ, tt.name)
		if !ok || e.IDs[tt.scheme] != tt.id {
			t.Errorf("%s of %s: %+v, want %s", tt.scheme, tt.name, e, tt.id)
		}
	}
	if list := Cities("Andorra la Vella"); len(list) != 1 || list[0] != (City{"AD", "3041563"}) {
		t.Errorf("Andorra la Vella: %v", list)
	}
}

func TestBodiesOfState(t *testing.T) {
	for name, want := range map[string]Body{"Knesset": {"parliament", "IL"}, "the Fed": {"central bank", "US"}, "IDF": {"armed forces", "IL"}} {
		if b, ok := BodyOf(name); !ok || b != want {
			t.Errorf("%s is %v, want %v", name, b, want)
		}
	}
	if _, ok := BodyOf("parliament"); ok {
		t.Error("a parliament without a country has a name of its own")
	}
}

// Lines of the tables say a known type, and no alias twice.
func TestTablesAreWellFormed(t *testing.T) {
	types := map[schema.EntityType]bool{}
	for _, e := range schema.Default().Entities {
		types[e.Type] = true
	}
	for file, text := range map[string]string{"aliases.tsv": aliasesFile, "entities.tsv": entitiesFile, "links.tsv": linksFile} {
		n := 0
		for line := range strings.Lines(text) {
			if line[0] == '#' {
				continue
			}
			n++
			f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(f) < 3 || !types[schema.EntityType(f[0])] || gazetteer.Normalize(f[1]) == "" {
				t.Errorf("%s: %q", file, line)
			}
		}
		if n < 500 {
			t.Errorf("%s has %d lines", file, n)
		}
	}
	seen := map[key]string{}
	for line := range strings.Lines(aliasesFile) {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		k := keyOf(schema.EntityType(f[0]), f[1])
		if other := seen[k]; other != "" {
			t.Errorf("aliases.tsv has %s twice", f[1])
		}
		seen[k] = f[1]
	}
}

func TestNormalNamesAreFoundAsTheyAre(t *testing.T) {
	for _, name := range []string{"Vladimir Putin", "Emmanuel MACRON", "Angela Merkel", "Nobody Atall"} {
		want, _ := Find(schema.Person, name)
		if got, _ := FindNormal(schema.Person, gazetteer.Normalize(name)); got != want {
			t.Errorf("%s by its normal name: got %v, want %v", name, got, want)
		}
	}
	if _, ok := FindNormal(schema.Person, gazetteer.Normalize("Vladimir Putin")); !ok {
		t.Error("Vladimir Putin is not known by the normal name")
	}
}
