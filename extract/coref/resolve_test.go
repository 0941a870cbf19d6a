package coref_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// article builds a document from text in which names are marked as
// [Name|Type], demonyms as [Iranian|Place|d]; P, O, L, G, R, E, A and W stand
// for the types.
func article(t testing.TB, marked string) (text.Document, []names.Mention) {
	t.Helper()
	types := map[string]schema.EntityType{
		"P": schema.Person, "O": schema.Organization, "L": schema.Place, "G": schema.Group,
		"R": schema.Product, "E": schema.Event, "A": schema.Law, "W": schema.Work,
	}
	var plain strings.Builder
	var ms []names.Mention
	for rest := marked; ; {
		before, after, found := strings.Cut(rest, "[")
		plain.WriteString(before)
		if !found {
			break
		}
		inner, tail, _ := strings.Cut(after, "]")
		parts := strings.Split(inner, "|")
		m := names.Mention{Type: types[parts[1]], Kind: names.Name, Chain: -1, Probability: 1}
		if len(parts) > 2 {
			m.Kind = names.Demonym
		}
		m.Start = plain.Len()
		plain.WriteString(parts[0])
		m.End = plain.Len()
		ms = append(ms, m)
		rest = tail
	}
	doc := analyzer(t).Analyze(plain.String())
	for i := range ms {
		if !place(doc, &ms[i]) {
			t.Fatalf("%q is not made of tokens", ms[i].In(doc.Text))
		}
	}
	return doc, ms
}

// place sets Sentence, First and Last of a mention.
func place(doc text.Document, m *names.Mention) bool {
	for i, s := range doc.Sentences {
		first := slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.Start == m.Start })
		last := slices.IndexFunc(s.Tokens, func(t text.Token) bool { return t.End == m.End })
		if first >= 0 && last >= first {
			m.Sentence, m.First, m.Last = i, first, last+1
			return true
		}
	}
	return false
}

// show writes chains as "Name: form, form"; forms in text order, repeated ones
// once.
func show(doc text.Document, ms []names.Mention, chains []coref.Chain) []string {
	forms := make([][]string, len(chains))
	for _, m := range ms {
		if f := m.In(doc.Text); !slices.Contains(forms[m.Chain], f) {
			forms[m.Chain] = append(forms[m.Chain], f)
		}
	}
	var out []string
	for i, c := range chains {
		out = append(out, c.Name+": "+strings.Join(forms[i], ", "))
	}
	return out
}

type resolveTest struct {
	name, text string
	want       []string
}

func runResolve(t *testing.T, tests []resolveTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, given := article(t, tt.text)
			ms, chains := coref.Resolve(doc, given)
			if got := show(doc, ms, chains); !slices.Equal(got, tt.want) {
				t.Errorf("chains are\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(tt.want, "\n\t"))
			}
			if err := sound(doc, given, ms, chains); err != nil {
				t.Error(err)
			}
		})
	}
}

// sound checks what holds for every result.
func sound(doc text.Document, given, ms []names.Mention, chains []coref.Chain) error {
	end, next := 0, 0
	named := make([]bool, len(chains))
	seen := map[text.Span]names.Mention{}
	for _, m := range ms {
		if m.Start < end || m.End <= m.Start || m.End > len(doc.Text) {
			return fmt.Errorf("mention %v overlaps the one before or is out of order", m.Span)
		}
		end = m.End
		if m.Chain < 0 || m.Chain >= len(chains) || m.Chain > next {
			return fmt.Errorf("mention %v is of chain %d of %d, where %d were begun", m.Span, m.Chain, len(chains), next)
		}
		if m.Chain == next {
			next++
		}
		if m.Type != chains[m.Chain].Type {
			return fmt.Errorf("mention %v is a %s in a chain of a %s", m.Span, m.Type, chains[m.Chain].Type)
		}
		tokens := doc.Sentences[m.Sentence].Tokens
		if tokens[m.First].Start != m.Start || tokens[m.Last-1].End != m.End {
			return fmt.Errorf("mention %v is not made of its tokens", m.Span)
		}
		if m.Probability < 0 || m.Probability > 1 {
			return fmt.Errorf("mention %v has probability %v", m.Span, m.Probability)
		}
		switch m.Kind {
		case names.Name, names.Demonym:
			named[m.Chain] = true
			seen[m.Span] = m
		case names.Pronoun, names.Description:
		default:
			return fmt.Errorf("mention %v is of kind %q", m.Span, m.Kind)
		}
	}
	for i, c := range chains {
		if c.ID != i || c.Name == "" || !named[i] {
			return fmt.Errorf("chain %d is %+v, named %v", i, c, named[i])
		}
	}
	for _, g := range given {
		if m, ok := seen[g.Span]; !ok || m.Kind != g.Kind {
			return fmt.Errorf("the given mention %v is gone", g.Span)
		}
	}
	return nil
}

