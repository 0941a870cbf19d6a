package resolve

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// listing gives the mentions of a form the id that a user's list has for it.
func listing(x extract.Extraction, form, id string) extract.Extraction {
	for i := range x.Mentions {
		if x.Mentions[i].In(x.Article.Text) == form {
			x.Mentions[i].Listed = id
		}
	}
	return x
}

func TestAUsersListSaysWhoIsOne(t *testing.T) {
	g := resolved(t,
		listing(news(t, "a", "", "[P Charlie Marlow] spoke in [L Oslo]."), "Charlie Marlow", "staff:17"),
		listing(news(t, "b", "", "[P C. J. Marlowe] left for [L Lima]."), "C. J. Marlowe", "staff:17"),
		listing(news(t, "c", "", "[O Helion Ltd.] grew."), "Helion Ltd.", "Helion: the parent"),
		listing(news(t, "d", "", "[O Helion] shrank."), "Helion", "H2"),
		news(t, "e", "", "[O HELION] moved to [L France]."),
		listing(news(t, "f", "", "[L France] voted."), "France", "wikidata:Q142"))
	got := map[string]map[string]string{} // first alias → identifiers
	articles := map[string]int{}
	for _, e := range g.Entities {
		got[e.Name], articles[e.Name] = e.Identifiers, e.Articles
	}
	if id := got["C. J. Marlowe"]["staff"] + got["Charlie Marlow"]["staff"]; id != "17" || articles["C. J. Marlowe"]+articles["Charlie Marlow"] != 2 {
		t.Errorf("two names of one id: %v in %v articles, want one person with the id", got, articles)
	}
	if got["Helion Ltd."]["listed"] != "Helion: the parent" {
		t.Errorf("an id without a scheme: %v", got["Helion Ltd."])
	}
	n := 0
	for _, e := range g.Entities {
		if e.Identifiers["listed"] != "" {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d entities have ids of the list without a scheme, want the 2 that it parts", n)
	}
	if f := got["France"]; f["wikidata"] != "Q142" || f["iso3166"] != "FR" {
		t.Errorf("a country that is listed: %v", f)
	}
}
