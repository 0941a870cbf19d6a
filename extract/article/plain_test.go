package article

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/datatest"
)

func TestTitlesOfPlainText(t *testing.T) {
	const body = "The bank will be sold to its Spanish rival, the minister said on Monday, and the price is still open."
	for name, c := range map[string]struct{ in, title, rest string }{
		"first line":               {"Bank to be sold\n\n" + body, "Bank to be sold", body},
		"first line, no gap":       {"Bank to be sold\n" + body, "Bank to be sold", body},
		"question":                 {"Will the bank be sold?\n\n" + body, "Will the bank be sold?", body},
		"ends in an abbreviation":  {"Bank to be sold to Acme Inc.\n\n" + body, "Bank to be sold to Acme Inc.", body},
		"ends in initials":         {"Bank to move to the U.S.\n\n" + body, "Bank to move to the U.S.", body},
		"a sentence is no title":   {"The bank will be sold.\n\n" + body, "", "The bank will be sold.\n\n" + body},
		"a quote is no title":      {"“We will sell it.”\n\n" + body, "", "“We will sell it.”\n\n" + body},
		"a list head is no title":  {"The buyers:\n\n" + body, "", "The buyers:\n\n" + body},
		"one line is all text":     {"Bank to be sold", "", "Bank to be sold"},
		"short lines are no title": {"Bank to be sold\nPrice open\nVote near", "", "Bank to be sold\nPrice open\nVote near"},
		"byline":                   {"Bank to be sold\nBy Ana Lima\n\n" + body, "Bank to be sold", body},
		"byline and date":          {"Bank to be sold\n\nBy Ana Lima and Jo Tan\nPublished: May 3, 2021\n\n" + body, "Bank to be sold", body},
		"byline and no title":      {"By Ana Lima\n\n" + body, "", body},
		"dateline stays":           {"Bank to be sold\n\nLISBON (Ledger) - " + body, "Bank to be sold", "LISBON (Ledger) - " + body},
		"a by that is a sentence":  {"Bank to be sold\n\nBy Monday the price was known to all.\n\n" + body, "Bank to be sold", "By Monday the price was known to all.\n\n" + body},
		"header lines":             {"Title: Bank to be sold\nSource: Ledger\nDate: 2021-05-03\n\n" + body, "Bank to be sold", body},
		"one header line is text":  {"Source: the ministry\n\n" + body, "Source: the ministry", body},
	} {
		r := readOne(t, "a.txt", c.in)
		want := c.rest
		if c.title != "" {
			want = c.title + "\n\n" + c.rest
		}
		if r.Title != c.title || r.Text != want {
			t.Errorf("%s: got title %q and text %q, want %q and %q", name, r.Title, r.Text, c.title, want)
		}
	}
	r := readOne(t, "a.txt", "Bank to be sold\n\nBy Ana Lima and Jo Tan\nPublished: May 3, 2021\n\n"+body)
	if r.Published != "2021-05-03" || !reflect.DeepEqual(r.Authors, []string{"Ana Lima", "Jo Tan"}) {
		t.Errorf("got %q and %q", r.Published, r.Authors)
	}
}

func TestMarkdownIsPlainText(t *testing.T) {
	r := readOne(t, "a.md", "---\ntitle: \"Bank to be sold\"\ndate: 2021-05-03\nauthor: Ana Lima\ntags: [x]\n---\n\nThe [bank](https://bank.example) will be **sold** to a *rival*.\n\n## Price\n\nIt is open ![chart](c.png).\n")
	if want := "Bank to be sold\n\nThe bank will be sold to a rival.\n\nPrice\n\nIt is open ."; r.Text != want {
		t.Errorf("got %q, want %q", r.Text, want)
	}
	if r.Published != "2021-05-03" || len(r.Authors) != 1 {
		t.Errorf("got %q and %q", r.Published, r.Authors)
	}
	if r := readOne(t, "a.md", "# Bank to be sold\n\nThe rival pays little for it.\n"); r.Title != "Bank to be sold" {
		t.Errorf("got title %q", r.Title)
	}
}

