package coref

import (
	"encoding/json"
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

func TestSalienceFileIsWhole(t *testing.T) {
	if err := json.Unmarshal(salienceFile, &weights{}); err != nil {
		t.Fatal(err)
	}
	w := salience()
	for k := he; k <= they; k++ {
		if w.least[k] <= 0 || w.sure[k][0] < w.sure[k][1] || w.sure[k][1] <= 0 || w.sure[k][0] > 1 {
			t.Errorf("pronoun %d: least %d, probabilities %v", k, w.least[k], w.sure[k])
		}
	}
	if w.Distance[0] <= w.Distance[1] || w.Margin <= 0 || w.Relative <= 0 || w.Description <= 0 {
		t.Errorf("weights are %+v", w)
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