func TestPersons(t *testing.T) {
	runResolve(t, []resolveTest{
		{
			"a given name after Mr is a family name", "[Howard Flight|P] left. Mr. [Howard|P] stayed.",
			[]string{"Howard Flight: Howard Flight", "Howard: Howard"},
		},
		{
			"the family name may come first", "[Xi Jinping|P] spoke. Mr. [Xi|P] left.",
			[]string{"Xi Jinping: Xi Jinping, Xi"},
		},
		{
			"the House is not the White House", "The [White House|O] agreed. The [House|O] voted.",
			[]string{"White House: White House", "House: House"},
		},
		{
			"last name after full name", "[Angela Merkel|P] spoke. Later [Merkel|P] left.",
			[]string{"Angela Merkel: Angela Merkel, Merkel"},
		},
		{
			"title and last name", "President [Donald Trump|P] spoke. Mr. [Trump|P] left. [Trump|P] won.",
			[]string{"Donald Trump: Donald Trump, Trump"},
		},
		{
			"title within the mention", "[President Donald Trump|P] spoke. [Mr. Trump|P] left.",
			[]string{"Donald Trump: President Donald Trump, Mr. Trump"},
		},
		{
			"middle initial", "[Joseph R. Biden|P] spoke. [Joseph Biden|P] left. [Joe Biden|P] won.",
			[]string{"Joseph R. Biden: Joseph R. Biden, Joseph Biden, Joe Biden"},
		},
		{
			"nickname", "[William Clinton|P] spoke. [Bill Clinton|P] left.",
			[]string{"William Clinton: William Clinton, Bill Clinton"},
		},
		{
			"other middle initial is another person", "[George W. Bush|P] met [George H. Bush|P] there.",
			[]string{"George W. Bush: George W. Bush", "George H. Bush: George H. Bush"},
		},
		{
			"father and son", "[Donald Trump|P] called [Donald Trump Jr.|P] home. [Trump|P] left.",
			[]string{"Donald Trump: Donald Trump, Trump", "Donald Trump Jr.: Donald Trump Jr."},
		},
		{
			"two who share a last name", "[Hans Weber|P] and [Otto Weber|P] met. Then [Otto Weber|P] left. [Weber|P] stayed.",
			[]string{"Hans Weber: Hans Weber", "Otto Weber: Otto Weber", "Weber: Weber"},
		},
		{
			"titles tell a couple apart", "[Bill Clinton|P] and [Hillary Clinton|P] came. Mrs. [Clinton|P] spoke. Mr. [Clinton|P] left.",
			[]string{"Bill Clinton: Bill Clinton, Clinton", "Hillary Clinton: Hillary Clinton, Clinton"},
		},
		{
			"first name", "[Serena Williams|P] won. [Serena|P] smiled.",
			[]string{"Serena Williams: Serena Williams, Serena"},
		},
		{
			"accents", "[Recep Tayyip Erdoğan|P] spoke. [Erdogan|P] left.",
			[]string{"Recep Tayyip Erdoğan: Recep Tayyip Erdoğan, Erdogan"},
		},
		{
			"name of several words", "[Ursula von der Leyen|P] spoke. [von der Leyen|P] left.",
			[]string{"Ursula von der Leyen: Ursula von der Leyen, von der Leyen"},
		},
		{
			"last name before full name", "[Draghi|P] resigns. [Mario Draghi|P] led the bank.",
			[]string{"Mario Draghi: Draghi, Mario Draghi"},
		},
	})
}

