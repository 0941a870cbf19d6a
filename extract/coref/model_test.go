package coref

import (
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

func TestBuiltInModelIsWhole(t *testing.T) {
	m, err := readRanker(weightsFile, settingsFile)
	if err != nil {
		t.Fatal(err)
	}
	for i, least := range m.least {
		if least < .3 || least >= 1 {
			t.Errorf("the threshold for %s is %v", topicNames[i], least)
		}
	}
	if len(weightsFile) > 2<<20 {
		t.Errorf("the weights are %d bytes, want 2 MB at most", len(weightsFile))
	}
}

func TestBrokenModelIsRefused(t *testing.T) {
	for name, settings := range map[string]string{
		"no JSON": "{", "another field": `{"most": 1}`, "no threshold": `{"measured": "", "least": {"he": 0.5}}`,
	} {
		if _, err := readRanker(weightsFile, []byte(settings)); err == nil {
			t.Errorf("%s: the settings were accepted", name)
		}
	}
	if _, err := readRanker(weightsFile[:len(weightsFile)/2], settingsFile); err == nil {
		t.Error("half the weights were accepted")
	}
}

func TestHeadsNameTypesAndWays(t *testing.T) {
	ways := wordSet("business own country settlement unique")
	for noun, h := range heads() {
		if !ways[h.which] || h.which == "own" && len(h.words) == 0 || len(h.types) == 0 {
			t.Errorf("%s: %+v", noun, h)
		}
		for _, typ := range h.types {
			if !schema.Default().HasEntity(typ) {
				t.Errorf("%s: %q is no type of entity", noun, typ)
			}
		}
	}
}
