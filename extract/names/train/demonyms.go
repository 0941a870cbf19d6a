package train

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// demonyms are the adjectives of places that the list of nationalities in the
// gazetteers lacks.
var demonyms = strings.Fields(`American British English Scottish Welsh Irish French Iraqi Israeli Palestinian
	Afghan Afghani Chinese Japanese German Russian Iranian Chechen Korean Pakistani Indian Thai Turkish Syrian
	Lebanese Sudanese Somali Somalian Ukrainian Cuban Mexican Venezuelan Colombian Brazilian Haitian Dutch Swiss
	Danish Swedish Spanish Italian Vietnamese Burmese Nigerian Kenyan Ethiopian Egyptian Saudi Australian Canadian
	Georgian Polish Greek Serb Serbian Croatian Croat Bosnian Kosovar Kosovan Tibetan Taiwanese European African
	Asian Philippine Filipino Congolese Kashmiri Nepali Nepalese Salvadoran Ecuadorian Ecuadorean Azeri
	Argentine Argentinian Timorese Papuan Bavarian Balkan Arctic Antarctic Andean Catalan Victorian Zairean
	Tuvan Tasmanian Tahitian Swabian Siberian Seychellois Prussian Parisian Ottoman Mallorcan Guadeloupean Gazan
	Flemish Formosan Crimean Caspian Biafran Barbudan Arizonan Alaskan Californian Texan Himalayan Anglo-Dutch
	Danish-Greenlandic Soviet Yugoslav Czechoslovak Czech Slovak Greenlandic Corsican Sicilian Abkhaz Abkhazian
	Ossetian Dagestani Baluch Kurdistani Quebecois Latin Eurasian Scandinavian Nordic Baltic Caribbean Emirati
	Qatari Kuwaiti Omani Yemeni Bahraini Saudi-led U.S.-led American-led Tamil Bengali Punjabi Roman Venetian
	Basque Bermudian Hawaiian Zimbabwean Rhodesian Swazi Basotho Malian Nigerien Ivorian Burkinabe Gabonese
	Beninese Togolese Guinean Chadian Cameroonian Angolan Mozambican Malawian Zambian Botswanan Namibian
	Mauritian Malagasy Comoran Eritrean Djiboutian Rwandan Burundian Ugandan Tanzanian Libyan Tunisian Algerian
	Moroccan Mauritanian Senegalese Gambian Liberian Ghanaian Central-African Kyrgyz Kazakh Kazakhstani Uzbek
	Tajik Turkmen Mongolian Bangladeshi Lankan Maldivian Bhutanese Laotian Lao Cambodian Malaysian Singaporean
	Indonesian Bruneian Fijian Samoan Tongan Kiwi Aussie`)

// isDemonym reports whether a place's name is the adjective of one. list holds
// the lower-case nationalities of the gazetteers.
func isDemonym(name string, list map[string]bool) bool {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1] // "South Korean", "Saudi Arabian", "North African"
	if list[strings.Join(words, " ")] {
		return true
	}
	switch words[0] {
	case "north", "south", "east", "west", "central", "latin", "northern", "southern", "eastern", "western", "sri", "new":
		return list[last]
	}
	return false
}

// Nationalities returns the lower-case adjectives of places, of the gazetteer
// folder and our own.
func Nationalities(dir string) (map[string]bool, error) {
	path := filepath.Join(dir, "corpora-cc0/data/geography/nationalities.json")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct {
		Nationalities []string `json:"nationalities"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	list := map[string]bool{}
	for _, n := range append(file.Nationalities, demonyms...) {
		list[strings.ToLower(n)] = true
	}
	return list, nil
}
