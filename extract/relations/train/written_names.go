package train

import (
	"math/rand/v2"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names/lists"
	"github.com/newsgraph/newsgraph/schema"
)

// Names of people of many regions, to draw from.
var (
	women = strings.Fields(`Amara Beatriz Carmen Chiara Dana Elif Farah Grace Hanna Ingrid Isabel Jana Karin Leila Lucía
		Maria Mei Nadia Nina Olga Patricia Priya Rosa Ruth Sofia Susan Tamar Ursula Vera Yuki Zainab Zoe`)
	men = strings.Fields(`Ahmed Andrei Antonio Bashir Carlos Daniel Dmitri Emmanuel Erik Felix George Hiroshi Hussein Ivan
		James Jorge Kofi Lars Li Luca Mehmet Michael Nikola Omar Paul Pedro Raj Samuel Stefan Thomas Viktor Yusuf`)
	surnames = strings.Fields(`Abbott Acosta Aguirre Andersen Banerjee Barros Becker Bello Brennan Castillo Chen Dlamini
		Dubois Eriksson Farouk Fischer Fontaine Garrett Haddad Hansen Horvat Ito Jovanovic Kamau Kaplan Khan Kovacs
		Larsen Lindgren Lombardi Mahmoud Marino Mensah Moreno Nakamura Novak Nowak O'Brien Okafor Okoye Park Pereira
		Petrov Popescu Rahman Reyes Rossi Sato Schmidt Sharma Silva Sokolov Tanaka Torres Vasquez Vogel Whitfield
		Yilmaz Zhang`)
)

// drawn are the categories of listed organizations that are drawn from.
var drawn = []string{"companies", "media", "teams", "universities"}

// organizations are those to draw from, by category, and the category of each.
type organizations struct {
	names    map[string][]string
	category map[string]string
}

var listed = sync.OnceValue(func() organizations {
	t := organizations{map[string][]string{}, map[string]string{}}
	for _, c := range drawn {
		for _, e := range lists.All() {
			if _, known := t.category[e.Name]; e.Category == c && e.Type == schema.Organization && !known {
				t.category[e.Name] = c
				if !e.Ambiguous {
					t.names[c] = append(t.names[c], e.Name)
				}
			}
		}
	}
	return t
})

// draw gives the names of one sentence new ones: the same name the same, and a
// surname that of the full name before it.
type draw struct {
	names map[string]string
	taken map[string]bool
	rand  *rand.Rand
}

func newDraw(s writtenSentence, seed uint64) *draw {
	d := &draw{map[string]string{}, map[string]bool{}, rand.New(rand.NewPCG(seed, 0))}
	for _, p := range s.parts {
		if p.slot != nil && p.slot.keep {
			d.names[p.slot.name] = p.slot.name
		}
		if p.slot != nil {
			d.taken[p.slot.name] = true
		}
	}
	for _, full := range [2]bool{true, false} { // full names settle surnames
		for _, p := range s.parts {
			if p.slot != nil && strings.Contains(p.slot.name, " ") == full {
				d.settle(p.slot)
			}
		}
	}
	return d
}

// name returns the name that a slot gets.
func (d *draw) name(s *slot) string {
	if n, ok := d.names[s.name]; ok {
		return n
	}
	return s.name
}

func (d *draw) settle(s *slot) {
	if _, ok := d.names[s.name]; ok {
		return
	}
	switch s.typ {
	case schema.Person:
		i := strings.LastIndexByte(s.name, ' ')
		last := s.name[i+1:]
		if _, ok := d.names[last]; !ok {
			d.names[last] = d.pick(surnames)
		}
		if i < 0 {
			return
		}
		given := men
		switch gazetteer.GenderOf(s.name[:i]) {
		case gazetteer.Female:
			given = women
		case gazetteer.Unknown:
			given = append(women[:len(women):len(women)], men...)
		}
		d.names[s.name] = d.pick(given) + " " + d.names[last]
	case schema.Organization:
		if c, ok := listed().category[s.name]; ok {
			d.names[s.name] = d.pick(listed().names[c])
		}
	}
}

// pick draws from a list what the sentence does not have yet.
func (d *draw) pick(list []string) string {
	for {
		n := list[d.rand.IntN(len(list))]
		if !d.taken[n] {
			d.taken[n] = true
			return n
		}
	}
}
