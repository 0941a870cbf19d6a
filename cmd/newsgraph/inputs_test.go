package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestWarningsOfOneKindEndInACount(t *testing.T) {
	a := alikes{}
	shown := 0
	for i := range 45 {
		if a.few(fmt.Errorf(`kept without a date: "date" is "%d": want RFC 3339 or YYYY-MM-DD`, 1980+i)) {
			shown++
		}
	}
	if !a.few(errors.New("another one")) || shown != mostAlike {
		t.Errorf("%d of one kind are shown, want %d and the one of another kind", shown, mostAlike)
	}
	var b strings.Builder
	a.rest(&b)
	if want := "newsgraph: 42 inputs more: kept without a date: … is …: want RFC 3339 or YYYY-MM-DD\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
