package export

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// The files of an export for neo4j-admin that say what was written and what
// became of it.
const (
	writtenFile = "written.json"
	importLog   = "import.log"    // what the importer prints; import.sh keeps it
	importSays  = "import.report" // the rows that the importer refuses and skips
)

// Totals are what neo4j-admin counts.
type Totals struct {
	Nodes         int `json:"nodes"`
	Relationships int `json:"relationships"`
	Properties    int `json:"properties"`
}

// Refused is why the importer skipped rows, as it may be told to.
type Refused struct {
	Why   string `json:"why"`
	Rows  int    `json:"rows"`
	First string `json:"first"` // in its words
}

// Imported is what became of an export for neo4j-admin.
type Imported struct {
	Written  Totals    `json:"written"`
	Imported Totals    `json:"imported"`
	Done     bool      `json:"done"`            // the importer came to its end
	Error    string    `json:"error,omitempty"` // else why it did not, in its words
	Refused  []Refused `json:"refused,omitempty"`
}

// CheckImport reads what the importer printed and reported in the folder of an
// export for neo4j-admin, beside what was written there.
func CheckImport(dir string) (Imported, error) {
	var r Imported
	if f, ok := exportAt(dir); !ok || f.Name != "neo4j-admin" {
		return r, fmt.Errorf("%s is not an export for neo4j-admin: want a folder that export --format neo4j-admin wrote", dir)
	}
	text, err := os.ReadFile(filepath.Join(dir, writtenFile))
	if errors.Is(err, fs.ErrNotExist) {
		return r, fmt.Errorf("%s has no %s, which says what was written: export again", dir, writtenFile)
	}
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(text, &r.Written); err != nil {
		return r, fmt.Errorf("%s: %w", filepath.Join(dir, writtenFile), err)
	}
	text, err = os.ReadFile(filepath.Join(dir, importLog))
	if errors.Is(err, fs.ErrNotExist) {
		return r, fmt.Errorf("%s has no %s: run import.sh there, or save what neo4j-admin prints under that name", dir, importLog)
	}
	if err != nil {
		return r, err
	}
	r.read(string(text))
	report, err := os.Open(filepath.Join(dir, importSays))
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	defer func() { _ = report.Close() }() // opened for reading
	return r, r.readReport(report)
}

// count matches a line such as "  20442 nodes".
var count = regexp.MustCompile(`(?m)^\s*(\d+) (nodes|relationships|properties)\s*$`)

// complaints match what a failed import says of why, the best first.
var complaints = []*regexp.Regexp{
	regexp.MustCompile(`(?m)^\s*original error: (.*)$`),
	regexp.MustCompile(`(?m)^\s*Caused by: [\w.$]+: (?:[\w.$]+(?:Exception|Error): )?(.*)$`),
	regexp.MustCompile(`(?m)^(.*(?:[Ee]rror|[Ff]ailed|not found|No such file|denied).*)$`),
}

// field matches where it met what it could not read; its line is wrong.
var field = regexp.MustCompile(`data source: .*\[source:([^,\]]+),.*\s+in field: ([^:\s]+)`)

// read takes the importer's own count, of its last run.
func (r *Imported) read(log string) {
	if at := strings.LastIndex(log, "IMPORT DONE"); at >= 0 && !strings.Contains(log[at:], importEnded) {
		r.Done = true
		for _, m := range count.FindAllStringSubmatch(log[at:], -1) {
			n, _ := strconv.Atoi(m[1]) // digits; more than an int holds stay 0, which is told
			switch m[2] {
			case "nodes":
				r.Imported.Nodes = n
			case "relationships":
				r.Imported.Relationships = n
			case "properties":
				r.Imported.Properties = n
			}
		}
		return
	}
	r.Error = "it did not come to its end"
	for _, c := range complaints {
		if m := c.FindStringSubmatch(log); m != nil {
			r.Error = strings.TrimSpace(m[1])
			if at := field.FindStringSubmatch(log); at != nil {
				r.Error += fmt.Sprintf(" (%s, %s)", filepath.Base(at[1]), at[2])
			}
			return
		}
	}
}

// reasons tells the lines of the importer's report by what they say.
var reasons = []struct{ says, why string }{
	{"referring to missing node", "a relationship to a node that is not there"},
	{"is defined more than once", "a node that is there already"},
}

func (r *Imported) readReport(report io.Reader) error {
	lines := bufio.NewReader(report)
	at := map[string]int{}
	for {
		line, err := lines.ReadString('\n')
		if line = strings.TrimSpace(line); line != "" {
			why := "something else"
			for _, x := range reasons {
				if strings.Contains(line, x.says) {
					why = x.why
				}
			}
			i, ok := at[why]
			if !ok {
				i = len(r.Refused)
				at[why] = i
				r.Refused = append(r.Refused, Refused{Why: why, First: line})
			}
			r.Refused[i].Rows++
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Differences says, one a line, in what the import is not what was written;
// there is none where all of it was imported.
func (r Imported) Differences() []string {
	if !r.Done {
		return []string{"the import failed: " + r.Error}
	}
	var out []string
	for _, x := range []struct {
		what           string
		written, there int
	}{
		{"nodes", r.Written.Nodes, r.Imported.Nodes},
		{"relationships", r.Written.Relationships, r.Imported.Relationships},
		{"properties", r.Written.Properties, r.Imported.Properties},
	} {
		switch {
		case x.there < x.written:
			out = append(out, fmt.Sprintf("%d of %d %s were imported: %d are missing", x.there, x.written, x.what, x.written-x.there))
		case x.there > x.written:
			out = append(out, fmt.Sprintf("%d %s were imported, %d more than were written", x.there, x.what, x.there-x.written))
		}
	}
	for _, x := range r.Refused {
		out = append(out, fmt.Sprintf("%s: %d skipped (the first: %s)", x.Why, x.Rows, x.First))
	}
	return out
}
