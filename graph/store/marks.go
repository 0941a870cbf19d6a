package store

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
)

// marksCell writes marks as "trigger 12 20, modality 8 11", empty for none.
func marksCell(marks []relations.Mark) string {
	var b []byte
	for i, m := range marks {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, m.Kind...)
		b = strconv.AppendInt(append(b, ' '), int64(m.Start), 10)
		b = strconv.AppendInt(append(b, ' '), int64(m.End), 10)
	}
	return string(b)
}

// readMarks reads what marksCell wrote.
func readMarks(cell string) ([]relations.Mark, error) {
	if cell == "" {
		return nil, nil
	}
	var marks []relations.Mark
	for part := range strings.SplitSeq(cell, ", ") {
		kind, span, _ := strings.Cut(part, " ")
		from, to, _ := strings.Cut(span, " ")
		start, err := strconv.Atoi(from)
		end, failed := strconv.Atoi(to)
		if err != nil || failed != nil || kind == "" {
			return nil, fmt.Errorf("column marks holds %.60q: want \"kind start end\", separated by commas", cell)
		}
		marks = append(marks, relations.Mark{Span: text.Span{Start: start, End: end}, Kind: relations.MarkKind(kind)})
	}
	return marks, nil
}
