package graph

import "testing"

func TestDatesWithoutAYearAreWorded(t *testing.T) {
	for given, want := range map[string]string{
		"--11-17": "17 November", "--01": "January", "2024-05": "2024-05", "2024-05-03": "2024-05-03", "": "",
		"--13": "--13", "--02-xx": "--02-xx", "--11-17/--11-19": "--11-17/--11-19",
	} {
		if got := Date(given); got != want {
			t.Errorf("%q is worded %q, want %q", given, got, want)
		}
	}
}
