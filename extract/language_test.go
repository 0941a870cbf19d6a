package extract

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract/article"
)

func TestShortForeignTextsAreNotEnglish(t *testing.T) {
	for _, c := range []struct {
		name, text string
		english    bool
	}{
		{"two sentences in German", "Der Stadtrat von Köln hat am Montag getagt. Bürgermeisterin Anna Berg war nicht dabei, weil sie krank ist.", false},
		{"two sentences in French", "Le conseil municipal de Lyon a voté lundi. La maire Anna Berg était absente, elle est malade depuis une semaine.", false},
		{"two sentences in Spanish", "El consejo de Sevilla votó el lunes. La alcaldesa Ana Berg no estuvo presente porque lleva una semana enferma.", false},
		{"a sentence in Chinese", "挪威集团周一宣布收购菲耶尔能源公司。", false},
		{"two sentences in Chinese", "挪威集团周一宣布收购菲耶尔能源公司。该公司发言人安娜·贝里拒绝置评。", false},
		{"a sentence in Russian", "Компания Норвик купила Фьелль Энерджи, заявила в понедельник Анна Берг.", false},
		{"a sentence in Greek", "Η Νόρβικ αγόρασε τη Φιέλ.", false},
		{"English with foreign names", "Zbigniew Łukasz Wojciechowski met Jürgen Müller-Lüdenscheidt and Søren Kjærgård in Łódź.", true},
		{"an English headline", "Wojciechowski sieht Müller-Lüdenscheidt", true}, // too short to tell
		{"a score", "Bayern München 2-1 Borussia Mönchengladbach: Müller, Sané; Plea", true},
		{"nothing but figures", "3 : 1 (2 : 0)", true},
		{"English with Chinese names", "Xi Jinping (习近平) met Li Keqiang (李克强) in Beijing on Monday.", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := article.Article{Text: c.text, Language: article.DetectLanguage(c.text)}
			if got := English(a); got != c.english {
				t.Errorf("English is %t, by a guess of %q, want %t", got, a.Language, c.english)
			}
		})
	}
}
