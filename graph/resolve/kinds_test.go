package resolve

import (
	"fmt"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/schema"
)

func TestOneThingByManyNamesAndManyByOne(t *testing.T) {
	for _, c := range []struct {
		name  string
		typ   schema.EntityType
		texts []string
		want  string
	}{
		{
			"with its country and without", schema.Organization,
			[]string{"The [O U.S. Seventh Fleet] sailed.", "The [O Seventh Fleet] left the [L United States].", "The [O Seventh Fleet] came."},
			"map[Seventh Fleet:[3]]",
		},
		{
			"unless articles speak of another country", schema.Organization,
			[]string{"The [O Uganda People's Defence Force] left.", "The [O People's Defence Force] fought in [L Myanmar].", "The [O People's Defence Force] won in [L Myanmar]."},
			"map[People's Defence Force:[2] Uganda People's Defence Force:[1]]",
		},
		{
			"small words", schema.Organization,
			[]string{"The [O District Court of Southern Lagoa] sat.", "The [O District Court for Southern Lagoa] sat."},
			"map[District Court for Southern Lagoa:[2]]",
		},
		{
			"a lost apostrophe", schema.Organization,
			[]string{"The [O Lagoa Fraud Divisions] chief left.", "The [O Lagoa Fraud Division] won."},
			"map[Lagoa Fraud Divisions:[2]]",
		},
		{"names of two words may be of several", schema.Organization, []string{"[O Lagoa Star] won.", "[O Lagoa Stars] won."}, "map[Lagoa Star:[1] Lagoa Stars:[1]]"},
		{
			"an acronym within a name", schema.Organization,
			[]string{"The [O FBI Lagoa Field Office] knew.", "The [O Federal Bureau of Investigation Lagoa Field Office] knew."},
			"map[Federal Bureau of Investigation Lagoa Field Office:[2]]",
		},
		{
			"an acronym is of its name's type", schema.Law,
			[]string{"The [A Foreign Lagoon Practices Act] and the [O FLPA] passed.", "The [A Foreign Lagoon Practices Act] is old."},
			"map[Foreign Lagoon Practices Act:[2]]",
		},
		{
			"a department is each article's own", schema.Organization,
			[]string{"The [O Department] of it met.", "The [O Department] left."},
			"map[Department:[1 1]]",
		},
		{
			"the House is the one of representatives", schema.Organization,
			[]string{"The [O House] voted in the [L United States].", "The [O U.S. House of Representatives] met."},
			"map[U.S. House of Representatives:[2]]",
		},
		{
			"the Treasury by country", schema.Organization,
			[]string{"The [O U.S. Treasury] paid.", "The [O Treasury Department] paid.", "The [O Treasury] of [L Britain] paid.", "The [O UK Treasury] met."},
			"map[U.S. Treasury:[2] UK Treasury:[2]]",
		},
		{
			"a long name is not short for one that shares its acronym", schema.Organization,
			[]string{
				"The [O Health Council] ([O Health Council|HRC]) met.", "The [O Human Rights Campaign] ([O Human Rights Campaign|HRC]) met [O Lagoa Works].",
				"The [O House Road Conference] ([O House Road Conference|HRC]) met [O Lagoa Works].",
			},
			"map[Health Council:[1] House Road Conference:[1] Human Rights Campaign:[1] Lagoa Works:[2]]",
		},
		{
			"World Cups of two sports", schema.Event,
			[]string{
				"[O FIFA] runs the [E World Cup].", "The [E World Cup] of [O FIFA].", "[O FIFA] on the [E FIFA World Cup].",
				"The [E Six Nations] and the [E World Cup].", "The [E Rugby World Cup] and the [O RFU].", "[O Wasps] at the [E World Cup].",
			},
			"map[Six Nations:[1] World Cup:[3 3]]",
		},
		{
			"social democrats of a country that the table does not know", schema.Organization,
			[]string{"The [O Social Democrats] won in [L France].", "The [O SPD] won.", "The [O Social Democrats] won."},
			"map[Social Democrats:[2 1]]",
		},
		{"the state that agencies shorten to two letters is no city", schema.Place, []string{"Floods hit [L La.].", "Floods hit [L LA].", "[L Louisiana] was hit."}, "map[LA:[1] Louisiana:[2]]"},
		{
			"a pope by title is nobody of this given name", schema.Person,
			[]string{"[P Francis|Pope Francis] met [O Lagoa Works].", "[P Francis Suarez] met [O Lagoa Works].", "[P Francis|Pope Francis] prayed."},
			"map[Francis:[2] Francis Suarez:[1]]",
		},
	} {
		var list []extract.Extraction
		for i, text := range c.texts {
			list = append(list, news(t, fmt.Sprint(i), "", text))
		}
		if got := fmt.Sprint(entitiesOf(resolved(t, list...), c.typ)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
