package relations_test

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
)

// story is made of news that nobody has read.
const story = `Norland's prime minister, Ana Rui, met President Leo Brandt of Westmark in Oslo on Monday to discuss a trade deal between the two countries.
Birch Foods, a unit of Acme Holdings, said it had bought a 30 percent stake in Portside Bakeries from Harbour Capital for $40 million.
Mary Olsen, a spokeswoman for the Norland Transport Ministry, told reporters that three workers were hurt when rebels attacked a depot near Tronby.
The company's chief executive, Jon Vale, who founded the group in 1998 with his wife Clara, denied that regulators in Westmark had sued it.
Brandt accused Norland of backing the Free River Front, which killed nine soldiers in the northern province of Halm last week.
`

func BenchmarkStatements(b *testing.B) {
	analyzer, err := text.Default()
	if err != nil {
		b.Fatal(err)
	}
	r, err := names.News()
	if err != nil {
		b.Fatal(err)
	}
	for _, with := range []string{"rules and model", "rules"} {
		b.Run(with, func(b *testing.B) {
			var options []relations.Option
			if with == "rules" {
				options = append(options, relations.WithModel(nil))
			}
			e, err := relations.New(options...)
			if err != nil {
				b.Fatal(err)
			}
			in := relations.Input{Doc: analyzer.Analyze(strings.Repeat(story, 20))}
			in.Mentions, in.Chains = coref.Resolve(in.Doc, r.Recognize(in.Doc))
			in.Values = values.Find(in.Doc, "")
			tokens := 0
			for _, s := range in.Doc.Sentences {
				tokens += len(s.Tokens)
			}
			b.ResetTimer()
			for b.Loop() {
				e.Statements(in)
			}
			b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
