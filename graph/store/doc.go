// Package store keeps articles, what was found in them, and the graph made of
// it in one SQLite file. It is the only package that imports SQLite.
//
// In go inputs: a Source (an article and where it was read) with its
// Extraction. Has says whether a source is worth extracting, AddExtractions
// writes a batch in one transaction, Resolve makes the graph of all of them and
// makes and writes only the difference. Out come the graph as a graph.Reader, the
// answers behind `show`, `why` and `path`, and views for any SQLite tool.
//
//	Source → Has → (extract) → AddExtractions → Resolve → Reader, Find, Why, Path, views
//
// Offsets are bytes into the UTF-8 text of an article, half-open. Dates are ISO
// 8601 in UTC, a day alone where the hour is not known. Probabilities and
// confidences are 0 to 1.
//
// # Which text stands
//
// An article is known by its id, the hash of its text; where the same text was
// read twice it is one article with two sources, and its title, date and outlet
// are those of the source with the earliest date. A key (canonical URL, else
// path) has one text: of several the one with the later date (modified, else
// published) stands, a dated one before an undated one, and of equal dates the
// one given last; dates are compared as far as both are known, so that a day
// equals its hours. A source is a place: a file and, where the key is a URL, the
// line in it. What it says now takes the place of what it said before, whatever
// the date. A file in which a text only moved to another line is unchanged, and
// adding again what was added is never giving it anew. What only a replaced text
// said leaves the graph at the next Resolve.
//
// Remove forgets articles that were withdrawn.
//
// # What a Resolve costs
//
// What is one entity depends on all articles: how rare a name is, who else has
// it. So it is settled anew from the digests that the store keeps of them. With
// each article, entity and statement the store also keeps a mark, the hash of all
// that its rows are made of; extractions are unpacked, rows made, read and
// compared only where the mark is another. Digests and marks of another version
// of package resolve do not count, and both can be deleted at any time.
// Where nothing was added, removed or decided since, a row that triggers take
// away says so, and Resolve is done at once.
//
// Decisions of curators (Decide, Undecide) are kept apart from all that: no build
// changes them, and they take effect at the next Resolve. So are the pairs that
// they could not tell about (PutAside). Resolve also keeps the pairs that a curator
// should look at (Doubts).
//
// # Safety
//
// The file is in WAL mode: any number of readers, in any process, beside one
// writer; a second writer waits (Options.Wait), then fails with ErrLocked.
// Every write is one transaction. A process that dies leaves a store that opens
// and holds every batch that had been committed; adding the rest and resolving
// finishes the work. What is read one sequence after another may be of different
// states when somebody writes meanwhile; View holds one state still. Beside news.db there may be news.db-wal and news.db-shm
// while it is open; they belong to it.
//
// The header's application_id is 0x6e777367 ("nwsg"), its user_version the
// schema version, which the meta table repeats. Older stores are migrated step
// by step when opened for writing. The store id is random; the revision grows by
// one with every Resolve that changed the graph and at no other time.
//
// # The views
//
// These are kept, with these columns, for whoever reads the file with SQLite's
// own tools. What is unknown is NULL.
//
// entities: the nodes.
//
//	id          id of the entity; depends on the set of articles alone
//	type        Person, Organization, Place, Group, Product, Event, Law or Work
//	name        its fullest name
//	aliases     JSON array of its names, the most used first
//	mentions    how many times articles mention it
//	articles    how many articles do
//	first_seen  date of the earliest of them
//	last_seen   date of the latest
//
// relations: what articles state about two entities. Not every row is a fact:
// look at modality.
//
//	id            id of the statement
//	subject_id    entities.id
//	subject       its name
//	subject_type  its type
//	type          type of the relation: INVESTED_IN, SPOKESPERSON_FOR, …; for a
//	              dated fact born_on, died_on or founded_on
//	object_id     entities.id; NULL for a dated fact
//	object        its name; the date of a dated fact
//	object_type   its type; 'date' for a dated fact
//	modality      asserted, past, planned, alleged or denied
//	role          "spokeswoman", "deputy finance minister", …
//	confidence    probability that it is said, from all evidence
//	support       how many articles say so
//	stories       how many independent stories: reprints count once
//	first_said    date of the earliest of them
//	last_said     date of the latest
//
// evidence: the sentences that say so, at least one for each relation.
//
//	relation_id                  relations.id
//	article_id                   articles.id
//	url, title, publisher,
//	published                    of the article
//	sentence                     the sentence, as it stands in the article
//	start, end                   its span in articles.text
//	subject_start, subject_end   span of the mention of the subject, in articles.text
//	object_start, object_end     span of the mention of the object, or of the date
//	rule                         the rule, or model, that found it
//	probability                  that it is right
//	marks                        what else in the text says so, as kinds and spans:
//	                             "trigger 12 20, modality 8 11"
//	reasons                      why it was found, in words, a line each
//
// articles: the articles.
//
//	id, key, url, title, authors (JSON array), publisher, published, modified,
//	language     as read
//	story        smallest id of the articles that are copies of each other
//	sources      in how many files the text was read, once under each key
//	text         all of the text that was analysed, title first
//
// Spans count bytes, SQLite's substr counts characters; to slice by bytes:
//
//	SELECT CAST(substr(CAST(a.text AS BLOB), e.start + 1, e.end - e.start) AS TEXT)
//	FROM evidence e JOIN articles a ON a.id = e.article_id;
//
// Who put money into what, and how many stories say so:
//
//	SELECT subject, object, stories, first_said FROM relations
//	WHERE type = 'INVESTED_IN' AND modality = 'asserted' ORDER BY stories DESC;
package store
