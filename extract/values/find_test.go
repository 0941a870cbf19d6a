package values

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/text"
)

func analyze(tb testing.TB, s string) text.Document {
	tb.Helper()
	a, err := text.Default()
	if err != nil {
		tb.Fatal(err)
	}
	return a.Analyze(s)
}

// The article of these sentences appeared on Thursday, 12 November 2020.
func TestFind(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		// Money.
		{"billions of dollars", "Ecolab sold $44.3 billion of bonds.", "$44.3 billion=44300000000 USD"},
		{"glued magnitudes", "It made $1.13bn (£600m), or €5m more.", "$1.13bn=1130000000 USD; £600m=600000000 GBP; €5m=5000000 EUR"},
		{"currency words", "They paid 1.2 million euros and 30,000 yen.", "1.2 million euros=1200000 EUR; 30,000 yen=30000 JPY"},
		{"other dollars", "A$5m, US$7, HK$8 billion and C$2.50 changed hands.", "A$5m=5000000 AUD; US$7=7 USD; HK$8 billion=8000000000 HKD; C$2.50=2.5 CAD"},
		{"national currencies", "It cost 3 million Swiss francs or 4,000 Hong Kong dollars.", "3 million Swiss francs=3000000 CHF; 4,000 Hong Kong dollars=4000 HKD"},
		{"crores", "The state owes Rs 500 crore and Rs20 lakh.", "Rs 500 crore=5000000000 INR; Rs20 lakh=2000000 INR"},
		{"cents and pence", "Shares fell 50 cents, in London 12p to 270.25p.", "50 cents=0.5 USD; 12p=0.12 GBP; 270.25p=2.7025 GBP"},
		{"spelled money", "He won two million dollars and half a million pounds.", "two million dollars=2000000 USD; half a million pounds=500000 GBP"},
		{"a range of money", "The bid is worth $5 to $6 billion.", "$5=5000000000 USD; $6 billion=6000000000 USD"},
		{"a rate of money", "It is a £5m-a-year deal.", "£5m=5000000 GBP"},
		{"pounds of weight", "He weighs 200 pounds.", ""},
		{"no floating-point noise", "They got $0.1 and $1,234,567.89.", "$0.1=0.1 USD; $1,234,567.89=1234567.89 USD"},
		// Percentages.
		{"percentages", "Rates rose 1.6 percent, 76%, 8 per cent and five percent.", "1.6 percent=1.6; 76%=76; 8 per cent=8; five percent=5"},
		{"points", "It cut rates by 25 basis points; support fell 5 percentage points.", "25 basis points=0.25; 5 percentage points=5"},
		{"a range of percentages", "Sales grew 5-10% or 3 to 4 percent.", "5=5; 10%=10; 3=3; 4 percent=4"},
		{"a fall", "Sales changed by -3.5%.", "-3.5%=-3.5"},
		// Counts.
		{"users", "The app has 689 million monthly active users.", "689 million=689000000"},
		{"people", "Police said three people and 1,200 sheep died.", "three=3; 1,200=1200"},
		{"spelled counts", "One hundred and fifty workers and two dozen trucks left.", "One hundred and fifty=150; two dozen=24"},
		{"shares of a whole are no counts", "Nine out of 10 voters and one in 20 drivers agree.", ""},
		{"numbers in names are no counts", "The Big Six Nations of Half-Life 2 fans met.", ""},
		{"parts of a million", "A quarter of a million people and three quarters of a million sheep came.", "A quarter of a million=250000; three quarters of a million=750000"},
		{"dozens are no count", "Dozens of people and hundreds of cars came.", ""},
		{"scores and durations are no counts", "Leeds won 3-1 after 20 minutes, their best in five years.", ""},
		{"numbers of things are no counts", "Tour No. 4 of Apollo 11 begins at 5 p.m.", ""},
		// Dates.
		{
			"full dates", "On November 3, 2020, and 4 May 2019 and the 5th of June 2018 they met.",
			"November 3, 2020=2020-11-03; 4 May 2019=2019-05-04; 5th of June 2018=2018-06-05",
		},
		{"abbreviated months", "It opened on Sept. 9, 2019.", "Sept. 9, 2019=2019-09-09"},
		{"months of a year", "In August 2020 it sold what it bought in July, 2019.", "August 2020=2020-08; July, 2019=2019-07"},
		{"years", "Founded in 2012, it moved in 1999.", "2012=2012; 1999=1999"},
		{"a year among numbers", "It sold 2000 cars and hired 2010 people in 2010.", "2000=2000; 2010=2010; 2010=2010"},
		{"decades", "In the 1990s and the '80s it grew.", "1990s=1990/1999; '80s=1980/1989"},
		{"spans of years", "From 2010-2015 and 1990–95 it lost; the 2004-05 season was worse.", "2010-2015=2010/2015; 1990–95=1990/1995; 2004-05=2004/2005"},
		{"quarters", "Sales in Q3 2019 beat the first quarter of 2018.", "Q3 2019=2019-07/2019-09; first quarter of 2018=2018-01/2018-03"},
		{"the final quarter", "It gave more in the final quarter of 2004.", "final quarter of 2004=2004-10/2004-12"},
		{"digits", "The file of 2020-11-12 cites 31/08/2019 but not 03/04/2019.", "2020-11-12=2020-11-12; 31/08/2019=2019-08-31"},
		{"past days of the week", "She resigned on Monday, he last Thursday.", "Monday=2020-11-09; last Thursday=2020-11-05"},
		{"future days of the week", "The court will rule on Monday, or next Friday.", "Monday=2020-11-16; next Friday=2020-11-13"},
		{"the day itself", "He said on Thursday that he had won.", "Thursday=2020-11-12"},
		{"a day with its date", "They met on Monday, November 9, in Oslo.", "Monday, November 9=2020-11-09"},
		{"named days", "Shops like Black Friday, say the Sunday Times and Chess Today.", ""},
		{"days nearby", "Yesterday they sold; tomorrow they will buy.", "Yesterday=2020-11-11; tomorrow=2020-11-13"},
		{
			"units nearby", "Last year it lost more than this week or last month, and next year looks worse.",
			"Last year=2019; this week=2020-W46; last month=2020-10; next year=2021",
		},
		{"the last week is a duration", "Over the last week nothing moved.", ""},
		{
			"ago", "It opened two years ago, shut three months ago and burnt 10 days ago.",
			"two years ago=2018; three months ago=2020-08; 10 days ago=2020-11-02",
		},
		{"a past day without a year", "He was jailed on December 3 after a raid.", "December 3=2019-12-03"},
		{"a future day without a year", "The vote will be held on January 5.", "January 5=2021-01-05"},
		{"past and future months", "It fell in March and will fall again in February.", "March=2020-03; February=2021-02"},
		{"earlier in a month", "Earlier in December, there are rumours, he had quit.", "December=2019-12"},
		{"last month by name", "It was sold last November and last May.", "last November=2019-11; last May=2020-05"},
		{"a month of last year", "In December last year and on 3 March this year it met.", "December last year=2019-12; 3 March this year=2020-03-03"},
		{"a coming day", "She has a chance of being picked on 3 December.", "3 December=2020-12-03"},
		{"may is no month", "May we go? They may march. April Jones left.", ""},
		{"a span of days", "The fair ran from 12-14 October 2019.", "12-14 October 2019=2019-10-12/2019-10-14"},
		{"attacks", "After the September 11 and the 11 September terror attacks he left.", "September 11=2020-09-11; 11 September=2001-09-11"},
		{"a count after a month", "In May 12 people left.", "May=2020-05; 12=12"},
		{"a 31st that is none", "It was not on 31 June 2020.", "June 2020=2020-06"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(c.text, Find(analyze(t, c.text), "2020-11-12T08:00:00Z")); got != c.want {
				t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func show(s string, values []Value) string {
	var out []string
	for _, v := range values {
		out = append(out, v.In(s)+"="+v.Value)
	}
	return strings.Join(out, "; ")
}

func TestFindWithoutADate(t *testing.T) {
	const s = "On Monday and on November 12 it fell, as in March and last year, by $5 since 2019."
	const want = "November 12=--11-12; March=--03; $5=5 USD; 2019=2019"
	for _, published := range []string{"", "yesterday-ish", "2020-13-45", "0000-01-01"} {
		if got := show(s, Find(analyze(t, s), published)); got != want {
			t.Errorf("published %q\ngot  %s\nwant %s", published, got, want)
		}
	}
}
