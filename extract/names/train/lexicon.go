package train

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/bits"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/newsgraph/newsgraph/extract/names/internal/model"
	"github.com/newsgraph/newsgraph/extract/names/lists"
)

// maxWords is how many of the most frequent words get clusters.
const maxWords = 160_000

// Lexicon compiles the gazetteer folder of the data.
func Lexicon(dir string) (*model.Builder, error) {
	b := model.NewBuilder()
	g := gazetteers{dir: dir, put: b.AddPhrase}
	for _, step := range []func() error{
		func() error { return g.clusters(b) }, g.givenNames, g.surnames, g.cities, g.countries, g.territories,
		g.companies, g.congress, g.clubs, g.corpora, g.legalForms, g.lists,
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("gazetteers: %w", err)
		}
	}
	return b, nil
}

type gazetteers struct {
	dir string
	put func(name string, k model.Kind)
}

// add adds a name in Latin letters of at most eight words.
func (g *gazetteers) add(k model.Kind, name string) {
	name = strings.TrimSpace(strings.ReplaceAll(name, "’", "'"))
	if len(name) < 2 || len(name) > 80 || len(strings.Fields(name)) > 8 {
		return
	}
	letter := false
	for _, r := range name {
		if unicode.IsLetter(r) {
			if !unicode.Is(unicode.Latin, r) {
				return
			}
			letter = true
		}
	}
	if letter {
		g.put(name, k)
	}
}

func (g *gazetteers) lines(path string, f func(line string)) error {
	file, err := os.Open(filepath.Join(g.dir, path))
	if err != nil {
		return err
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		f(sc.Text())
	}
	return sc.Err()
}

func (g *gazetteers) clusters(b *model.Builder) error {
	n := 0
	var bad error
	err := g.lines("word-clusters/glove-clusters.tsv.gz", func(line string) {
		f := strings.Split(line, "\t")
		if n++; len(f) != 5 {
			bad = fmt.Errorf("glove-clusters.tsv.gz:%d: %d fields: want 5", n, len(f))
			return
		}
		if n > maxWords {
			return
		}
		c := model.Cluster{Rank: uint8(bits.Len(uint(n)))}
		for i := range c.ID {
			id, err := strconv.Atoi(f[i+1])
			if err != nil {
				bad = fmt.Errorf("glove-clusters.tsv.gz:%d: %w", n, err)
			}
			c.ID[i] = uint16(id) + 1
		}
		b.AddWord(f[0], c)
	})
	return errors.Join(err, bad)
}

func (g *gazetteers) givenNames() error {
	err := g.lines("name-databases-unlicense/NamesDatabases/first names/all.txt", func(l string) { g.add(model.GivenName, l) })
	if err != nil {
		return err
	}
	return g.table("popular-names-by-country/common-forenames-by-country.csv", func(get func(string) string) {
		g.add(model.GivenName, get("Romanized Name"))
	})
}

func (g *gazetteers) surnames() error {
	err := g.lines("name-databases-unlicense/NamesDatabases/surnames/all.txt", func(l string) { g.add(model.Surname, l) })
	if err != nil {
		return err
	}
	return g.table("popular-names-by-country/common-surnames-by-country.csv", func(get func(string) string) {
		g.add(model.Surname, get("Romanized Name"))
	})
}

