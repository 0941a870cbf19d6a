package browse

import (
	"testing"

	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// told is the input of an outlet's article that says of two companies that the
// one took over the other, or denies it.
func told(outlet, published, subject, object string, m schema.Modality) store.Input {
	in := stated(outlet+published+object, "On "+published+" the "+outlet+" wrote: "+subject+" takes over "+object+".", published, subject, object)
	in.Article.Publisher, in.Extraction.Article.Publisher = outlet, outlet
	in.Extraction.Statements[0].Modality = m
	return in
}

func TestTwoOutletsAreCompared(t *testing.T) {
	s, _ := serverOf(t,
		told("Morning Post", "2024-03-01", "Zampano Holding", "Gelsomina", schema.Asserted),
		told("Evening Star", "2024-03-02", "Zampano Holding", "Gelsomina", schema.Denied),
		told("Evening Star", "2024-06-02", "Zampano Holding", "Gelsomina", schema.Asserted),
		told("Morning Post", "2024-03-03", "Zampano Holding", "Rheintal", schema.Asserted),
		told("Evening Star", "2024-03-04", "Zampano Holding", "Rheintal", schema.Asserted),
		told("Morning Post", "2024-03-05", "Zampano Holding", "Quokka Robotics", schema.Asserted),
		told("Evening Star", "2024-03-06", "Zampano Holding", "Helion", schema.Planned),
		told("Weekly", "2024-03-07", "Zampano Holding", "Wexcombe Works", schema.Asserted))
	objects := func(v Versions) (list []string) {
		if v.Total != len(v.Facts) {
			t.Errorf("%d facts are counted, %d shown", v.Total, len(v.Facts))
		}
		for _, f := range v.Facts {
			list = append(list, f.ObjectEnd.Name)
			for _, side := range [][]Stance{f.A, f.B} {
				for _, st := range side {
					if st.Articles == 0 || st.Said.Sentence == "" {
						t.Errorf("%s: a stance without a sentence", f.ObjectEnd.Name)
					}
				}
			}
		}
		return list
	}
	id := idOf(t, s, "Zampano Holding")
	about := data[Compare](t, s, "/compare?about="+id)
	if about.A != "Evening Star" || about.B != "Morning Post" || len(about.Outlets) != 3 || about.Outlets[0] != (OutletCount{"Evening Star", 4}) {
		t.Errorf("of all articles: %q and %q of %v", about.A, about.B, about.Outlets)
	}
	for _, c := range []struct {
		name string
		got  Versions
		want string
	}{
		{"where they differ", about.Differ, "Gelsomina"},
		{"what both say", about.Both, "Rheintal"},
		{"what the Star alone says", about.OnlyA, "Helion"},
		{"what the Post alone says", about.OnlyB, "Quokka Robotics"},
	} {
		if got := objects(c.got); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %q, want %s", c.name, got, c.want)
		}
	}
	if d := about.Differ.Facts[0]; len(d.A) != 2 || len(d.B) != 1 || d.B[0].Fact.Modality != schema.Asserted {
		t.Errorf("the Star has %d versions, the Post %d", len(d.A), len(d.B))
	}
	first := data[Entity](t, s, "/entity/"+idOf(t, s, "Gelsomina")).Latest
	story := data[Compare](t, s, "/compare?article="+first[len(first)-1].ID)
	if story.A != "Morning Post" || story.B != "Evening Star" {
		t.Errorf("of the story: %q and %q", story.A, story.B)
	}
	if got := objects(story.Differ); len(got) != 1 || len(story.Differ.Facts[0].B) != 1 || story.Both.Total+story.OnlyA.Total+story.OnlyB.Total != 0 {
		t.Errorf("of the story: %+v; what was said in June is another story", story)
	}
	for address, want := range map[string]int{"/compare?about=" + id + "&a=Weekly&b=Weekly": 400, "/compare?article=none": 404} {
		if w := get(t, s, address); w.Code != want {
			t.Errorf("%s: status %d, want %d", address, w.Code, want)
		}
	}
}
