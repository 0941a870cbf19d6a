package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
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

// newTable is a table without lines, as wide as its content; on a terminal no
// wider than that, the widest columns being cut.
func newTable(w io.Writer, header ...any) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	style := table.StyleLight
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft = ""
	style.Box.PaddingRight = "  "
	style.Format.Header = format.FormatDefault // headers are names, as the columns of a query
	t.SetStyle(style)
	width, _ := terminal(w)
	out := &fitted{Writer: t, width: width}
	if len(header) > 0 {
		out.count(header)
		t.AppendHeader(header)
	}
	return out
}

// fitted is a table that fits a width; 0 lets it be.
type fitted struct {
	table.Writer
	width   int
	widths  []int // of the columns, as they would be
	configs []table.ColumnConfig
}

func (f *fitted) count(row table.Row) {
	for i, cell := range row {
		if i == len(f.widths) {
			f.widths = append(f.widths, 0)
		}
		f.widths[i] = max(f.widths[i], format.StringWidthWithoutEscSequences(fmt.Sprint(cell)))
	}
}

// AppendRow adds a row.
func (f *fitted) AppendRow(row table.Row, config ...table.RowConfig) {
	f.count(row)
	f.Writer.AppendRow(row, config...)
}

// SetColumnConfigs says how columns are shown. Those with a width keep it.
func (f *fitted) SetColumnConfigs(configs []table.ColumnConfig) { f.configs = configs }

// Render writes the table.
func (f *fitted) Render() string {
	configs := slices.Clone(f.configs)
	at := func(column int) *table.ColumnConfig {
		for i := range configs {
			if configs[i].Number == column+1 {
				return &configs[i]
			}
		}
		configs = append(configs, table.ColumnConfig{Number: column + 1})
		return &configs[len(configs)-1]
	}
	for i, width := range narrowed(f.widths, f.width) {
		if c := at(i); width < f.widths[i] && c.WidthMax == 0 {
			c.WidthMax = width
			c.WidthMaxEnforcer = func(cell string, most int) string { return format.Snip(cell, most, "…") }
		}
	}
	f.Writer.SetColumnConfigs(configs)
	return f.Writer.Render()
}

// narrowed takes from the widest columns until all of them fit, with two spaces
// after each, or none is wider than minColumn.
func narrowed(widths []int, width int) []int {
	widths = slices.Clone(widths)
	if width <= 0 {
		return widths
	}
	total := 2*len(widths) - 2
	for _, w := range widths {
		total += w
	}
	for ; total > width; total-- {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= minColumn {
			break
		}
		widths[widest]--
	}
	return widths
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
