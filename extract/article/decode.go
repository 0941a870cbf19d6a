package article

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// decode gives data as valid UTF-8 and how many U+FFFD were put in place of
// bytes without meaning. declared is the name of the encoding that the
// document claims, "" for none. Order: byte order mark; valid UTF-8, whatever
// is declared, since text in another encoding is hardly ever valid UTF-8 (one
// with escapes, such as ISO-2022-JP, is, so an escape leaves the word to the
// declaration); UTF-16 seen by its zero bytes; what is declared; UTF-8 with
// some faults; windows-1252.
func decode(data []byte, declared string) (string, int) {
	if enc, n := byteOrderMark(data); n > 0 {
		if enc == nil {
			return repair(data[n:])
		}
		return convert(data[n:], enc)
	}
	if enc := wideWithoutMark(data); enc != nil {
		return convert(data, enc)
	}
	escapes := bytes.IndexByte(data, 0x1b) >= 0 && declared != ""
	if utf8.Valid(data) && !escapes {
		return string(data), 0
	}
	if declared != "" {
		enc, name := charset.Lookup(declared)
		if enc != nil && name != "utf-8" && name != "replacement" && !strings.HasPrefix(name, "utf-16") {
			return convert(data, enc)
		}
		if name == "utf-8" && mostlyUTF8(data) {
			return repair(data)
		}
	}
	if mostlyUTF8(data) {
		return repair(data)
	}
	return convert(data, charmap.Windows1252)
}

// byteOrderMark gives the encoding that a byte order mark names, nil for
// UTF-8, and the mark's length, 0 when there is none.
func byteOrderMark(data []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xef, 0xbb, 0xbf}):
		return nil, 3
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	}
	return nil, 0
}

// wideWithoutMark sees UTF-16 that has no byte order mark: Latin letters leave
// every other byte zero.
func wideWithoutMark(data []byte) encoding.Encoding {
	head := data[:min(len(data), 1024)&^1]
	if len(head) < 8 {
		return nil
	}
	var zero [2]int
	for i, b := range head {
		if b == 0 {
			zero[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case zero[1]*10 >= half*8 && zero[0]*20 <= half:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zero[0]*10 >= half*8 && zero[1]*20 <= half:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// mostlyUTF8 says whether data that is not valid UTF-8 is UTF-8 with faults:
// it has more whole multi-byte characters than stray bytes.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		data = data[n:]
	}
	return good > bad
}

// repair replaces every byte that is no part of a UTF-8 character by U+FFFD.
func repair(data []byte) (string, int) {
	if utf8.Valid(data) {
		return string(data), 0
	}
	var b strings.Builder
	b.Grow(len(data) + 16)
	bad := 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			bad++
		}
		b.WriteRune(r)
		data = data[n:]
	}
	return b.String(), bad
}

// convert decodes from an encoding other than UTF-8. Bytes that windows-1252
// leaves open decode to C1 control characters, which mean nothing in any text:
// they count as replaced too.
func convert(data []byte, enc encoding.Encoding) (string, int) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return repair(data)
	}
	s := strings.ToValidUTF8(string(out), "\ufffd")
	s = strings.Map(func(r rune) rune {
		if 0x80 <= r && r <= 0x9f && r != 0x85 {
			return utf8.RuneError
		}
		return r
	}, s)
	return s, strings.Count(s, "\ufffd")
}

// prescanHTML gives the encoding that a page declares in a meta element or an
// XML declaration, "" for none.
func prescanHTML(data []byte) string {
	head := data[:min(len(data), 4096)]
	if name := xmlEncoding(head); name != "" {
		return name
	}
	low := bytes.ToLower(head)
	for {
		i := bytes.Index(low, []byte("charset"))
		if i < 0 {
			return ""
		}
		rest := bytes.TrimLeft(low[i+len("charset"):], " \t\r\n")
		low = low[i+len("charset"):]
		if len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t\r\n\"'")
		end := bytes.IndexAny(rest, " \t\r\n\"'/>;")
		if end <= 0 {
			continue
		}
		if enc, _ := charset.Lookup(string(rest[:end])); enc != nil {
			return string(rest[:end])
		}
	}
}

// xmlEncoding gives the encoding of an XML declaration, "" for none.
func xmlEncoding(head []byte) string {
	head = bytes.TrimLeft(head, " \t\r\n")
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	end := bytes.Index(head, []byte("?>"))
	if end < 0 {
		return ""
	}
	_, rest, ok := strings.Cut(string(head[:end]), "encoding")
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " \t\r\n=")
	if rest == "" || (rest[0] != '"' && rest[0] != '\'') {
		return ""
	}
	name, _, ok := strings.Cut(rest[1:], rest[:1])
	if !ok {
		return ""
	}
	return name
}
