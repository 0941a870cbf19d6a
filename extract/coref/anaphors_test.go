package coref_test

import "testing"

func TestPronouns(t *testing.T) {
	runResolve(t, []resolveTest{
		{
			"he after one man", "[Boris Johnson|P] spoke in [London|L]. He said that his party had won.",
			[]string{"Boris Johnson: Boris Johnson, He, his", "London: London"},
		},
		{
			"gender chooses", "[Emmanuel Macron|P] met [Angela Merkel|P]. She left early.",
			[]string{"Emmanuel Macron: Emmanuel Macron", "Angela Merkel: Angela Merkel, She"},
		},
		{
			"a title tells the gender", "Mrs. [Tran|P] met Mr. [Nowak|P]. He left early.",
			[]string{"Tran: Tran", "Nowak: Nowak, He"},
		},
		{
			"two men in one place stay open", "[Peter Novak|P] and [Paul Weber|P] came. He left early.",
			[]string{"Peter Novak: Peter Novak", "Paul Weber: Paul Weber"},
		},
		{
			"an unnamed man stands between", "[Peter Novak|P] waited. A man came in. He left early.",
			[]string{"Peter Novak: Peter Novak"},
		},
		{
			"a company and its", "[Huawei|O] said its profits fell.",
			[]string{"Huawei: Huawei, its"},
		},
		{
			"a company that says what it did", "[Nokia|O] said it would hire.",
			[]string{"Nokia: Nokia, it"},
		},
		{
			"it of the weather", "[Nokia|O] fell. It is clear that nobody will buy.",
			[]string{"Nokia: Nokia"},
		},
		{
			"a group and they", "[Republicans|G] said they would vote.",
			[]string{"Republicans: Republicans, they"},
		},
		{
			"who after a name", "[Monica Crowley|P], who spoke for the office, resigned.",
			[]string{"Monica Crowley: Monica Crowley, who"},
		},
		{
			"which after a comma", "[Nokia|O], which fell, hired again.",
			[]string{"Nokia: Nokia, which"},
		},
		{
			"a king and a namesake", "[Michael Novak|P] met King [Michael|P] of [Norland|L].",
			[]string{"Michael Novak: Michael Novak", "Michael: Michael", "Norland: Norland"},
		},
		{
			"himself", "[Peter Novak|P] blamed himself.",
			[]string{"Peter Novak: Peter Novak, himself"},
		},
		{
			"him is not the subject", "[Peter Novak|P] waited. [Peter Novak|P] saw him.",
			[]string{"Peter Novak: Peter Novak"},
		},
		{
			"a rival is not its own rival", "[Nokia|O] fell. [Ericsson|O], its rival, grew.",
			[]string{"Nokia: Nokia, its", "Ericsson: Ericsson"},
		},
		{
			"a speaker does not call himself he", "[Peter Novak|P] said: \"He is a liar.\"",
			[]string{"Peter Novak: Peter Novak"},
		},
	})
}

func TestDescriptions(t *testing.T) {
	runResolve(t, []resolveTest{
		{
			"the company", "[Nokia|O] fell. The company hired again.",
			[]string{"Nokia: Nokia, The company"},
		},
		{
			"the company of two", "[Nokia|O] sued [Ericsson|O]. The company hired again.",
			[]string{"Nokia: Nokia", "Ericsson: Ericsson"},
		},
		{
			"a ministry is no company", "[Nokia|O] asked the [Finance Ministry|O]. The company hired again. The ministry agreed.",
			[]string{"Nokia: Nokia, The company", "Finance Ministry: Finance Ministry, The ministry"},
		},
		{
			"the department", "The [Treasury Department|O] spoke. [Monica Crowley|P] said the department agreed.",
			[]string{"Treasury Department: Treasury Department, the department", "Monica Crowley: Monica Crowley"},
		},
		{
			"the bank", "[Deutsche Bank|O] fined [Nokia|O]. The bank agreed.",
			[]string{"Deutsche Bank: Deutsche Bank, The bank", "Nokia: Nokia"},
		},
		{
			"the president", "President [Trump|P] spoke in [Ohio|L]. Nobody heard the president.",
			[]string{"Trump: Trump, the president", "Ohio: Ohio"},
		},
		{
			"the prime minister", "Prime Minister [Boris Johnson|P] spoke. Nobody heard the prime minister.",
			[]string{"Boris Johnson: Boris Johnson, the prime minister"},
		},
		{
			"a president of something else", "President [Trump|P] spoke. The president of the club left.",
			[]string{"Trump: Trump"},
		},
		{
			"an apposition gives a role", "[Jane Doe|P], a lawyer, spoke. [Nokia|O] paid the lawyer.",
			[]string{"Jane Doe: Jane Doe, the lawyer", "Nokia: Nokia"},
		},
		{
			"the country", "[Kenya|L] voted. The country is calm.",
			[]string{"Kenya: Kenya, The country"},
		},
		{
			"the Chinese company", "[Huawei|O] sued. The [Chinese|L|d] company lost.",
			[]string{"Huawei: Huawei, company", "China: Chinese"},
		},
		{
			"the app", "[Threema|R] grew. Users love the app.",
			[]string{"Threema: Threema, the app"},
		},
	})
}
