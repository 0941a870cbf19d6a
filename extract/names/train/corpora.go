package train

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/newsgraph/newsgraph/extract/names/internal/model"
)

// corpora maps files of corpora-cc0/data to kinds.
var corpora = map[string]model.Kind{
	"governments/us_federal_agencies.json":            model.Body,
	"governments/uk_political_parties.json":           model.Body,
	"governments/us_mil_operations.json":              model.Thing,
	"humans/scientists.json":                          model.Celebrity,
	"humans/us_presidents.json":                       model.Celebrity,
	"humans/celebrities.json":                         model.Celebrity,
	"humans/authors.json":                             model.Celebrity,
	"humans/britishActors.json":                       model.Celebrity,
	"humans/richpeople.json":                          model.Celebrity,
	"humans/firstNames.json":                          model.GivenName,
	"humans/lastNames.json":                           model.Surname,
	"humans/spanishFirstNames.json":                   model.GivenName,
	"humans/spanishLastNames.json":                    model.Surname,
	"humans/norwayLastNames.json":                     model.Surname,
	"humans/norwayFirstNamesBoys.json":                model.GivenName,
	"humans/norwayFirstNamesGirls.json":               model.GivenName,
	"humans/englishHonorifics.json":                   model.Title,
	"humans/occupations.json":                         model.Title,
	"corporations/djia.json":                          model.Company,
	"corporations/cars.json":                          model.Company,
	"corporations/fortune500.json":                    model.Company,
	"corporations/nasdaq.json":                        model.Company,
	"corporations/newspapers.json":                    model.Body,
	"corporations/charities.json":                     model.Body,
	"geography/nationalities.json":                    model.Nationality,
	"geography/english_towns_cities.json":             model.City,
	"geography/us_cities.json":                        model.City,
	"geography/norwegian_cities.json":                 model.City,
	"geography/countries.json":                        model.Country,
	"geography/rivers.json":                           model.Landmark,
	"geography/oceans.json":                           model.Landmark,
	"geography/sf_neighborhoods.json":                 model.Landmark,
	"geography/japanese_prefectures.json":             model.Region,
	"geography/canada_provinces_and_territories.json": model.Region,
	"sports/football/laliga_teams.json":               model.Team,
	"sports/football/epl_teams.json":                  model.Team,
	"sports/football/serieA.json":                     model.Team,
	"sports/nfl_teams.json":                           model.Team,
	"sports/milb_teams.json":                          model.Team,
	"sports/mlb_teams.json":                           model.Team,
	"sports/nhl_teams.json":                           model.Team,
	"sports/nba_teams.json":                           model.Team,
}

func (g *gazetteers) corpora() error {
	for path, kind := range corpora { // the order does not matter: kinds are bits
		if err := g.corpus("corpora-cc0/data/"+path, kind); err != nil {
			return err
		}
	}
	for _, d := range demonyms {
		g.add(model.Nationality, d)
	}
	lists, err := filepath.Glob(filepath.Join(g.dir, "corpora-cc0/data/societies_and_groups/designated_terrorist_groups/*.json"))
	if err != nil {
		return err
	}
	for _, l := range lists {
		rel, err := filepath.Rel(g.dir, l)
		if err != nil {
			return err
		}
		if err := g.corpus(rel, model.Body); err != nil {
			return err
		}
	}
	return nil
}

// corpus adds all strings of a JSON file; of objects, the names alone where
// there are any.
func (g *gazetteers) corpus(path string, kind model.Kind) error {
	data, err := os.ReadFile(filepath.Join(g.dir, path))
	if err != nil {
		return err
	}
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	var walk func(v any, key string)
	walk = func(v any, key string) {
		switch v := v.(type) {
		case string:
			switch key {
			case "description", "source", "url", "license", "sources", "state", "conference", "division", "league", "city", "symbol", "manager", "stadium", "loc":
			default:
				g.add(kind, v)
			}
		case []any:
			for _, x := range v {
				walk(x, key)
			}
		case map[string]any:
			if name, ok := v["name"].(string); ok {
				g.add(kind, name)
				return
			}
			for k, x := range v {
				walk(x, k)
			}
		}
	}
	walk(v, "")
	return nil
}

// towns adds the towns of the countries whose sport fills English newswires.
func (g *gazetteers) towns() error {
	var us struct {
		Cities []struct {
			City string `json:"city"`
		} `json:"cities"`
	}
	path := filepath.Join(g.dir, "corpora-cc0/data/geography/us_cities.json")
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &us); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, c := range us.Cities[:min(len(us.Cities), 200)] { // the largest
		g.add(model.City, c.City)
	}
	return g.corpus("corpora-cc0/data/geography/english_towns_cities.json", model.City)
}
