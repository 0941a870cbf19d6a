package text

import (
	"slices"
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	a := analyzer(t)
	for _, c := range []struct{ name, text, want string }{
		{"titles go on", "Mr. Ito met Dr. Vance and Gen. Orlov. They spoke.", "Mr. Ito met Dr. Vance and Gen. Orlov.|They spoke."},
		{"initials go on", "J. K. Marlow and George W. Hale wrote it. Both deny it.", "J. K. Marlow and George W. Hale wrote it.|Both deny it."},
		{"a plan may end a sentence", "There is no plan B. The board knows it.", "There is no plan B.|The board knows it."},
		{"a company may end a sentence", "She runs Acme Inc. It makes bolts.", "She runs Acme Inc.|It makes bolts."},
		{"a company may go on", "She runs Acme Inc. Chief Bo Lund left.", "She runs Acme Inc. Chief Bo Lund left."},
		{"a country may end a sentence", "He fled the U.S. The court waits.", "He fled the U.S.|The court waits."},
		{"a country may go on", "He saw the U.S. Senate vote. All went home.", "He saw the U.S. Senate vote.|All went home."},
		{"numbers follow No.", "It hit No. 4 in May. No. Nobody won.", "It hit No. 4 in May.|No.|Nobody won."},
		{"months and times", "It opens on Jan. 12 at 5 p.m. On Sept. 3 it shuts.", "It opens on Jan. 12 at 5 p.m.|On Sept. 3 it shuts."},
		{"times may go on", "It opens at 10 a.m. (GMT) today.", "It opens at 10 a.m. (GMT) today."},
		{"a regulator ends a sentence", "It told the SEC. Nordbank denies it, as does Sun. Initially it paid.", "It told the SEC.|Nordbank denies it, as does Sun.|Initially it paid."},
		{"versus goes on", "Leeds vs. York drew. So what?", "Leeds vs. York drew.|So what?"},
		{"decimals go on", "It rose 3.5 percent. Rates fell.", "It rose 3.5 percent.|Rates fell."},
		{"an ellipsis before a capital", "It waits... The bank will not… Nor will we.", "It waits...|The bank will not…|Nor will we."},
		{"an ellipsis within", "It waits... and waits.", "It waits... and waits."},
		{"quotation marks stay", `"It is over." He left.`, `"It is over."|He left.`},
		{"curly quotation marks stay", "“It is over.” “Is it?” he asked. She nodded.", "“It is over.”|“Is it?” he asked.|She nodded."},
		{"a quotation of two sentences", "“We sold. They bought,” he said.", "“We sold.|They bought,” he said."},
		{"brackets stay", "(It closed in May.) Then it burnt.", "(It closed in May.)|Then it burnt."},
		{"a lone closing mark", `"It is over. " He left. " We stay," she said.`, `"It is over. "|He left.|" We stay," she said.`},
		{"a note mark", "It closed in May. [6] [7] Then it burnt. [8]", "It closed in May. [6] [7]|Then it burnt. [8]"},
		{"two marks", "You did what?! Never!", "You did what?!|Never!"},
		{"a dateline goes on", "LONDON (Reuters) — Shares fell. Oil rose.", "LONDON (Reuters) — Shares fell.|Oil rose."},
		{"a saint goes on", "He left St. Ives for Mt. Etna.", "He left St. Ives for Mt. Etna."},
		{"a street ends", "They marched on Wall St. The police watched.", "They marched on Wall St.|The police watched."},
		{"a headline", "Acme to buy Bolt\n\nAcme said so.", "Acme to buy Bolt|Acme said so."},
		{"a paragraph a line", "Acme to buy Bolt \n Acme said so on Monday \n Bolt denied it", "Acme to buy Bolt|Acme said so on Monday|Bolt denied it"},
		{
			"a wrapped paragraph", "The board of the Swedish bank met in the old town hall of\nStockholm on Monday and agreed to sell its card arm to two\nDutch rivals. It gave no price.",
			"The board of the Swedish bank met in the old town hall of\nStockholm on Monday and agreed to sell its card arm to two\nDutch rivals.|It gave no price.",
		},
		{
			"a heading over a wrapped paragraph", "Bank sells cards\nThe board of the Swedish bank met in the old town hall of\nStockholm on Monday and agreed to sell its card arm to two\nDutch rivals.",
			"Bank sells cards|The board of the Swedish bank met in the old town hall of\nStockholm on Monday and agreed to sell its card arm to two\nDutch rivals.",
		},
		{"a list", "They want:\n- lower rates\n- more time\n1. Peace\n2. Bread", "They want:|- lower rates|- more time|1. Peace|2. Bread"},
		{"brand names in small letters", "Sales rose. iBolt led.", "Sales rose.|iBolt led."},
		{"a shouted abbreviation", "ACME PVT. LTD. OF PUNE WON.", "ACME PVT. LTD. OF PUNE WON."},
		{"white space alone", " \n\t", ""},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, s := range a.Analyze(c.text).Sentences {
				got = append(got, s.In(c.text))
			}
			var want []string
			if c.want != "" {
				want = strings.Split(c.want, "|")
			}
			if !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "|"), c.want)
			}
		})
	}
}
