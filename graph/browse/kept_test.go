package browse

import (
	"fmt"
	"testing"

	"github.com/newsgraph/newsgraph/graph/store"
)

func TestAPageThatIsKeptShowsWhatItsAskerSearched(t *testing.T) {
	var batch []store.Input
	for i := range manyArticles {
		batch = append(batch, stated(fmt.Sprintf("%d.txt", i), fmt.Sprintf("Zampano Holding has bought Gelsomina, it said in letter %d.", i), "2024-05-09", "Zampano Holding", "Gelsomina"))
	}
	s, _ := serverOf(t, batch...)
	page := "/entity/" + idOf(t, s, "Gelsomina")
	if e := data[Entity](t, s, page); e.Articles < manyArticles {
		t.Fatalf("in %d articles: its page is not kept", e.Articles)
	}
	for _, q := range []string{"bridge", "harbour", ""} {
		address := page
		if q != "" {
			address += "?q=" + q
		}
		for _, in := range all(read(t, s, address), tag("input")) {
			if attr(in, "name") == "q" && attr(in, "value") != q {
				t.Errorf("%s: the box holds %q", address, attr(in, "value"))
			}
		}
	}
}

func TestTheOldestPageGoesAndThoseThatStayStay(t *testing.T) {
	var p pages
	made := map[string]int{}
	get := func(address string, stay bool) {
		t.Helper()
		if _, err := p.get(address, stay, func() (any, error) { made[address]++; return address, nil }); err != nil {
			t.Fatal(err)
		}
	}
	get("hub", true)
	for i := range mostPagesKept + 1 {
		get(fmt.Sprint(i), false)
	}
	get("hub", true)
	get("1", false)
	get("0", false)
	if made["hub"] != 1 || made["1"] != 1 || made["0"] != 2 || len(p.by) != mostPagesKept+1 {
		t.Errorf("made %d times: the hub; %d: the second page; %d: the first; %d are kept", made["hub"], made["1"], made["0"], len(p.by))
	}
	if _, err := p.get("none", false, func() (any, error) { return nil, fmt.Errorf("no") }); err == nil || p.by["none"] != nil {
		t.Error("a page that could not be made is kept")
	}
}
