package relations

import (
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// stating is a sentence in the form of ParseExample and the statements that must
// be found in it.
type stating struct {
	name, marked string
	want         []string
}

func checkStatements(t *testing.T, cases []stating, o ...Option) {
	t.Helper()
	tagger, e := newTools(t, o...)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			ex, err := ParseExample(tagger, c.marked)
			if err != nil {
				t.Fatal(err)
			}
			got := lines(ex.Input, e.Statements(ex.Input))
			slices.Sort(got)
			want := slices.Sorted(slices.Values(c.want))
			if !slices.Equal(got, want) {
				t.Errorf("%s\n got %q\nwant %q", c.marked, got, want)
			}
		})
	}
}

// guarding is a sentence with a subject and an object that the model alone relates,
// and whether a guard must keep them apart.
type guarding struct {
	name, marked string
	rel          schema.RelationType
	want         bool
}

func checkGuard(t *testing.T, guard func(*sentence, *candidate) bool, cases []guarding) {
	t.Helper()
	tagger, e := newTools(t, WithModel(nil))
	for _, c := range cases {
		ex, err := ParseExample(tagger, c.marked)
		if err != nil {
			t.Fatal(err)
		}
		mentions, vals := bySentence(&ex.Input)
		s := &sentence{lex: e.lex}
		s.build(&ex.Input, 0, mentions[0], vals[0])
		found := candidate{rel: c.rel, rule: ModelRule}
		for i := range s.items {
			if m := s.items[i].mention; m >= 0 {
				switch ex.Mentions[m].Chain {
				case ex.Subjects[0]:
					found.subject, found.subjectItem = m, i
				case ex.Objects[0]:
					found.object, found.objectItem = m, i
				}
			}
		}
		if got := guard(s, &found); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func newTools(t *testing.T, o ...Option) (*text.Analyzer, *Extractor) {
	t.Helper()
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(o...)
	if err != nil {
		t.Fatal(err)
	}
	return tagger, e
}
