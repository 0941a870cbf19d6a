package export

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

//go:embed testdata/requirements.txt
var requirements []byte

// requirePython makes a missing Python a failure.
const requirePython = "NEWSGRAPH_REQUIRE_PYTHON"

// python returns an interpreter that has the tools. It installs them once into
// the user's cache folder, at the versions of testdata/requirements.txt.
func python(t *testing.T) string {
	t.Helper()
	path, err := installed()
	if err != nil {
		if os.Getenv(requirePython) == "1" {
			t.Fatalf("%s=1, but there is no Python with the tools: %v", requirePython, err)
		}
		t.Skipf("no Python with the tools: %v", err)
	}
	return path
}

func installed() (string, error) {
	base, err := exec.LookPath("python3")
	if err != nil {
		return "", err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	version, err := exec.Command(base, "--version").Output()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(requirements, version...))
	dir := filepath.Join(cache, "newsgraph", "python-"+hex.EncodeToString(sum[:6]))
	bin := filepath.Join("bin", "python")
	if runtime.GOOS == "windows" {
		bin = filepath.Join("Scripts", "python.exe")
	}
	if _, err := os.Stat(dir); err == nil {
		return filepath.Join(dir, bin), nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	part, err := os.MkdirTemp(filepath.Dir(dir), "python-part-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(part) }() // not there any more when all went well
	for _, args := range [][]string{
		{base, "-m", "venv", part},
		{filepath.Join(part, bin), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", filepath.Join("testdata", "requirements.txt")},
	} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%v: %w\n%s", args, err, out)
		}
	}
	// The folder gets its name last; another process may have been faster.
	if err := os.Rename(part, dir); err != nil {
		if _, there := os.Stat(dir); there != nil {
			return "", errors.Join(err, there)
		}
	}
	return filepath.Join(dir, bin), nil
}

func TestToolsOpenWhatIsForThem(t *testing.T) {
	interpreter := python(t)
	investment := map[string]any{
		"ends": []any{"Vela Partners", "Corvid Chips Ltd"}, "support": 2.0, "confidence": 0.9, "modality": "asserted", "first_said": "2021-03-02",
	}
	for _, c := range []struct {
		format string
		want   map[string]any
	}{
		{"graphml", map[string]any{"nodes": 11.0, "edges": 9.0, "directed": true, "founded": "1998", "investment": investment}},
		{"gexf", map[string]any{
			"nodes": 11.0, "edges": 9.0, "directed": true, "founded": "1998", "investment": investment,
			"start of e1": "2021-03-02", "end of e2": "2021-04-30",
		}},
		{"ftm", map[string]any{"problems": []any{}, "country": []any{"no"}, "schemata": map[string]any{
			"Company": 1.0, "Organization": 2.0, "Person": 2.0, "Address": 1.0, "Asset": 1.0, "LegalEntity": 1.0, "Event": 1.0, "Note": 2.0,
			"Article": 4.0, "Ownership": 1.0, "Directorship": 1.0, "Employment": 1.0, "Representation": 1.0, "UnknownLink": 5.0,
		}}},
		{"jsonld", map[string]any{
			"types":  map[string]any{"Person": 5.0, "Organization": 6.0, "NewsArticle": 4.0, "Claim": 11.0},
			"funder": "urn:newsgraph:entity:e1", "founded": "1998", "said in": 2.0, "mentioned in": 3.0,
		}},
		{"csv", map[string]any{
			"rows": map[string]any{"entities": 11.0, "relations": 11.0, "evidence": 12.0, "articles": 4.0}, "joined": 12.0,
			"aliases": 12.0, "confidence": "float64", "name": strings.ReplaceAll(hostile, "\x00", "\uFFFD"),
		}},
	} {
		t.Run(c.format, func(t *testing.T) {
			f, err := Find(c.format)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "export."+c.format)
			if _, err := f.WriteTo(t.Context(), reader(news()), path, Options{}); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(interpreter, filepath.Join("testdata", "check.py"), c.format, path)
			cmd.Stderr = os.Stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			var got map[string]any
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