func TestOrganizations(t *testing.T) {
	runResolve(t, []resolveTest{
		{
			"legal form", "[ByteDance Ltd.|O] grew. [ByteDance|O] hired.",
			[]string{"ByteDance Ltd.: ByteDance Ltd., ByteDance"},
		},
		{
			"short form", "[Huawei Technologies Co., Ltd.|O] grew. [Huawei|O] hired.",
			[]string{"Huawei Technologies Co., Ltd.: Huawei Technologies Co., Ltd., Huawei"},
		},
		{
			"acronym in parentheses", "The [Securities and Exchange Commission|O] ([SEC|O]) sued. The [SEC|O] won.",
			[]string{"Securities and Exchange Commission: Securities and Exchange Commission, SEC"},
		},
		{
			"acronym by initials", "The [CIA|O] knew. The [Central Intelligence Agency|O] said nothing.",
			[]string{"Central Intelligence Agency: CIA, Central Intelligence Agency"},
		},
		{
			"periods in an acronym", "The [U.N.|O] met. The [United Nations|O] voted.",
			[]string{"United Nations: U.N., United Nations"},
		},
		{
			"foreign acronym", "The [Revolutionary Armed Forces of Colombia|O] ([FARC|O]) agreed. [FARC|O] left.",
			[]string{"Revolutionary Armed Forces of Colombia: Revolutionary Armed Forces of Colombia, FARC"},
		},
		{
			"an acronym that fits two stays alone", "The [National Rifle Association|O] and the [National Restaurant Association|O] met. The [NRA|O] paid.",
			[]string{"National Rifle Association: National Rifle Association", "National Restaurant Association: National Restaurant Association", "NRA: NRA"},
		},
		{
			"club", "[Manchester United|O] won. [United|O] scored twice.",
			[]string{"Manchester United: Manchester United, United"},
		},
		{
			"university", "[Harvard University|O] grew. [Harvard|O] hired.",
			[]string{"Harvard University: Harvard University, Harvard"},
		},
		{
			"two clubs of one last name", "[Manchester United|O] beat [Leeds United|O]. [United|O] scored twice.",
			[]string{"Manchester United: Manchester United", "Leeds United: Leeds United", "United: United"},
		},
		{
			"department", "The [Treasury Department|O] spoke. [Treasury|O] will pay.",
			[]string{"Treasury Department: Treasury Department, Treasury"},
		},
		{
			"a council is not the body it belongs to", "The [United Nations|O] met. The [United Nations Security Council|O] voted.",
			[]string{"United Nations: United Nations", "United Nations Security Council: United Nations Security Council"},
		},
		{
			"ministries of two countries", "The [Iranian|L|d] [Foreign Ministry|O] spoke. The [Russian|L|d] [Foreign Ministry|O] answered. The [Foreign Ministry|O] added more.",
			[]string{"Iran: Iranian", "Foreign Ministry: Foreign Ministry", "Russia: Russian", "Foreign Ministry: Foreign Ministry"},
		},
		{
			"first words that many share", "[Deutsche Bank|O] paid. [Deutsche Telekom|O] sold. [Deutsche|O] fell.",
			[]string{"Deutsche Bank: Deutsche Bank", "Deutsche Telekom: Deutsche Telekom", "Deutsche: Deutsche"},
		},
	})
}

func TestPlacesAndGroups(t *testing.T) {
	runResolve(t, []resolveTest{
		{
			"country and demonym", "[Iran|L] agreed. The [Iranian|L|d] side left.",
			[]string{"Iran: Iran, Iranian"},
		},
		{
			"demonym alone has the country's name", "The [French|L|d] side left.",
			[]string{"France: French"},
		},
		{
			"a people is not its country", "[Iran|L] agreed. [Iranians|G] cheered.",
			[]string{"Iran: Iran", "Iranians: Iranians"},
		},
		{
			"names of one country", "The [United States|L] agreed. The [U.S.|L] and [America|L] and [American|L|d] voters.",
			[]string{"United States: United States, U.S., America, American"},
		},
		{
			"a government is not its country", "The [U.S.|L] agreed. The [U.S. government|O] paid.",
			[]string{"U.S.: U.S.", "U.S. government: U.S. government"},
		},
		{
			"the Koreas", "[South Korea|L] called. [North Korean|L|d] guards answered.",
			[]string{"South Korea: South Korea", "North Korea: North Korean"},
		},
		{
			"city", "[New York City|L] slept. [New York|L] woke.",
			[]string{"New York City: New York City, New York"},
		},
		{
			"a capital is not its country", "[Mexico City|L] slept. [Mexico|L] voted.",
			[]string{"Mexico City: Mexico City", "Mexico: Mexico"},
		},
		{
			"party members", "[Republicans|G] voted. A [Republican|G] senator did not.",
			[]string{"Republicans: Republicans, Republican"},
		},
	})
}

func TestTypesOfOneString(t *testing.T) {
	tests := []struct {
		name, text string
		want       []schema.EntityType
	}{
		{"an app tagged twice as product, once as company", "[TikTok|R] grew. [TikTok|O] hired. [TikTok|R] won.", []schema.EntityType{schema.Product}},
		{"a person once taken for a company", "[Donald Trump|P] spoke. [Trump|O] left. [Trump|P] won.", []schema.EntityType{schema.Person}},
		{"a man and a car maker", "[Ford|O] grew. [Ford|P] drove. [Ford|O] hired. [Ford|P] spoke.", []schema.EntityType{schema.Organization, schema.Person}},
		{"a team and its city", "[Liverpool|O] won. They came home to [Liverpool|L].", []schema.EntityType{schema.Organization, schema.Place}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, given := article(t, tt.text)
			_, chains := coref.Resolve(doc, given)
			var got []schema.EntityType
			for _, c := range chains {
				got = append(got, c.Type)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("types are %v, want %v", got, tt.want)
			}
		})
	}
}
