// Package known says which names of the news mean one well-known entity: a name
// and its type go in, an Entity comes out, with the identifiers that public
// sources give it. A name that the tables give to two entities of one type, and
// one that they do not hold, gives nothing.
//
// The tables are files, parsed once when first used; of two that hold a name the
// first stands:
//
//   - data/aliases.tsv: names of organizations, places, people, groups, events
//     that have several. Written by hand.
//   - data/bodies.tsv: bodies of state with a name of their own ("Bundestag" is
//     Germany's parliament). Written by hand.
//   - data/parties.tsv: parties that are called as their members are ("Tories",
//     "Republicans"), by kind and country. Written by hand.
//   - data/entities.tsv: members of the US Congress (unitedstates/
//     congress-legislators, CC0) with their bioguide and Wikidata ids, listed
//     companies (datasets/s-and-p-500-companies, nasdaq-listings, PDDL) with
//     tickers, football clubs (openfootball/clubs, CC0). Written by the program
//     in compile.
//   - data/cities.tsv.gz: cities with country and GeoNames id (datasets/
//     world-cities, from GeoNames, CC BY 4.0). Written by the same.
//   - model/links.tsv: names that editors of Wikipedia Current Events and
//     annotators of GUM linked to one page, by its title. Written by
//     "newsgraph-train links"; CC BY-SA 4.0, see model/LICENSE.
package known
