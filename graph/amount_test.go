package graph

import "testing"

func TestAmount(t *testing.T) {
	for in, want := range map[string]string{
		"4600000000 USD": "4.6 billion USD",
		"24000000 GBP":   "24 million GBP",
		"8 %":            "8 %",
		"999 EUR":        "999 EUR",
		"a lot":          "a lot",
		"":               "",
	} {
		if got := Amount(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
