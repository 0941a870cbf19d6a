package browse

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// Article is the page of one article.
type Article struct {
	Article  graph.Article        `json:"article"`
	Mentions []graph.Mention      `json:"mentions"`
	Facts    []store.Reason       `json:"statements"`
	Ends     map[string]store.End `json:"entities"` // of the mentions and speakers, by id
	Story    []store.Listed       `json:"story"`    // its other copies
	Cites    []graph.Citation     `json:"cites"`
}

func (v *Article) title() string { return short(plain(called(v.Article.Title, v.Article.Key)), 120) }

func (s *Server) article(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	a, err := now.Article(ctx, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	v := &Article{Article: a}
	var ids []string
	for m, err := range now.ArticleMentions(ctx, a.ID) {
		if err != nil {
			return nil, err
		}
		v.Mentions = append(v.Mentions, m)
		ids = append(ids, m.Entity)
	}
	if v.Facts, err = now.ArticleFacts(ctx, a.ID); err != nil {
		return nil, err
	}
	for _, f := range v.Facts {
		ids = append(ids, f.Speakers...)
	}
	slices.Sort(ids)
	if v.Ends, err = now.Ends(ctx, slices.Compact(ids)); err != nil {
		return nil, err
	}
	if v.Story, err = now.StoryArticles(ctx, a.Story); err != nil {
		return nil, err
	}
	v.Story = slices.DeleteFunc(v.Story, func(l store.Listed) bool { return l.ID == a.ID })
	for c, err := range now.ArticleCitations(ctx, a.ID) {
		if err != nil {
			return nil, err
		}
		v.Cites = append(v.Cites, c)
	}
	return v, nil
}

// Paragraph is a line of an article with the statements that its sentences
// make.
type Paragraph struct {
	Pieces []Piece
	Notes  []Aside
}

// Aside is a statement beside the text, under the number at its sentence.
type Aside struct {
	Number int
	Fact   store.Fact
	SaidBy []store.End // in this article
	First  bool        // whether its anchor is here
}

// textShown is how much of an article a page shows, in bytes.
const textShown = 200_000

// Cut is how many bytes the page leaves out.
func (v *Article) Cut() int { return max(0, len(v.Article.Text)-v.shown()) }

func (v *Article) shown() int {
	if len(v.Article.Text) <= textShown {
		return len(v.Article.Text)
	}
	return runeStart(v.Article.Text, textShown)
}

// Types are those of the mentions, in the ontology's order.
func (v *Article) Types() []schema.EntityType {
	var types []schema.EntityType
	for _, t := range schema.Default().Entities {
		if slices.ContainsFunc(v.Mentions, func(m graph.Mention) bool { return v.Ends[m.Entity].Type == t.Type }) {
			types = append(types, t.Type)
		}
	}
	return types
}

// Headed reports whether the text begins with the title.
func (v *Article) Headed() bool {
	first, _, _ := strings.Cut(v.Article.Text, "\n")
	return v.Article.Title != "" && first == v.Article.Title
}

// Paragraphs cuts the text into lines, each with its mentions and statements.
// A mention inside another is left to the longer one.
func (v *Article) Paragraphs() []Paragraph {
	body := v.Article.Text[:v.shown()]
	mentions := slices.Clone(v.Mentions)
	slices.SortStableFunc(mentions, func(a, b graph.Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	notes := v.asides()
	var list []Paragraph
	for at := 0; at < len(body); {
		end := len(body)
		if i := strings.IndexByte(body[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := text.Span{Start: at, End: end}
		at = end + 1
		if strings.TrimSpace(body[line.Start:line.End]) == "" {
			continue
		}
		for len(mentions) > 0 && mentions[0].Start < line.Start {
			mentions = mentions[1:]
		}
		n := 0
		for n < len(mentions) && mentions[n].Start < line.End {
			n++
		}
		p := Paragraph{Notes: notesIn(notes, line)}
		p.Pieces = v.pieces(body, line, mentions[:n], notes)
		mentions = mentions[n:]
		list = append(list, p)
	}
	return list
}

// numbered is a statement and one sentence that makes it.
type numbered struct {
	Aside
	text.Span
}

// asides numbers the statements by their first sentence.
func (v *Article) asides() []numbered {
	var list []numbered
	for i, f := range v.Facts {
		a := Aside{Number: i + 1, Fact: f.Fact, SaidBy: v.saidBy(f.Evidence), First: true}
		for j, e := range f.Evidence {
			if j > 0 && e.Span == f.Evidence[j-1].Span {
				continue // two rules found it
			}
			list = append(list, numbered{a, e.Span})
			a.First = false
		}
	}
	slices.SortStableFunc(list, func(a, b numbered) int { return cmp.Compare(a.Start, b.Start) })
	return list
}

// saidBy are those who say so in this article: Speakers are those of all.
func (v *Article) saidBy(evidence []store.Said) (list []store.End) {
	for _, e := range evidence {
		for _, m := range e.Marks {
			if m.Kind != relations.SpeakerMark {
				continue
			}
			i := slices.IndexFunc(v.Mentions, func(o graph.Mention) bool { return o.Start == m.Span.Start && o.End == m.Span.End })
			if i < 0 {
				continue
			}
			if e, ok := v.Ends[v.Mentions[i].Entity]; ok && !slices.Contains(list, e) {
				list = append(list, e)
			}
		}
	}
	return list
}

// notesIn are the statements whose sentences begin in the line, each once.
func notesIn(list []numbered, line text.Span) []Aside {
	var in []Aside
	for _, n := range list {
		if n.Start >= line.Start && n.Start < line.End &&
			!slices.ContainsFunc(in, func(a Aside) bool { return a.Number == n.Number }) {
			in = append(in, n.Aside)
		}
	}
	return in
}

// pieces cuts a line at its mentions and at the ends of the sentences that make
// statements, and where these begin, so that links can lead there.
func (v *Article) pieces(body string, line text.Span, mentions []graph.Mention, notes []numbered) []Piece {
	ends := map[int][]Note{}
	starts := map[int]bool{}
	var cuts []int
	for _, n := range notes {
		if n.Start < line.Start || n.Start >= line.End {
			continue
		}
		if starts[n.Start] = true; n.Start > line.Start {
			cuts = append(cuts, n.Start)
		}
		at := min(n.End, line.End)
		if !slices.ContainsFunc(ends[at], func(o Note) bool { return o.Number == n.Number }) {
			ends[at] = append(ends[at], Note{n.Number})
			cuts = append(cuts, at)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var pieces []Piece
	at := line.Start
	upTo := func(end int) { // plain text to end, with the numbers in it
		for len(cuts) > 0 && cuts[0] <= end {
			if cuts[0] > at || len(pieces) == 0 {
				pieces = append(pieces, Piece{Text: body[at:max(at, cuts[0])]})
				at = max(at, cuts[0])
			}
			last := &pieces[len(pieces)-1]
			last.Notes = append(last.Notes, ends[cuts[0]]...)
			cuts = cuts[1:]
		}
		if end > at {
			pieces = append(pieces, Piece{Text: body[at:end]})
			at = end
		}
	}
	for _, m := range mentions {
		e, ok := v.Ends[m.Entity]
		if m.Start < at || m.End > line.End || !ok {
			continue
		}
		upTo(m.Start)
		pieces = append(pieces, Piece{Text: body[m.Start:m.End], Entity: &e, Form: string(m.Kind)})
		at = m.End
	}
	upTo(line.End)
	at = line.Start
	for i := range pieces {
		if starts[at] && pieces[i].Text != "" {
			pieces[i].Anchor = fmt.Sprintf("b%d", at)
			delete(starts, at)
		}
		at += len(pieces[i].Text)
	}
	return pieces
}
