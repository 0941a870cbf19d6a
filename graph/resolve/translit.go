package resolve

import (
	"strings"
	"sync"
)

// spellings gives the first of the ways in which writers put one name of another
// alphabet into Latin letters for each of them. Names that are two in one language
// ("Mohamud", "Ismael") are not among them.
var spellings = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, line := range [...]string{
		"muhammad mohammed mohammad mohamed muhammed mohamad",
		"ahmad ahmed", "hussein hussain husayn hossein", "mahmoud mahmud", "mustafa mostafa moustafa",
		"yusuf yousef youssef yousuf", "khalid khaled", "abdullah abdallah", "osama usama", "omar umar", "qassem qasem qasim kassem",
		"sergei sergey", "andrei andrey", "nikolai nikolay", "dmitry dmitri dmitriy", "yevgeny evgeny yevgeni evgeni",
		"alexei alexey aleksei aleksey", "yuri yury yuriy", "vasily vasili", "anatoly anatoli", "valery valeri", "vitaly vitali vitaliy", //nolint:misspell // a given name
		"gennady gennadi",
	} {
		words := strings.Fields(line)
		for _, w := range words {
			m[w] = words[0]
		}
	}
	return m
})

// transliterated is the form of a person's full name in which ways of writing it
// in Latin letters are alike, "" where none is known: "mohammad khatami" and
// "mohammed khatami" are "muhammad khatami".
func transliterated(norm string) string {
	words := strings.Fields(norm)
	if len(words) < 2 {
		return ""
	}
	found := false
	for i, w := range words {
		if one, ok := spellings()[w]; ok {
			words[i], found = one, true
		}
	}
	if !found {
		return ""
	}
	return strings.Join(words, " ")
}
