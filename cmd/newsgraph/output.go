package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	format "github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"github.com/newsgraph/newsgraph/graph/store"
)

// message writes one JSON line: the fields of v after "message_type".
func message(w io.Writer, kind string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if len(body) < 2 || body[0] != '{' {
		return fmt.Errorf("message %s is not an object", kind)
	}
	sep := ","
	if len(body) == 2 {
		sep = ""
	}
	_, err = fmt.Fprintf(w, `{"message_type":%q%s%s`+"\n", kind, sep, body[1:])
	return err
}

// terminal reports whether w is a terminal, and how wide it is.
func terminal(w io.Writer) (width int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	return width, err == nil
}

// printable keeps text from moving the cursor or changing colours: control
// characters become spaces.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, s)
}

// where names the article of e.
func where(e store.Said) string { return origin(e.Publisher, e.Published, e.Title, e.Key) }

// origin names an article: outlet, date, title or key, as far as they are known.
func origin(publisher, published, title, key string) string {
	var parts []string
	for _, p := range []string{publisher, day(published)} {
		if p != "" {
			parts = append(parts, printable(p))
		}
	}
	if title != "" {
		return strings.Join(append(parts, "“"+printable(title)+"”"), ", ")
	}
	return strings.Join(append(parts, printable(key)), ", ")
}

// day is the date of an ISO 8601 time.
func day(iso string) string {
	if len(iso) > 10 {
		return iso[:10]
	}
	return iso
}

// newTable is a table without lines, as wide as its content; on a terminal its
// lines end where the terminal does.
func newTable(w io.Writer, header ...any) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	style := table.StyleLight
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft = ""
	style.Box.PaddingRight = "  "
	style.Format.Header = format.FormatDefault // headers are names, as the columns of a query
	if width, ok := terminal(w); ok {
		style.Size.WidthMax = width
	}
	t.SetStyle(style)
	if len(header) > 0 {
		t.AppendHeader(header)
	}
	return t
}

// minColumn is the width that a column of a table keeps on a narrow terminal.
const minColumn = 16

// fit wraps the cells of a table so that its columns share the width of a
// terminal.
func fit(t table.Writer, columns []string, width int) {
	configs := make([]table.ColumnConfig, len(columns))
	for i := range columns {
		configs[i] = table.ColumnConfig{Number: i + 1, WidthMax: max(minColumn, width/len(columns)-2)}
	}
	t.SetColumnConfigs(configs)
}
