package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestDeploymentsCallTheProgram holds compose file, Dockerfile and README to the
// program: the calls parse, nothing runs as root or writes to the root.
func TestDeploymentsCallTheProgram(t *testing.T) {
	var compose struct {
		Services map[string]struct {
			Build               struct{ Context, Dockerfile string }
			Entrypoint, Command []string
			ReadOnly            bool `yaml:"read_only"`
			Volumes             []string
		}
		Volumes map[string]any
	}
	parse(t, string(read(t, "../../docker-compose.yml")), &compose)
	job := compose.Services["import"]
	if !job.ReadOnly || job.Build.Context != "." {
		t.Errorf("import is %+v", job)
	}
	calls(t, append(job.Entrypoint, job.Command...))
	for _, v := range job.Volumes {
		if name, _, _ := strings.Cut(v, ":"); !strings.HasPrefix(name, "$") {
			if _, ok := compose.Volumes[name]; !ok {
				t.Errorf("no volume %s", name)
			}
		}
	}
	docker := string(read(t, filepath.Join("../..", job.Build.Dockerfile)))
	_, image, _ := strings.Cut(docker, "\nFROM scratch\n")
	for _, want := range []string{"\nUSER 65532:65532\n", "ENV NEWSGRAPH_STORE=/data/", `ENTRYPOINT ["` + job.Entrypoint[0] + `"]`} {
		if !strings.Contains(image, want) {
			t.Errorf("the image lacks %q", want)
		}
	}

	readme := string(read(t, "../../README.md"))
	_, text, _ := strings.Cut(readme, "```yaml\napiVersion: batch/v1")
	text, _, _ = strings.Cut(text, "```")
	var cron struct {
		Spec struct {
			JobTemplate struct {
				Spec struct {
					Template struct {
						Spec struct {
							SecurityContext map[string]any `yaml:"securityContext"`
							Containers      []struct {
								Args            []string
								SecurityContext map[string]any `yaml:"securityContext"`
							}
						}
					}
				}
			} `yaml:"jobTemplate"`
		}
	}
	parse(t, "apiVersion: batch/v1"+text, &cron)
	pod := cron.Spec.JobTemplate.Spec.Template.Spec
	if pod.SecurityContext["runAsNonRoot"] != true || len(pod.Containers) != 1 || pod.Containers[0].SecurityContext["readOnlyRootFilesystem"] != true {
		t.Fatalf("the pod is %+v", pod)
	}
	calls(t, append([]string{"newsgraph"}, pod.Containers[0].Args...))
	_, line, ok := strings.Cut(readme, "newsgraph/password) ")
	line, _, _ = strings.Cut(line, " >>")
	if !ok {
		t.Fatal("no crontab line")
	}
	calls(t, strings.Fields(line))
}

// calls fails when the program would not take a command line.
func calls(t *testing.T, line []string) {
	t.Helper()
	if len(line) < 2 || filepath.Base(line[0]) != "newsgraph" {
		t.Fatalf("%v does not call newsgraph", line)
	}
	c, args, err := newRoot().Find(line[1:])
	if err != nil || c.Name() != line[1] {
		t.Fatalf("%v: %v", line, err)
	}
	if err := c.ParseFlags(args); err != nil {
		t.Errorf("%v: %v", line, err)
	}
	if err := c.ValidateArgs(c.Flags().Args()); err != nil {
		t.Errorf("%v: %v", line, err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func parse(t *testing.T, text string, into any) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(text), into); err != nil {
		t.Fatal(err)
	}
}
