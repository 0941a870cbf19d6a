// Package neo4j loads a graph into Neo4j through the driver: it compares,
// plans, then writes the difference only. It is the only package that imports
// the driver.
//
// In goes a graph.Reader (the rows of a store); out come nodes and
// relationships in a database of Neo4j 5.26 or a later version, any edition,
// without APOC.
//
// # Model
//
//	(:Entity:Person|Organization|… {id, name, aliases, mentions, articles,
//	    first_seen, last_seen, former_ids, born_on, died_on, founded_on, <identifiers>})
//	(:Article {id, url, title, published, published_at, publisher, language, story, cited_only})
//	(:Statement {id, type, modality, role, amount, stake, value, confidence, support, stories,
//	    first_said, last_said, valid_from, valid_to})
//	(article)-[:MENTIONS {count, spans, forms}]->(entity)
//	(article)-[:STATES {id, sentence, start, end, subject_start, subject_end,
//	    object_start, object_end, rule, probability}]->(statement)
//	(statement)-[:SUBJECT]->(entity), -[:OBJECT]->, -[:SAID_BY]->
//	(entity)-[:INVESTED_IN|… {statement, modality, role, amount, stake, confidence, support,
//	    stories, first_said, last_said, valid_from, valid_to}]->(entity)
//	(article)-[:CITES]->(article), -[:PUBLISHED_BY]->(entity), -[:WRITTEN_BY]->(entity)
//	(:NewsgraphStore {id, revision, state, schema, kinds, counts})
//
// Dates are of Neo4j's type DATE, the day in UTC, so that they compare with
// each other; published_at is the DATETIME of an article that gives a time. A
// date of which only year or month is known is its first day and has a property
// of the same name and "_precision" ("year" or "month") beside it; one without a
// year ("17 November"), and text that is no date, is kept under the name and
// "_text". MENTIONS.spans is a flat list: start and end byte of one mention after
// the other. A cited article that the graph does not hold is an Article with
// cited_only true. Publishers and authors are entities: the graph's own where one
// bears the name, else one with 0 mentions made for the purpose. There are no
// empty lists. Project gives all that to writers of files.
//
// # Whose is what
//
// Nodes that a load writes bear the property newsgraph, a list with one entry
// "store hash" for each store that holds them; relationships bear it as one
// string of both. Nodes and relationships without it are somebody else's and
// are never changed or removed. A node that several stores hold has the
// properties of the load that wrote it last; where that changed them, the
// entries of the other stores lose their hash, so that the next load of each
// writes its own again. Until then Options.Verify takes such a node for right:
// that of the store which wrote it last looks at what it says. Drop takes a store
// out.
//
// The hash of an article covers its mentions, citations and STATES
// relationships, that of a statement its ends and its typed relationship, so
// that comparing them compares everything.
//
// # Loading
//
// A marker node ends the load of an unchanged store when the database holds as
// many of its nodes, by label, and relationships, by type, as the marker says.
// (Where nobody else's bear the label or type this takes the server no time: it
// keeps such counts. Of labels it is asked first unless there is another store's
// marker, of types always. It does not tell whose they are: where as many of ours
// were deleted as somebody else has of the label or type, the load finds nothing
// amiss, and Options.Full does.) Else the hashes are compared, in pages along the index of
// ids, while the graph is still read, and what differs is planned
// as batches, each a transaction: new nodes and relationships go by CREATE with
// several writers, the rows of a batch sorted by the node at which they start,
// and what may exist goes by MERGE with one writer. Where little differs, a graph
// that can (graph.Selector) is asked for that alone. Where relationships are
// missing, or may be since a load did not end, those of every article and
// statement are counted, too, and owners that lack some get them back: what
// somebody deleted by hand comes back with the next load.
//
// With Options.Full every node and relationship is read with its properties and
// hashed anew, so that what was changed by hand is found; together with
// Options.DryRun that only tells. Memory grows with the number of nodes, not with
// what they and the relationships say.
//
// # Failures
//
// An article's or statement's hash is written after, or in one transaction with,
// all that it covers: a load that was killed leaves hashes that say what is
// missing, and the next load adds just that. The driver repeats transactions
// after deadlocks and changes of leader. A batch whose commit was not answered is
// repeated in a form that merges. One that is too large for the server's memory,
// or takes too long, is cut in two, and later ones are kept to that size; what is
// of one article or statement stays together.
//
// One load at a time works on a database: the others wait, then end with
// ErrBusy. Two loads of one store that meet all the same, as after a restart of
// the server, are kept apart by a token in the marker: the first stops.
//
// Every fault has its test against a real server, after which a rerun must
// finish the load:
//
//	loader killed                       TestKilledLoaderResumes, TestKillsAtRandomPoints
//	server killed, restarted            TestKillsAtRandomPoints, TestAServerThatFails/killed and back at once
//	server does not answer              TestAServerThatFails/no answer, TestNobodyAnswers
//	leader changes, none is elected     TestANetworkThatFails, TestNoServerTakesWrites
//	connection breaks, commit unknown   TestANetworkThatFails
//	credentials wrong or expired        TestAServerThatFails/passwords, TestANetworkThatFails/a token expires
//	certificate not trusted             TestAServerThatFails/certificates
//	database read-only, away, unknown   TestAServerThatFails/read-only, TestANetworkThatFails, TestAServerThatFails/passwords
//	disk full                           TestAServerThatFails/full disk
//	transaction too large or too slow   TestAServerThatFails/little memory for a transaction, TestANetworkThatFails
//	old version, not Neo4j              TestAnOldServerIsRefused, TestWhatAnswersIsNotNeo4j
//	constraint missing, name taken      TestAMissingConstraintComesBack, TestTakenNamesStopTheLoad
//	somebody else's nodes               TestOthersNodesAndEdgesStay, TestAForeignNodeWithOurIDStopsTheLoad
//	somebody's changes and deletions    TestLoadRestoresWhatSomebodyDeleted, TestComparingEveryValueFindsWhatHandsDid
//	somebody's locks, another load      TestSomebodysLockEndsALoad, TestASecondLoadWaitsOrIsRefused, TestALoadThatWasOverrunStops
//	deadlocks between writers           TestEightWritersOnHubs, TestANetworkThatFails/deadlocks
package neo4j