func TestLinesOfFixedWidthAreJoined(t *testing.T) {
	wrapped := "Bank to be sold\n\n" +
		"The bank will be sold to its Spanish rival, the minister said\n" +
		"on Monday, and the price is still open. Nobody in the cabinet\n" +
		"knew of the plan before it was printed in a newspaper that\n" +
		"morning.\n\n" +
		"“We will not comment,” said Carla Esteves, the spokeswoman of\n" +
		"the government, when she was asked about it in Lisbon.\n"
	r := readOne(t, "a.txt", wrapped)
	if strings.Contains(strings.ReplaceAll(r.Text, "\n\n", ""), "\n") || !strings.Contains(r.Text, "said on Monday") || !strings.Contains(r.Text, "spokeswoman of the") {
		t.Errorf("got %q", r.Text)
	}
	list := "Teams left\n\nEngland play again\nSpain won it all\nItaly went home in tears on Sunday night\nFrance drew\nWales lost\n"
	if r := readOne(t, "a.txt", list); !strings.Contains(r.Text, "England play again\nSpain won it all\n") {
		t.Errorf("got %q", r.Text)
	}
}

func TestBoilerplateIsCut(t *testing.T) {
	const body = "The bank will be sold to its Spanish rival, the minister said on Monday.\n\nThe price is open."
	for name, in := range map[string]string{
		"comments closed":    body + "\n\nNo Comments Yet\n\nYou can be the first to comment!\n\nSorry, comments for this entry are closed at this time.",
		"readers' comments":  body + "\n\n3 Comments\n\njoe: I knew it.\n\nann: The bank was never theirs to sell, was it?",
		"a word on comments": body + "\n\nComments\n\njoe: I knew it.",
		"a form to comment":  body + "\n\nComments:\nPost a comment\n\nYou must be logged in to post a comment.",
		"share buttons":      body + "\n\nShare this article\nFacebook\nTwitter | LinkedIn | Email\n",
		"among the text":     strings.Replace(body, "\n\n", "\n\nAdvertisement\n\n", 1),
		"newsletter":         body + "\n\nSign up for our morning newsletter and never miss a story\n\nFollow us on Twitter @ledger",
		"copyright":          body + "\n\n© 2021 Northern Ledger. All rights reserved.",
		"copyright words":    body + "\n\nCopyright 2021 Ledger Media",
		"standards":          body + "\n\nOur Standards: The Ledger Principles.",
		"empty related":      body + "\n\nRelated:",
		"forms":              body + "\n\nThere was an error processing your subscription.\nBack to top",
	} {
		if got := readOne(t, "a.txt", in); got.Text != body {
			t.Errorf("%s: got %q, want %q", name, got.Text, body)
		}
	}
	for name, in := range map[string]string{
		"a sentence on sharing":   body + "\n\nShare prices fell in Madrid.",
		"a sentence on comments":  body + "\n\nComments by the minister drew laughter.",
		"subscribers in the news": body + "\n\nSubscribers left the paper in numbers.",
		"thanks in a speech":      body + "\n\nThank you.",
		"sources in a sentence":   body + "\n\nSources close to the bank said the price was low.",
		"related in a sentence":   body + "\n\nRelated companies fell too.",
		"prose under sources":     body + "\n\nSources:\n\nAnna Berg told reporters on Tuesday that the deal would close in May.\n\n“It is done,” she said.",
		"prose close to sources":  body + "\n\nSources:\nAnna Berg told reporters that the deal would close in May.\nShe leads the bank.",
		"a quotation as related":  body + "\n\nRelated:\n“The deal will close in May.”",
		"a sentence with a date":  body + "\n\nSources:\nAnna Berg told reporters about it on Monday, May 3, 2021.",
		"a part called comments":  body + "\n\nComments\n\nAnna Berg told reporters on Tuesday that the deal would close in May, and that no price had been set.",
		"print":                   body + "\n\nPrint newspapers gained.",
	} {
		if got := readOne(t, "a.txt", in); got.Text != in || len(got.Cites) > 0 {
			t.Errorf("%s: got %q, want all of it", name, got.Text)
		}
	}
}

