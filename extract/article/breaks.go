package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// breakMark stands for a <br> while the main text is looked for: the
// extractors drop the element and glue the lines together. It is the
// symbol for a new line, since they drop characters that are not printable.
const breakMark = "\u2424"

// markBreaks makes paragraphs of what two <br> part, which the extractors
// would take for loose pieces of text, and puts breakMark for every other <br>.
func markBreaks(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling // what follows c; splitting c puts its parts before it
		markBreaks(c)
		c = next
	}
	switch tagOf(n) {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Td, atom.Span:
		if hasDoubleBreak(n) {
			regroup(n)
		}
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if tagOf(c) == atom.Br {
			n.InsertBefore(&html.Node{Type: html.TextNode, Data: breakMark}, c)
			n.RemoveChild(c)
		}
		c = next
	}
}

func isBreak(n *html.Node) bool {
	return n != nil && (tagOf(n) == atom.Br || n.Type == html.TextNode && n.Data == breakMark)
}

func blank(n *html.Node) bool {
	return n.Type == html.CommentNode || n.Type == html.TextNode && strings.TrimSpace(n.Data) == ""
}

func hasDoubleBreak(n *html.Node) bool {
	run := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case isBreak(c):
			if run++; run == 2 {
				return true
			}
		case !blank(c):
			run = 0
		}
	}
	return false
}

// regroup wraps the inline children of n, up to the next double break or
// block, in paragraphs. A paragraph that is so split becomes a div.
func regroup(n *html.Node) {
	var children []*html.Node
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		children = append(children, c)
	}
	var p *html.Node
	breaks := 0
	for _, c := range children {
		switch {
		case isBreak(c):
			if breaks++; breaks == 1 && p != nil {
				p.AppendChild(&html.Node{Type: html.TextNode, Data: breakMark})
			} else if breaks > 1 {
				p = nil
			}
			continue
		case c.Type == html.ElementNode && (blocks[tagOf(c)] || tagOf(c) == atom.Center || unseen[tagOf(c)]):
			p = nil
			n.AppendChild(c)
		case blank(c):
			if p != nil {
				p.AppendChild(c)
			}
			continue
		default:
			if p == nil {
				p = &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
				n.AppendChild(p)
			}
			p.AppendChild(c)
		}
		breaks = 0
	}
	if tag := tagOf(n); tag == atom.P || tag == atom.Span {
		n.Data, n.DataAtom = "div", atom.Div
	}
}
