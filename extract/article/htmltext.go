package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// fragmentText gives the text of a piece of HTML, paragraphs apart by empty
// lines.
func fragmentText(s string) string {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(s), body)
	if err != nil {
		return markup.ReplaceAllString(s, " ")
	}
	var b strings.Builder
	for _, n := range nodes {
		writeText(&b, n)
	}
	return b.String()
}

func nodeText(n *html.Node) string {
	var b strings.Builder
	writeText(&b, n)
	return b.String()
}

// writeText writes what a reader of the page would see. Spaces and line ends
// of the source count as one space; [Normalize] does the rest.
func writeText(b *strings.Builder, n *html.Node) {
	switch n.Type {
	case html.TextNode:
		writeFlow(b, n.Data)
		return
	case html.CommentNode, html.DoctypeNode:
		return
	case html.ElementNode:
		if unseen[tagOf(n)] || attr(n, "hidden") != "" {
			return
		}
	}
	end, tag := "", tagOf(n)
	switch {
	case tag == atom.Br:
		b.WriteByte('\n')
	case tag == atom.Li || tag == atom.Tr || tag == atom.Dt || tag == atom.Dd:
		b.WriteByte('\n')
	case tag == atom.Td || tag == atom.Th:
		end = " "
	case n.Type == html.ElementNode && blocks[tag]:
		b.WriteString("\n\n")
		end = "\n\n"
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeText(b, c)
	}
	b.WriteString(end)
}

// tagOf goes by the name of an element: the atom is stale when an extractor
// has renamed it.
func tagOf(n *html.Node) atom.Atom {
	if n.Type != html.ElementNode {
		return 0
	}
	return atom.Lookup([]byte(strings.ToLower(n.Data)))
}

func writeFlow(b *strings.Builder, s string) {
	space := false
	for _, r := range s {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			if a.Val == "" {
				return name
			}
			return a.Val
		}
	}
	return ""
}

var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true,
	atom.Svg: true, atom.Head: true, atom.Title: true, atom.Button: true, atom.Form: true, atom.Select: true,
	atom.Textarea: true, atom.Object: true, atom.Embed: true, atom.Audio: true, atom.Video: true, atom.Canvas: true,
	atom.Nav: true, atom.Math: true,
}

var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true,
	atom.H6: true, atom.Ul: true, atom.Ol: true, atom.Dl: true, atom.Table: true, atom.Blockquote: true,
	atom.Section: true, atom.Article: true, atom.Header: true, atom.Footer: true, atom.Figure: true,
	atom.Figcaption: true, atom.Pre: true, atom.Hr: true, atom.Main: true, atom.Aside: true, atom.Address: true,
	atom.Details: true, atom.Summary: true, atom.Body: true, atom.Html: true,
}
