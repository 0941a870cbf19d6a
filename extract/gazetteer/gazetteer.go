package gazetteer

// Country is a state or territory with the forms that news use for it.
type Country struct {
	Code     string   // ISO 3166-1 alpha-2
	Name     string   // usual English name: "United States"
	Aliases  []string // "U.S.", "USA", "America", official name
	Demonyms []string // "American", "Americans"
	Capital  string
}

// Gender is the grammatical gender of a person.
type Gender int

// The genders. Unknown covers names that both sexes bear.
const (
	Unknown Gender = iota
	Male
	Female
)
