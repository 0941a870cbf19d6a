package resolve

import (
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Digest is what entities, stories and statements are made of: an article
// without its mentions and sentences, a tenth of its size. A store keeps the
// digests of all articles, so that a few more need not read the others again.
type Digest struct {
	article.Article // without its text
	Chains          []DigestChain
	Statements      []Statement // without Evidence; Probability is that of the best
	Shingles        []uint32

	// Mark tells what the digest was made of, the header included: where two
	// marks are equal, so are the articles. Plan makes the marks of what it
	// plans of it; who compares none may leave it 0.
	Mark uint64

	source int // its place in the list that Build was given
}

// DigestChain is a Chain with what its mentions and hints come to.
type DigestChain struct {
	Type     schema.EntityType
	Name     string
	Norm     string // graph.NormalName
	Nation   string // ISO 3166 code of the country that it is, or is of, by its name alone
	Forms    []Form
	Camp     string // what the person does most
	Country  string // ISO 3166 code that its names go with most
	Listed   string // the id that a user's list gives one of its names
	Mentions int
	Demonyms int  // of the mentions
	Named    bool // whether one is a name or a demonym; others are no entities
}

// Digest keeps what resolving compares. It shares the article's memory.
func (a *Article) Digest() Digest {
	d := Digest{Article: a.Article, Chains: make([]DigestChain, len(a.Chains)), Shingles: a.Shingles}
	d.Text = ""
	for i, c := range a.Chains {
		d.Chains[i] = DigestChain{
			Type: c.Type, Name: c.Name, Norm: graph.NormalName(c.Type, c.Name), Nation: nationOf(c.Type, c.Name), Forms: c.Forms,
			Camp: campOf(c.Fields), Country: most(c.Labels), Listed: c.Listed,
		}
	}
	for _, m := range a.Mentions {
		c := &d.Chains[m.Chain]
		c.Mentions++
		if m.Kind == names.Demonym {
			c.Demonyms++
		}
		c.Named = c.Named || (m.Kind == names.Name || m.Kind == names.Demonym) && !(c.Type == schema.Person && isPeople(m.Form))
	}
	for _, s := range a.Statements {
		if len(s.Evidence) == 0 {
			continue
		}
		for _, e := range s.Evidence {
			s.Probability = max(s.Probability, e.Probability)
		}
		s.Said = a.said(&s)
		s.Evidence = nil
		d.Statements = append(d.Statements, s)
	}
	return d
}

// digests are the digests of articles, in their order.
func digests(articles []Article) []Digest {
	list := make([]Digest, len(articles))
	for i := range articles {
		list[i] = articles[i].Digest()
		list[i].source = i
	}
	return list
}
