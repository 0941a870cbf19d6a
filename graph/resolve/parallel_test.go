package resolve

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"
)

// manyKinds makes articles of so many names that several workers share them: full
// names, last names alone, nicknames, misspelled ones, namesakes by walk of life,
// organizations by short name and acronym, bodies and parties of countries, words
// for what many are, competitions.
func manyKinds(t *testing.T, n int) (list []Article) {
	rng := rand.New(rand.NewPCG(3, 5))
	letters := func(i int) string {
		return string([]byte{'a' + byte(i%26), 'e', 'l' + byte(i/26%8), 'o', 'b' + byte(i/208%20)})
	}
	word := func(i int) string { return fmt.Sprintf("%c%s", 'A'+i%26, letters(i)) }
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	for i := range n {
		k := rng.IntN(n / 2)
		last, town := word(k), word(k*7+3)
		person := pick("William "+last, "Bill "+last, "Ana "+last, "Ana M. "+last, "Ana "+last+"e", last, last)
		org := pick(word(k+1)+" Lemon Fund", word(k+1)+" Lemon Fund Ltd.", word(k+1)+" Lemon", "Seventh Fleet of "+town, "U.S. Seventh Fleet of "+town)
		short := fmt.Sprintf("%cLF", word(k + 1)[0])
		body := pick("Foreign Ministry", "Iranian Foreign Ministry", "Social Democrats", "Department", "Department of "+town, "House", "Lions", town+" Lions")
		text := fmt.Sprintf("Item %d\nThe %s [P %s] of [O %s] ([O %s|%s]) met the [O %s] in [L %s], [L %s] before the [E %s]. [O %s] came, and [P Francis|Pope Francis].",
			i, pick("minister", "striker", "singer"), person, org, org, short, body, pick(town, "Georgia", "Washington", "Paris"),
			pick("Iran", "France", "Seattle", "Russia", "Atlanta"), pick("World Cup", "Rugby World Cup", "FIFA World Cup"), pick("FIFA", "IAEA", word(k+2)+" Bank"))
		if rng.IntN(5) == 0 {
			text += "\nThe talks in the old town hall went on until the evening of the second day, and those who came out of them had little to say to the people who had waited."
		}
		var facts []string
		if rng.IntN(2) == 0 {
			facts = append(facts, person+"|WORKS_FOR|"+org, person+"|LEADS|"+body+pick("", "|denied"))
		}
		list = append(list, FromExtraction(news(t, fmt.Sprintf("%04d", i), pick("", "2024-01-02", "2024-03-05"), text, facts...)))
	}
	return list
}

func TestHowManyProcessorsThereAreDoesNotMatter(t *testing.T) {
	articles := manyKinds(t, 900)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	digests := digests(articles)
	want := NewPlan(digests, nil)
	if b := len(want.byBlock()); b < 4*atATime {
		t.Fatalf("%d names: too few for several workers", b)
	}
	wanted, doubts := Build(articles, nil), want.Doubts(1000)
	if len(doubts) == 0 {
		t.Fatal("there are no doubts")
	}
	for _, n := range []int{2, 5} {
		runtime.GOMAXPROCS(n)
		got := NewPlan(digests, nil)
		for _, c := range []struct {
			what      string
			want, got any
		}{
			{"articles", want.Articles, got.Articles},
			{"entities", want.Entities, got.Entities},
			{"statements", want.Statements, got.Statements},
			{"doubts", doubts, got.Doubts(1000)},
			{"graph", wanted, Build(articles, nil)},
		} {
			if !reflect.DeepEqual(c.want, c.got) {
				t.Errorf("%d processors: other %s than with one", n, c.what)
			}
		}
	}
}