// table reads a CSV file with a heading.
func (g *gazetteers) table(path string, row func(get func(column string) string)) error {
	file, err := os.Open(filepath.Join(g.dir, path))
	if err != nil {
		return err
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.LazyQuotes, r.FieldsPerRecord = true, -1
	columns := map[string]int{}
	for first := true; ; first = false {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if first {
			for i, c := range rec {
				columns[strings.TrimPrefix(c, "\ufeff")] = i
			}
			continue
		}
		row(func(c string) string {
			if i, ok := columns[c]; ok && i < len(rec) {
				return rec[i]
			}
			return ""
		})
	}
}

func (g *gazetteers) cities() error {
	return g.table("world-cities/data/world-cities.csv", func(get func(string) string) {
		g.add(model.City, get("name"))
		g.add(model.Region, get("subcountry"))
		g.add(model.Country, get("country"))
	})
}

func (g *gazetteers) countries() error {
	return g.table("country-codes/data/country-codes.csv", func(get func(string) string) {
		for _, c := range []string{"CLDR display name", "official_name_en", "UNTERM English Short", "UNTERM English Formal"} {
			g.add(model.Country, strings.TrimSuffix(get(c), " (the)"))
		}
		g.add(model.City, get("Capital"))
	})
}

// territories adds the countries and regions of rigour with those of their
// other names that are capitalised as English ones are.
func (g *gazetteers) territories() error {
	files, err := filepath.Glob(filepath.Join(g.dir, "rigour/resources/territories/*.yml"))
	if err != nil {
		return err
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var t struct {
			Name    string   `yaml:"name"`
			Full    string   `yaml:"full_name"`
			Country bool     `yaml:"is_country"`
			Strong  []string `yaml:"names_strong"`
		}
		if err := yaml.Unmarshal(data, &t); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		kind := model.Region
		if t.Country {
			kind = model.Country
		}
		for _, n := range append(t.Strong, t.Name, t.Full) {
			g.add(kind, n)
		}
	}
	return nil
}

var (
	security  = regexp.MustCompile(` - |,? Common\b| Class\b| Ordinary\b|,? Inc\b|\bETF\b`)
	legalTail = regexp.MustCompile(`(?i)[ ,]+(corp|corporation|company|ltd|limited|plc|group|holdings?|co|n\.v|s\.a|llc|l\.p|technologies|international)\.?$`)
)

func (g *gazetteers) companies() error {
	add := func(name string) {
		name = strings.Trim(security.Split(name, 2)[0], " ,.")
		g.add(model.Company, name)
		for short := name; ; {
			next := strings.Trim(legalTail.ReplaceAllString(short, ""), " ,.")
			if next == short || len(next) < 5 {
				return
			}
			short = next
			g.add(model.Company, short)
		}
	}
	err := g.table("sp500/data/constituents.csv", func(get func(string) string) { add(get("Security")) })
	if err != nil {
		return err
	}
	return g.table("nasdaq-listings/data/nasdaq-listed-symbols.csv", func(get func(string) string) {
		if get("ETF") != "Y" {
			add(get("Company Name"))
		}
	})
}

func (g *gazetteers) congress() error {
	for _, f := range []string{"committees-current.yaml", "committees-historical.yaml"} {
		var list []struct {
			Name string `yaml:"name"`
			Sub  []struct {
				Name string `yaml:"name"`
			} `yaml:"subcommittees"`
		}
		if err := g.yaml("us-congress/"+f, &list); err != nil {
			return err
		}
		for _, c := range list {
			g.add(model.Body, c.Name)
		}
	}
	for _, f := range []string{"executive.yaml", "legislators-current.yaml"} {
		var list []struct {
			Name struct {
				First    string `yaml:"first"`
				Last     string `yaml:"last"`
				Official string `yaml:"official_full"`
				Nick     string `yaml:"nickname"`
			} `yaml:"name"`
		}
		if err := g.yaml("us-congress/"+f, &list); err != nil {
			return err
		}
		for _, p := range list {
			g.add(model.Celebrity, p.Name.First+" "+p.Name.Last)
			g.add(model.Celebrity, p.Name.Official)
			if p.Name.Nick != "" {
				g.add(model.Celebrity, p.Name.Nick+" "+p.Name.Last)
			}
			g.add(model.Surname, p.Name.Last)
		}
	}
	return nil
}

func (g *gazetteers) yaml(path string, into any) error {
	data, err := os.ReadFile(filepath.Join(g.dir, path))
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

var clubTail = regexp.MustCompile(`,|\(|\d{4}`)

// clubs reads the openfootball files: a club a line, its other names after
// bars, its ground after an @.
func (g *gazetteers) clubs() error {
	root := filepath.Join(g.dir, "openfootball-clubs")
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".clubs.txt") {
			return err
		}
		rel, err := filepath.Rel(g.dir, path)
		if err != nil {
			return err
		}
		return g.lines(rel, func(line string) {
			line, _, _ = strings.Cut(line, "#")
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '=' {
				return
			}
			if _, ground, ok := strings.Cut(line, "@"); ok {
				g.add(model.Landmark, clubTail.Split(ground, 2)[0])
			}
			for _, n := range strings.Split(strings.Trim(line, "| "), "|") {
				g.add(model.Team, clubTail.Split(n, 2)[0])
			}
		})
	})
}

func (g *gazetteers) legalForms() error {
	var forms struct {
		Types []struct {
			Display string   `yaml:"display"`
			Aliases []string `yaml:"aliases"`
		} `yaml:"types"`
	}
	data, err := os.ReadFile(filepath.Join(g.dir, "rigour/resources/names/org_types.yml"))
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(data, &forms); err != nil {
		return fmt.Errorf("org_types.yml: %w", err)
	}
	for _, f := range forms.Types {
		for _, a := range append(f.Aliases, f.Display) {
			g.add(model.LegalForm, a)
		}
	}
	return nil
}

// listed maps the categories of our own lists to kinds.
var listed = map[string]model.Kind{
	"companies": model.NewsCompany, "media": model.Media, "parties": model.Party, "agencies": model.Agency,
	"international": model.International, "armed": model.Armed, "civil": model.Civil, "universities": model.University,
	"teams": model.ListedTeam, "places": model.ListedPlace, "events": model.EventName, "laws": model.LawName,
	"products": model.ProductName, "works": model.WorkName,
}

func (g *gazetteers) lists() error {
	for _, e := range lists.All() {
		kind, ok := listed[e.Category]
		if !ok {
			return fmt.Errorf("list %s.csv: no lexicon kind for it", e.Category)
		}
		g.add(kind, e.Name)
		if e.Ambiguous {
			g.add(model.Doubtful, e.Name)
		}
	}
	return nil
}
