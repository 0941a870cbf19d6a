package gazetteer

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/legalforms.txt
var legalFormsFile string

// legalForms holds the forms without case, periods and spaces.
var legalForms = sync.OnceValue(func() map[string]bool {
	t := map[string]bool{}
	for _, f := range records(legalFormsFile) {
		t[formKey(f[0])] = true
	}
	return t
})

func formKey(s string) string {
	return strings.Join(keyWords(strings.ReplaceAll(s, "/", "")), "")
}

// TrimLegalForm cuts legal forms off the end of an organization's name:
// "Huawei Technologies Co., Ltd." is "Huawei Technologies" and "Co., Ltd.".
// A name that is nothing else, or has no legal form, comes back whole. A form
// of two or three letters counts only in capitals or with a period, apart from
// "Co", "Inc", "Ltd" and "plc".
func TrimLegalForm(org string) (base, form string) {
	org = strings.TrimSpace(org)
	cut := len(org)
	for {
		next := cutForm(org, cut)
		if next == cut {
			break
		}
		cut = next
	}
	return strings.TrimRight(org[:cut], " ,"), strings.TrimLeft(org[cut:], " ,")
}

// cutForm returns where the longest legal form that ends at end begins, or
// end. A form is up to four words.
func cutForm(org string, end int) int {
	best, at := end, strings.TrimRight(org[:end], " ,")
	tail := at
	for range 4 {
		i := strings.LastIndexAny(tail, " ,")
		if i <= 0 {
			break
		}
		begin := i + 1
		if isForm(at[begin:]) && strings.Trim(at[:i], " ,&") != "" {
			best = begin
		}
		tail = strings.TrimRight(at[:i], " ,")
	}
	if best == end {
		return end
	}
	// "& Co." goes with its form.
	if t := strings.TrimRight(org[:best], " "); strings.HasSuffix(t, "&") && strings.Trim(t, " ,&") != "" {
		best = len(strings.TrimSuffix(t, "&"))
	}
	return best
}

func isForm(s string) bool {
	key := formKey(s)
	if !legalForms()[key] {
		return false
	}
	switch key {
	case "co", "inc", "ltd", "plc", "llc", "oy", "oyj", "spa", "srl", "sarl", "aps", "sas":
		return s[0] >= 'A' && s[0] <= 'Z' || strings.ContainsRune(s, '.') || key == "plc"
	}
	return len(key) > 3 || strings.ToUpper(s) == s || strings.ContainsAny(s, "./")
}
