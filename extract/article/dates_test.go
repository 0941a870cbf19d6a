package article

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDatesAsNewsSitesWriteThem(t *testing.T) {
	for written, want := range map[string]string{
		"2020-09-10":                             "2020-09-10",
		"2020-9-1":                               "2020-09-01",
		"2020-09-10T00:00:00Z":                   "2020-09-10",
		"2020-09-10T14:30:00Z":                   "2020-09-10T14:30:00Z",
		"2020-09-10T14:30:00.123+02:00":          "2020-09-10T12:30:00Z",
		"2020-09-10T14:30:00-0400":               "2020-09-10T18:30:00Z",
		"2020-09-10 14:30":                       "2020-09-10T14:30:00Z",
		"2020-09-10 14:30:05 +0100":              "2020-09-10T13:30:05Z",
		"20200910":                               "2020-09-10",
		"20200910143000":                         "2020-09-10T14:30:00Z",
		"20200910T143000Z":                       "2020-09-10T14:30:00Z",
		"2020/09/10":                             "2020-09-10",
		"9/10/20":                                "2020-09-10",
		"9/10/2020":                              "2020-09-10",
		"25/12/2020":                             "2020-12-25",
		"12/31/99":                               "1999-12-31",
		"10.9.2020":                              "2020-09-10",
		"10. September 2020":                     "2020-09-10",
		"10 September 2020":                      "2020-09-10",
		"10th September 2020":                    "2020-09-10",
		"Sept. 10, 2020":                         "2020-09-10",
		"September 10, 2020":                     "2020-09-10",
		"Thursday, 10 Sep 2020":                  "2020-09-10",
		"Sept. 10, 2020 at 3:04 p.m. EDT":        "2020-09-10T19:04:00Z",
		"Sept. 10, 2020, 3:04 PM ET":             "2020-09-10T19:04:00Z",
		"Jan. 10, 2020 12:04 am ET":              "2020-01-10T05:04:00Z",
		"Updated 10 Sep 2020 15:04 GMT":          "2020-09-10T15:04:00Z",
		"Thu, 10 Sep 2020 15:04:05 GMT":          "2020-09-10T15:04:05Z",
		"Thu, 10 Sep 2020 15:04:05 -0700":        "2020-09-10T22:04:05Z",
		"Thu, 10 Sep 20 15:04 UT":                "2020-09-10T15:04:00Z",
		"Thursday, 10-Sep-20 15:04:05 UTC":       "2020-09-10T15:04:05Z",
		"Thu Sep 10 15:04:05 2020":               "2020-09-10T15:04:05Z",
		"Thu Sep 10 15:04:05 PDT 2020":           "2020-09-10T22:04:05Z",
		"10 de septiembre de 2020":               "2020-09-10",
		"10 août 2020":                           "2020-08-10",
		"sexta-feira, 22 de outubro de 2010":     "2010-10-22",
		"1599750000":                             "2020-09-10T15:00:00Z",
		"1599750000000":                          "2020-09-10T15:00:00Z",
		"1599750000.25":                          "2020-09-10T15:00:00Z",
		"Lisbon, May 3, 2021":                    "2021-05-03",
		"Washington, DC, August 12, 2022":        "2022-08-12",
		" \u00a02020-09-10 ":                     "2020-09-10",
		"2020-09-10T23:30:00-05:00":              "2020-09-11T04:30:00Z",
		"Thu, 10 Sep 2020 15:04:05 +0000 (UTC)":  "2020-09-10T15:04:05Z",
		"Published: September 10, 2020 | 4:15pm": "2020-09-10T16:15:00Z",
	} {
		if got, err := ParseDate(strings.TrimPrefix(written, "Published: ")); err != nil || got != want {
			t.Errorf("%q: got %q, %v, want %q", written, got, err, want)
		}
	}
}

func TestWhatIsNoDateIsRefused(t *testing.T) {
	for _, s := range []string{
		"", "yesterday-ish", "yesterday", "2 hours ago", "2020", "2020-09", "September 2020", "September 10",
		"2020-13-10", "2020-02-30", "31/31/2020", "0000-00-00", "2020-09-10T25:00:00Z", "10 Septober 2020",
		"15:04", "2020-09-10 tea time", "Sept. 10, 2020 13 pm", "10 10 2020", "Apple, May 2021", "1",
		"0001-01-01T00:00:00Z", "Paris, the 10th", strings.Repeat("9", 200),
	} {
		if got, err := ParseDate(s); err == nil {
			t.Errorf("%q was read as %q", s, got)
		}
	}
	_, err := ParseDate("yesterday-ish")
	if want := `"yesterday-ish": want RFC 3339 or YYYY-MM-DD`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestDatesComeBackAsTheyWereWritten(t *testing.T) {
	layouts := []string{time.RFC3339, time.RFC1123Z, time.RFC850, time.RFC822Z, time.ANSIC, "January 2, 2006 3:04:05 PM", "2 Jan 2006 15:04:05 MST"}
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 2_000_000_000).Draw(t, "seconds"), 0).UTC().Truncate(time.Minute)
		layout := rapid.SampledFrom(layouts).Draw(t, "layout")
		got, err := ParseDate(at.Format(layout))
		if err != nil {
			t.Fatal(err)
		}
		if want := formatDate(at, false); got != want {
			t.Fatalf("%s: got %s, want %s", at.Format(layout), got, want)
		}
		if again, err := ParseDate(got); err != nil || again != got {
			t.Fatalf("%s is read as %s, %v", got, again, err)
		}
	})
}
