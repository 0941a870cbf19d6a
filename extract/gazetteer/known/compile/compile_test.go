package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
)

// sources writes small files as the sources have them.
func sources(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"us-congress/legislators-current.yaml": "- id: {bioguide: X000001, wikidata: Q1}\n  name: {first: Ana, last: Costa, nickname: Annie, official_full: Ana B. Costa}\n",
		"sp500/data/constituents.csv":          "Symbol,Security\nVLC,Vulcan (Works)\n",
		"nasdaq-listings/data/nasdaq-listed-symbols.csv": "Symbol,Company Name,Security Name,Test Issue,ETF\n" +
			"HLN,Helion Networks Inc.,Helion Networks Inc. - Common Stock,N,N\nHLNW,Helion Networks Inc.,Helion Networks Inc. - Warrant,N,N\nFOC,Focus Inc.,Focus Inc. - Common Stock,N,N\n",
		"openfootball-clubs/europe/x.clubs.txt": "= Marlow\n\nMarlow United FC, 1886, @ Mill Lane, Marlow  ## of the town\n  | Marlow Utd | Marlow U.\n  | The Millers   # fans\nFrance\n",
		"world-cities/data/world-cities.csv":    "name,country,subcountry,geonameid\nMarlow,United Kingdom,England,1\nSpringfield,United States,Ohio,2\nSpringfield,United States,Iowa,3\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestTheSourcesBecomeLines(t *testing.T) {
	dir := sources(t)
	for _, tt := range []struct {
		name  string
		table func(string) ([]string, error)
		want  []string
	}{
		{"Congress", congress, []string{"Person\tAna B. Costa\tAna Costa;Annie Costa\tbioguide=X000001;wikidata=Q1"}},
		{"companies without warrants and names of one word", companies, []string{"Organization\tVulcan\t\tticker=VLC", "Organization\tHelion Networks Inc.\t\tticker=HLN"}},
		{"clubs without what tables abbreviate", clubs, []string{"Organization\tMarlow United FC\tMarlow Utd;The Millers\t"}},
		{"cities, but those of which a country has two", cities, []string{"GB", "marlow\t1", "US"}},
	} {
		got, err := tt.table(dir)
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, %v: want %q", tt.name, got, err, tt.want)
		}
	}
	out := t.TempDir()
	if err := run(dir, out); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(out, "entities.tsv"))
	if err != nil || strings.Count(string(data), "\n") != 5 {
		t.Errorf("entities.tsv is %q, %v: want a comment and four lines", data, err)
	}
}

func TestAMissingSourceIsNamed(t *testing.T) {
	if err := run(t.TempDir(), t.TempDir()); err == nil || !strings.Contains(err.Error(), "legislators-current.yaml") {
		t.Errorf("error is %v, want one that names the file", err)
	}
}

func TestTheEmbeddedCitiesCanBeRead(t *testing.T) {
	if list := known.Cities("Marseille"); len(list) != 1 || list[0].Country != "FR" {
		t.Errorf("Marseille: %v, want one city in France", list)
	}
}
