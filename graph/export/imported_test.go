package export

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnImportIsComparedWithWhatWasWritten(t *testing.T) {
	for name, c := range map[string]struct {
		log, report string
		want        []string
	}{
		"all of it": {log: "IMPORT DONE in 11s 811ms. \nImported:\n  10 nodes\n  20 relationships\n  30 properties\nPeak memory usage: 547.4MiB\n"},
		"with words of a system before": {
			log: "WARNING: heap size\nNode import COMPLETED\nIMPORT DONE in 1s. \r\nImported:\r\n  10 nodes\r\n  20 relationships\r\n  30 properties\r\n",
		},
		"less and more": {
			log:  "IMPORT DONE in 1s.\nImported:\n  9 nodes\n  20 relationships\n  31 properties\n",
			want: []string{"9 of 10 nodes were imported: 1 are missing", "31 properties were imported, 1 more than were written"},
		},
		"rows were skipped": {
			log:    "IMPORT DONE in 1s.\nImported:\n  10 nodes\n  18 relationships\n  30 properties\n",
			report: "a1 (Article)-[CITES]->a2 (Article) referring to missing node a2\na1 (Article)-[CITES]->a3 (Article) referring to missing node a3\nId 'e1' is defined more than once in group 'Entity'\n",
			want: []string{
				"18 of 20 relationships were imported: 2 are missing",
				"a relationship to a node that is not there: 2 skipped (the first: a1 (Article)-[CITES]->a2 (Article) referring to missing node a2)",
				"a node that is there already: 1 skipped (the first: Id 'e1' is defined more than once in group 'Entity')",
			},
		},
		"a field that does not fit": {
			log:  "IMPORT FAILED in 357ms. \nError in input data\nCaused by: org.x.CsvImportException: org.x.InputException: ERROR in input\n  original error: Not an integer: \"x1\"\n  data source: BufferedCharSeeker[source:/data/entity.csv.gz, position:461, line:3]\n  in field: articles:long:4\n" + importEnded + " 70\n",
			want: []string{`the import failed: Not an integer: "x1" (entity.csv.gz, articles)`},
		},
		"half of a file": {
			log:  "IMPORT FAILED in 2s.\nError importing csv file.\nCaused by: org.neo4j.importer.FileImporter$CsvImportException: java.io.EOFException: Unexpected end of ZLIB input stream\n" + importEnded + " 70\n",
			want: []string{"the import failed: Unexpected end of ZLIB input stream"},
		},
		"no importer": {
			log:  "import.sh: 7: neo4j-admin: not found\n" + importEnded + " 127\n",
			want: []string{"the import failed: import.sh: 7: neo4j-admin: not found"},
		},
		"killed":                 {log: "Node import\n....", want: []string{"the import failed: it did not come to its end"}},
		"failed after the count": {log: "IMPORT DONE in 1s.\n  10 nodes\n" + importEnded + " 1\n", want: []string{"the import failed: it did not come to its end"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			keep(t, dir, map[string]string{
				manifest: manifestHead + "neo4j-admin\n", writtenFile: `{"nodes":10,"relationships":20,"properties":30}`, importLog: c.log, importSays: c.report,
			})
			found, err := CheckImport(dir)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := strings.Join(found.Differences(), "\n"), strings.Join(c.want, "\n"); got != want {
				t.Errorf("got %s\nwant %s", got, want)
			}
		})
	}
}

func keep(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatCannotBeCheckedSaysWhatIsMissing(t *testing.T) {
	dir := t.TempDir()
	for _, step := range []struct{ file, text, want string }{
		{"", "", "want a folder that export --format neo4j-admin wrote"},
		{manifest, manifestHead + "csv\n", "is not an export for neo4j-admin"},
		{manifest, manifestHead + "neo4j-admin\n", "export again"},
		{writtenFile, "{", writtenFile},
		{writtenFile, "{}", "run import.sh there"},
	} {
		if step.file != "" {
			keep(t, dir, map[string]string{step.file: step.text})
		}
		if _, err := CheckImport(dir); err == nil || !strings.Contains(err.Error(), step.want) {
			t.Errorf("%s: got %v, want %q", step.file, err, step.want)
		}
	}
}

// TestTheImportScriptKeepsWhatTheImporterPrints runs it with another program in
// the importer's place.
func TestTheImportScriptKeepsWhatTheImporterPrints(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh")
	}
	out := filepath.Join(t.TempDir(), "out")
	f, _ := Find("neo4j-admin")
	if _, err := f.WriteTo(t.Context(), reader(news()), out, Options{}); err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	for _, c := range []struct {
		does string
		ok   bool
		want string
	}{
		{"echo IMPORT FAILED; echo 'no such option' >&2; exit 7", false, "no such option\n" + importEnded + " 7\n"},
		{"echo took \"$3\"; for a; do last=$a; done; echo \"ends with $last\"", true, "took full\nends with --read-buffer-size=8m\n"},
	} {
		program := filepath.Join(bin, "neo4j-admin")
		if err := os.WriteFile(program, []byte("#!"+sh+"\n"+c.does+"\n"), 0o700); err != nil { //nolint:gosec // it is run
			t.Fatal(err)
		}
		cmd := exec.Command(sh, filepath.Join(out, "import.sh"), "--read-buffer-size=8m")
		cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
		said, err := cmd.CombinedOutput()
		if (err == nil) != c.ok || !strings.HasSuffix(string(said), c.want) {
			t.Errorf("%s: %v\n%s", c.does, err, said)
		}
		log, err := os.ReadFile(filepath.Join(out, importLog))
		if err != nil || string(log) != string(said) {
			t.Errorf("it kept %q (%v), and said %q", log, err, said)
		}
	}
	if _, err := f.WriteTo(t.Context(), reader(news()), out, Options{}); err != nil {
		t.Errorf("exporting again over it: %v", err)
	}
}
