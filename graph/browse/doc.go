// Package browse shows a store as web pages: what is in it, its entities, their
// facts with the sentences that state them, articles, paths, timelines, pictures,
// and what two outlets say of one thing. A curator decides there who is one, if
// the caller lets him write. In goes an open store.Store; out comes an
// http.Handler.
//
// Pages are made on the server and work without scripts, but for the picture;
// suggestions while typing and keys for answers need them too. Nothing is fetched from elsewhere:
// style, scripts and cytoscape.js (static/) are part of the program, and the
// Content-Security-Policy forbids all else, inline scripts and styles included.
// Text of articles is text on every page, whatever it holds; characters that
// steer the direction of text are spelled out as U+202E and the like.
//
// # Addresses
//
// Ids are those of the store, so an address stays good as long as the articles
// behind it do; an id that an entity gave up in a merge leads to where it went.
//
//	/                        what the store holds
//	/search?q=               entities that a term names
//	/suggest?q=              the first of them, for typing; JSON alone
//	/entities?type=&page=    entities of a type, those in most articles first
//	/facts?type=&modality=&page=   facts of a relation, those last said first
//	/articles?month=&page=   articles, or those of a month (YYYY-MM)
//	/entity/ID               an entity: names, dates, facts with sentences
//	/entity/ID/RELATION?as=&modality=&page=   all of its facts of one relation
//	/article/ID              an article with its mentions and statements; #bN is the
//	                         sentence at byte N, if it makes a statement
//	/statement/ID            a statement with every sentence that makes it
//	/picture/ID?type=&relation=&modality=&min_stories=&from=&until=&limit=&shown=
//	                         the neighbourhood of an entity as a picture; months as YYYY-MM
//	/path?from=&to=          how two entities are connected
//	/timeline/ID?with=&page= what was said of an entity, or of a pair, and when
//	/compare?about=&a=&b=    what two outlets say of an entity
//	/compare?article=&a=&b=  what two outlets say in the story of an article
//	/review?aside=           the next two entities that may be one (aside=1: of those put aside)
//	/review?a=&b=            two entities, to decide whether they are one
//	/progress?to=            whether the graph follows what was decided
//
// # JSON
//
// Every page answers with JSON when asked by ?format=json or by an Accept header
// that names application/json before text/html:
//
//	{"version": 1, "page": "entity", "store": {"store_id": …, "revision": …}, "data": {…}}
//
// Version grows only when a field changes its meaning or goes. The data of a page
// has the fields of the type here that bears its name: Home, Search, Entities,
// Facts, Articles, Entity, Relation, Article, Statement, Picture, Path, Timeline,
// Compare, Review, Progress; of "suggest" it is a list of Suggestion. Entities,
// statements, evidence and articles have the fields of package graph and
// package store; offsets are UTF-8 bytes into an article's text, end exclusive.
// Errors are {"version": 1, "error": "…"} with the same status as the page's.
//
// # Who may ask
//
// Requests must name a loopback address, or any once a password is
// asked for, so that a page elsewhere cannot read the store through a name of
// its own. With a password, basic authentication asks for it; the user's name
// does not matter.
//
// # Writing
//
// Without Options.Write, only GET and HEAD are answered. With it, three forms
// are, which all want the token that is in the pages' forms and in a cookie for
// pages of this server alone (SameSite=Strict), and no other origin:
//
//	POST /decide   a, b or name, answer (same, different, unsure), note, apply, to
//	POST /undo     a, b, to
//	POST /apply    to
//
// Decisions are those of store.Decide and are written at once. The graph follows
// them when asked: at /apply, or after a decision with apply. Meanwhile pages
// show it as it was.
//
// # Speed
//
// Names, statements without their sentences and the order of articles are kept
// in memory, of one revision; pages read the rest from the store, and those of
// entities in very many articles are kept too. BenchmarkPages asks for pages of
// all kinds by eight users at once:
//
//	go test ./graph/browse -run '^$' -bench Pages -benchtime 300x -store news.db
//
// With -at it asks a server that runs by itself, whose memory is then its own.
// Of a store of 19,835 articles, 111,940 entities and 90,168 statements, two
// cores that also ran the eight users sent 95 in 100 pages of the mix within 113
// ms, suggestions within 13, paths within 57, pictures and timelines within 93,
// entities in very many articles within 109 and other entities within 178. The
// server's memory is 287 MB at its peak.
// The pictures of 500 entities and 1,567 facts
// come in frames of 17 ms (median; 95 in 100 in 45) while it is moved or
// zoomed, and of 64 ms while one of them is dragged.
package browse
