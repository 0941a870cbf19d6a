package resolve

import (
	"fmt"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/schema"
)

func TestPartiesEmbassiesAndProvinces(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		types []schema.EntityType
		want  string
	}{
		{
			"members of a party are the party",
			[]string{"The [O Conservative Party] won.", "[G Tories] lost.", "[G Tory] lawmakers left.", "The [O Conservatives] met.", "[G Conservative] lawmakers met."},
			nil, "map[Conservative Party:[5]]",
		},
		{
			"Republicans and Democrats, too",
			[]string{"[L Ohio] [G Republicans] met.", "The [O Republican Party] won.", "[O GOP] lawmakers left.", "[G Democrats] lost.", "The [O Democratic Party] met."},
			nil, "map[Democratic Party:[2] Republican Party:[3]]",
		},
		{
			"forces are their country's",
			[]string{"[G Ukrainian forces] left.", "The [O Ukrainian military] met.", "[G Ukrainian troops] came."},
			nil, "map[Ukrainian military:[3]]",
		},
		{
			"a party that speaks of other countries is the usual one",
			[]string{"The [O Republican Party] disagreed on [L Iraq].", "The [O Republican Party] disagreed on [L China].", "The [O Republican Party] won in the [L United States]."},
			nil, "map[Republican Party:[3]]",
		},
		{
			"Labour of two countries",
			[]string{"[O Labour] won in [L Britain].", "The [O Labour Party] met.", "[O Labour] lost in [L New Zealand]."},
			nil, "map[Labour:[1] Labour Party:[2]]",
		},
		{
			"parties of Germany by their letters, names and members",
			[]string{
				"The [O SPD] and the [O CDU] met the [O FDP] in [L Germany].", "[G Social Democrats], [G Christian Democrats] and [G Free Democrats] met in [L Germany].",
				"The [O Social Democratic Party of Germany] and the [O Christian Democratic Union] met the [O Free Democratic Party].",
			},
			nil, "map[Christian Democratic Union:[3] Free Democratic Party:[3] Social Democratic Party of Germany:[3]]",
		},
		{
			"social democrats of two countries",
			[]string{"The [O Social Democrats] won in [L Germany].", "The [O Social Democrats] lost in [L Denmark].", "The [O SPD] won."},
			nil, "map[Social Democrats:[2 1]]",
		},
		{
			"conservatives of a country that has no such party are people",
			[]string{"The [O Conservative Party] won in [L Britain].", "[G Conservatives] met in [L Iran]."},
			nil, "map[Conservative Party:[1] Conservatives:[1]]",
		},
		{
			"embassies of one country are as many as their hosts",
			[]string{"The [O U.S. embassy] in [L Iraq] closed.", "The [O U.S. embassy in Baghdad] opened.", "The [O U.S. embassy] in [L Cuba] closed.", "[O American embassy] staff left [L Cuba]."},
			nil, "map[American embassy:[2] U.S. embassy in Baghdad:[2]]",
		},
		{
			"a province is one with and without the word, unless a city has the name",
			[]string{"Floods hit [L Sichuan].", "Floods hit [L Sichuan province].", "[L Ghazni] fell.", "[L Ghazni Province] fell."},
			[]schema.EntityType{schema.Place},
			"map[Ghazni:[1] Ghazni Province:[1] Sichuan province:[2]]",
		},
	} {
		if c.types == nil {
			c.types = []schema.EntityType{schema.Organization, schema.Group}
		}
		var list []extract.Extraction
		for i, text := range c.texts {
			list = append(list, news(t, fmt.Sprint(i), "", text))
		}
		if got := fmt.Sprint(entitiesOf(resolved(t, list...), c.types...)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
