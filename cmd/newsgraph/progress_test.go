package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph/neo4j"
)

func TestRowsAndSecondsOfAPhaseThatGoesOnAgree(t *testing.T) {
	var out bytes.Buffer
	e := events{lines: &out, before: map[string]stretch{}}
	begin := time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC)
	for i, event := range []neo4j.Event{
		{Phase: "evidence", Rows: 50},
		{Phase: "hashes", Rows: 10},
		{Phase: "evidence", Rows: 60},
		{Phase: "hashes", Rows: 20},
		{Phase: "evidence", Rows: 7},
		{Phase: "hashes", Rows: 20}, // the load begins anew
	} {
		e.at(begin.Add(time.Duration(i)*time.Second), event)
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		var m struct {
			Phase               string
			Rows, Seconds, Rate float64
		}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(m.Phase, " ", m.Rows, " in ", m.Seconds, ": ", m.Rate))
	}
	const want = "evidence 50 in 1: 50, hashes 10 in 1: 10, evidence 60 in 2: 30, hashes 20 in 2: 10, evidence 7 in 1: 7"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
}
