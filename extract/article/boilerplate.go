package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// letters gives the letters and digits of a string in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// topLines are what stood between the title and the text.
type topLines struct {
	authors []string
	date    string
}

var byline = regexp.MustCompile(`^(?i:by|von|par)\s+\p{Lu}[\pL.'’-]+(?:\s+[\pL.'’&,-]+){0,11}$`)

// bylineLike says whether a line is "By Ana Lima and Jo Tan, Reuters".
func bylineLike(line string) bool {
	if !byline.MatchString(line) || strings.HasSuffix(line, ".") {
		return false
	}
	for w := range strings.FieldsSeq(line) {
		if r := []rune(w)[0]; unicode.IsLower(r) && !particles[w] && w != "and" && w != "by" && w != "with" {
			return false
		}
	}
	return true
}

var dateLead = regexp.MustCompile(`(?i)^(?:(?:first |last )?(?:published|updated|posted|modified|date)(?: on| at)?\s*:?\s*)+`)

// isDate says whether a line is a date and nothing else.
func isDate(line string) bool {
	_, _, ok := parseDate(dateLead.ReplaceAllString(line, ""))
	return ok && strings.ContainsFunc(line, unicode.IsDigit)
}

// cutTop takes a byline and date lines off the top of a body.
func cutTop(body string) (string, topLines) {
	var top topLines
	for range 4 {
		line, rest, ok := strings.Cut(body, "\n")
		if !ok {
			break
		}
		switch {
		case bylineLike(line):
			top.authors = append(top.authors, line)
		case len(line) < 60 && isDate(line):
			if top.date == "" {
				top.date = dateLead.ReplaceAllString(line, "")
			}
		case shareLine.MatchString(line):
		default:
			return body, top
		}
		body = strings.TrimLeft(rest, "\n")
	}
	return body, top
}

var (
	// relatedHead stands above a list of other articles.
	relatedHead = regexp.MustCompile(`(?i)^(?:related(?: (?:stories|articles?|coverage|links?|content|news|reading|posts?|topics))?|(?:read|see) (?:more|also|next)|more (?:on this (?:story|topic)|stories|coverage|from .{3,40})|see also|also read|further reading|you (?:may|might) also (?:like|be interested in)|recommended(?: (?:for you|reading|stories))?|sources?|references|most (?:read|popular)|on this topic)\s*(:?)$`)
	// relatedLead stands before one in the same line.
	relatedLead = regexp.MustCompile(`(?i)^(?:related(?: (?:story|article|coverage|link))?|(?:read|see) (?:more|also|next)|see also|also read)\s*:\s+(\S.*)$`)

	// commentsHead begins what readers write under an article.
	commentsHead = regexp.MustCompile(`(?i)^(?:no comments(?: yet)?|leave a (?:reply|comment)|post a comment|add (?:a|your) comment|comments are (?:now )?closed|\d+ comments?|comments ?\(\d+\)|comments|join the (?:discussion|conversation)|view (?:all )?comments|show comments|you can be the first to comment)[.!:]?$`)
	// commentsWord may as well head a part of the article.
	commentsWord = regexp.MustCompile(`(?i)^comments[.!:]?$`)

	shareLine = regexp.MustCompile(`(?i)^(?:share(?: (?:this|on|via|with|to)\b.{0,60})?|(?:facebook|twitter|x|linkedin|whatsapp|e-?mail|print|pinterest|reddit|telegram|copy link|tweet|pin it|flipboard)(?:[ ,|·/]+(?:facebook|twitter|x|linkedin|whatsapp|e-?mail|print|pinterest|reddit|telegram|copy link|tweet|flipboard|share|more))*|save|listen|advertisement|sponsored(?: content)?|continue reading(?: below)?|story continues below(?: advertisement)?|skip advertisement)[.:!]?$`)

	footLine = regexp.MustCompile(`(?i)^(?:subscribe(?: (?:now|today|here|to|for|and)\b.{0,120})?|sign up (?:for|to|here|now|today)\b.{0,140}|get (?:our|the) .{0,80}newsletter.{0,60}|follow (?:us|@?\S+(?: \S+)?) on (?:twitter|x|facebook|instagram|linkedin|threads|social media)\b.{0,80}|like us on facebook.{0,60}|click here\b.{0,100}|download (?:our|the) .{0,40}\bapp\b.{0,40}|(?:copyright\b|©|\(c\) ?\d{4}).{0,160}|.{0,100}\ball rights reserved\b.{0,120}|our standards: .{0,80}|sorry, comments\b.{0,100}|you must be logged in to .{0,60}|filed under:? .{0,120}|tags?: .{0,160}|posted in:? .{0,120}|(?:previous|next) (?:post|article|story)\b.{0,120}|back to top|terms of (?:use|service)\b.{0,80}|privacy policy\b.{0,80}|this material may not be published, broadcast, rewritten\b.{0,60})$`)

	// noticeLine is what the forms of a page say.
	noticeLine = regexp.MustCompile(`(?i)^(?:thank(?:s| you) for (?:signing up|subscribing|registering)\b.{0,60}|sorry!|keep an eye on your inbox\b.{0,80}|(?:an|there was an) error (?:has )?(?:occurred|processing)\b.{0,80}|please (?:try again later|enter a valid e-?mail\b.{0,40}|enable javascript\b.{0,80})\.?|this article has been sent to.{0,40}|this copy is for your personal, non-commercial use only\b.*|by (?:signing up|submitting)\b.{0,30}\byou agree\b.{0,160}|invalid e-?mail\b.{0,40}|we use cookies\b.{0,200})$`)

	bullet = regexp.MustCompile(`^(?:[-–—*•‣▪►→>]+|\d{1,2}[.)])\s+`)
)