func TestRelatedArticlesAreCited(t *testing.T) {
	const body = "The bank will be sold to its Spanish rival, the minister said on Monday."
	for name, c := range map[string]struct {
		in   string
		want []Citation
	}{
		"title, outlet, date": {"Related:\nBank, Rival Talk of a Sale, Tagus Daily, 5/3/21\nWho Owns the Bank?, Ledger, 4/30/21", []Citation{
			{Title: "Bank, Rival Talk of a Sale", Publisher: "Tagus Daily", Published: "2021-05-03"},
			{Title: "Who Owns the Bank?", Publisher: "Ledger", Published: "2021-04-30"},
		}},
		"a date with a comma": {"See also:\n- The Bank Has No Buyer., Ledger, Sept. 3, 2021", []Citation{{Title: "The Bank Has No Buyer.", Publisher: "Ledger", Published: "2021-09-03"}}},
		"outlet after a dash": {"Read more:\n• Bank in talks with rival - Tagus Daily\n• Price of bank falls again (Ledger)", []Citation{
			{Title: "Bank in talks with rival", Publisher: "Tagus Daily"}, {Title: "Price of bank falls again", Publisher: "Ledger"},
		}},
		"with an address":          {"Sources:\nBank in talks https://tagus.example/talks", []Citation{{Title: "Bank in talks", URL: "https://tagus.example/talks"}}},
		"only an address":          {"Sources:\nhttps://tagus.example/talks", []Citation{{Title: "https://tagus.example/talks", URL: "https://tagus.example/talks"}}},
		"a question":               {"Related:\nBank in talks\nWho owns the bank?", []Citation{{Title: "Bank in talks"}, {Title: "Who owns the bank?"}}},
		"a sentence with a bullet": {"Sources:\n- The minister spoke on the radio.", []Citation{{Title: "The minister spoke on the radio."}}},
		"a sentence, dated":        {"Sources:\nThe bank has no buyer, Ledger, 5/3/21.", []Citation{{Title: "The bank has no buyer", Publisher: "Ledger", Published: "2021-05-03"}}},
		"in the same line":         {"Read more: Bank in talks with rival", []Citation{{Title: "Bank in talks with rival"}}},
		"after an empty line": {"Related stories\n\nBank in talks, Ledger, 2021-05-03\n\nRival has cash, Ledger, 2021-05-04", []Citation{
			{Title: "Bank in talks", Publisher: "Ledger", Published: "2021-05-03"}, {Title: "Rival has cash", Publisher: "Ledger", Published: "2021-05-04"},
		}},
	} {
		r := readOne(t, "a.txt", body+"\n\n"+c.in+"\n")
		if r.Text != body || !reflect.DeepEqual(r.Cites, c.want) {
			t.Errorf("%s: got %q and %+v, want %+v", name, r.Text, r.Cites, c.want)
		}
		middle := readOne(t, "a.txt", body+"\n\n"+c.in+"\n\nThe talks go on in Madrid this week, people close to them said.\n")
		if want := body + "\n\nThe talks go on in Madrid this week, people close to them said."; middle.Text != want || !reflect.DeepEqual(middle.Cites, c.want) {
			t.Errorf("%s, in the middle: got %q and %+v", name, middle.Text, middle.Cites)
		}
	}
}

func TestTheSeedArticleIsReadWhole(t *testing.T) {
	data, err := os.ReadFile(datatest.Path(t, "seed-article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	r := readOne(t, "seed-article.txt", string(data))
	if want := "TikTok and U.S. Reportedly in Talks on Possible Partnership"; r.Title != want {
		t.Errorf("got title %q, want %q", r.Title, want)
	}
	head, _, _ := strings.Cut(string(data), "\n\nRelated:")
	if r.Text != head {
		t.Errorf("the text is not what stands above the related articles:\n%s", r.Text)
	}
	want := map[string]string{"Reuters": "2020-09-10", "TechCrunch": "2020-09-08", "Wired": "2020-09-10", "Forbes": "2020-09-10", "Axios": "2020-09-10"}
	got := map[string]string{}
	for _, c := range r.Cites {
		got[c.Publisher] = c.Published
		if !strings.Contains(string(data), "\n"+c.Title+", "+c.Publisher+", ") {
			t.Errorf("no line for %+v", c)
		}
	}
	if len(r.Cites) != 5 || !reflect.DeepEqual(got, want) {
		t.Errorf("got citations %v, want %v", got, want)
	}
	if r.Language != "en" || r.Replaced != 0 || len(r.Warnings) != 0 {
		t.Errorf("got language %q, %d replaced, warnings %v", r.Language, r.Replaced, r.Warnings)
	}
}
