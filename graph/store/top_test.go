package store

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

// months is news of half a year: the port every month, the strike in June.
func months(t testing.TB) []Input {
	t.Helper()
	topics := strings.Fields("harvest railway museum election budget storm")
	var list []Input
	for m, topic := range topics {
		for day := 1; day <= 4; day++ {
			text := fmt.Sprintf("The %s on day %d\n[L Port Kembla] talks of the %s for the %dth time in %d.", topic, day, topic, day, m)
			if topic == "storm" {
				text += "\n[O Dockers United] left work in [L Port Kembla] before the " + topic + "."
			}
			list = append(list, news(t, fmt.Sprintf("https://a.example/%d/%d", m, day), fmt.Sprintf("2024-%02d-%02d", m+1, 10+day), text))
		}
	}
	return list
}

func TestWhoeverIsNamedMoreThanBeforeRises(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t, months(t)...)
	list, span, err := s.Rising(ctx, RisingOptions{Days: 10})
	if err != nil {
		t.Fatal(err)
	}
	if span.Since != "2024-06-05" || span.Until != "2024-06-14" || span.Recent != 4 {
		t.Errorf("looked at %+v, want the four stories of 2024-06-05 to 2024-06-14", span)
	}
	if len(list) == 0 || list[0].Name != "Dockers United" || list[0].Recent != 4 || list[0].Before != 0 || math.Abs(list[0].Score-4) > 1e-9 {
		t.Errorf("rising: %+v, want Dockers United first, named by 4 stories and by none before", list)
	}
	for _, e := range list[1:] {
		if e.Name == "Dockers United" || e.Score > list[0].Score || e.Score <= 0 {
			t.Errorf("%+v is out of place", e)
		}
	}
	list, span, err = s.Rising(ctx, RisingOptions{Days: 10, Until: "2024-05-14"})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if e.Name == "Dockers United" {
			t.Errorf("Dockers United rises by %s", span.Until)
		}
	}
}

func TestAStoreWithoutDatesHasNobodyRising(t *testing.T) {
	s := openNew(t)
	put(t, s, news(t, "k", "", "x\n[P Ana Müller] met [P Bo Lind]."))
	resolved(t, s)
	list, span, err := s.Rising(context.Background(), RisingOptions{})
	if err != nil || len(list) > 0 || span != (RisingSpan{Others: 1}) {
		t.Errorf("%+v, %+v, %v", list, span, err)
	}
}

func TestADenialCountsWhoStatesTheSame(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t, news(t, "https://a.example/met", "2024-04-01", "A meeting\n[O Quokka Robotics] met [O Numbat Press] in spring.", "Quokka Robotics|MET_WITH|Numbat Press"),
		news(t, "https://a.example/plan", "2024-04-02", "Another meeting\nA day on, [O Quokka Robotics] plans to meet [O Numbat Press] again.", "Quokka Robotics|MET_WITH|Numbat Press|planned"),
		news(t, "https://a.example/none", "2024-04-03", "No meeting\nNobody of [O Quokka Robotics] ever met [O Numbat Press], a lawyer said.", "Quokka Robotics|MET_WITH|Numbat Press|denied"))
	list, err := s.Denied(ctx, 10)
	if err != nil {
		t.Fatal(err)
	}
	list = slices.DeleteFunc(list, func(f Contested) bool {
		return f.SubjectEnd.Name != "Numbat Press" && f.ObjectEnd.Name != "Numbat Press"
	})
	if len(list) != 1 || list[0].Modality != schema.Denied || list[0].Stated != 1 || list[0].Others != 1 || list[0].Last != "2024-04-01" {
		t.Fatalf("denied: %+v, want one that one story states and one plans", list)
	}
	if e := list[0].SubjectEnd.Name + list[0].ObjectEnd.Name; !strings.Contains(e, "Quokka Robotics") {
		t.Errorf("denied of %+v and %+v", list[0].SubjectEnd, list[0].ObjectEnd)
	}
}

func TestTheBestCorroboratedFactsComeFirst(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t, news(t, "https://a.example/perth", "2024-04-01", "Perth\nFrom its seat in [L Perth] the company [O Quokka Robotics] sells arms.", "Quokka Robotics|HEADQUARTERED_IN|Perth"))
	list, err := s.Corroborated(ctx, 10)
	if err != nil || len(list) == 0 {
		t.Fatal(list, err)
	}
	if f := list[0]; f.ObjectEnd.Name != "Perth" || f.Stories != 2 {
		t.Errorf("first is %+v, want the seat in Perth with two stories", f)
	}
	for _, f := range list {
		if f.Modality != schema.Asserted && f.Modality != schema.Past {
			t.Errorf("%s %s is %s: no fact", f.SubjectEnd.Name, f.Type, f.Modality)
		}
	}
	counts, err := s.RelationCounts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := s.Summary(ctx, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for i, c := range counts {
		n := 0
		for _, k := range c.Modalities {
			n += k
		}
		if n != c.Count || i > 0 && c.Count > counts[i-1].Count {
			t.Errorf("%+v does not add up or is out of order", c)
		}
		total += n
	}
	if total != sum.Statements {
		t.Errorf("the relations have %d statements, the store %d", total, sum.Statements)
	}
}