// boilerplateLine says whether a line is one that frames articles and is no
// part of any.
func boilerplateLine(line string) bool {
	return commentsHead.MatchString(line) || shareLine.MatchString(line) || footLine.MatchString(line) || noticeLine.MatchString(line)
}

// cutBoilerplate takes from a normalized body the lists of related articles,
// which it gives as citations, the comments, and the lines around its end that
// frame it.
func cutBoilerplate(body string) (string, []Citation) {
	lines := strings.Split(body, "\n")
	var keep []string
	var cites []Citation
	prose := false
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if prose && (commentsHead.MatchString(line) || strings.HasPrefix(line, "Sorry, comments ")) &&
			!(commentsWord.MatchString(line) && slices.ContainsFunc(lines[i+1:], proseLine)) {
			break
		}
		if m := relatedHead.FindStringSubmatch(line); m != nil && prose {
			found, n := citationList(lines[i+1:], m[1] == ":")
			if len(found) > 0 {
				cites = append(cites, found...)
				i += n
				continue
			}
		}
		if m := relatedLead.FindStringSubmatch(line); m != nil && prose && len(line) < 250 {
			cites = append(cites, parseCitation(m[1]))
			continue
		}
		if shareLine.MatchString(line) || noticeLine.MatchString(line) || prose && bareURL.MatchString(line) {
			continue
		}
		keep = append(keep, line)
		prose = prose || len(line) > 80 || sentenceEnd(line)
	}
	for len(keep) > 0 {
		last := keep[len(keep)-1]
		if last != "" && (!boilerplateLine(last) || len(keep) == 1) && !(prose && relatedHead.MatchString(last) && strings.HasSuffix(last, ":")) {
			break
		}
		keep = keep[:len(keep)-1]
	}
	return Normalize(strings.Join(keep, "\n")), cites
}

// proseLine says whether a line is a paragraph of text.
func proseLine(line string) bool {
	return len(line) > 80 && sentenceEnd(line) && !boilerplateLine(line)
}

func sentenceEnd(line string) bool {
	line = strings.TrimRight(line, `"'”’»)`)
	return strings.HasSuffix(line, ".") || strings.HasSuffix(line, "!") || strings.HasSuffix(line, "?")
}

// citationList reads the list under a heading and gives how many lines it
// takes. An empty line ends it unless the lines after it are citations with a
// date, or nothing of the list has come yet. So does a sentence that nothing
// marks as an item: no bullet, no web address, no outlet with a date. A short
// question may be a title, but not right under a heading without a colon.
func citationList(lines []string, colon bool) ([]Citation, int) {
	var out []Citation
	used := 0
	for i, line := range lines {
		if line == "" {
			continue
		}
		item := bullet.ReplaceAllString(line, "")
		c := parseCitation(item)
		gap := i > 0 && lines[i-1] == "" && len(out) > 0
		title := !sentenceEnd(line) || strings.HasSuffix(line, "?") && len(line) <= 100 && (colon || len(out) > 0)
		dated := c.Published != "" && (c.Publisher != "" || title)
		switch {
		case boilerplateLine(line), relatedHead.MatchString(line), len(item) > 300:
			return out, used
		case dated:
		case gap && item == line: // a new paragraph, no list item
			return out, used
		case !title && item == line && c.URL == "":
			return out, used
		case strings.HasSuffix(item, ".") && len(item) > 160:
			return out, used
		}
		out = append(out, c)
		used = i + 1
	}
	return out, used
}
