// Saved queries for the graph that newsgraph loads into Neo4j.
//
// Each begins with a line "// name: what it shows", may name its parameters in lines
// "// $name (type, default): what it is", and ends with a semicolon. They run
// as they stand in Neo4j Browser once the parameters are set there (":param"),
// and by name: newsgraph query --saved investors --param name=TikTok
//
// A name is looked up in the full-text index, as a phrase, and then compared as
// it stands with the names and aliases found.
//
// Dates are of type DATE: the day, in UTC. The time of day, where an article
// gives one, is in published_at.

// investors: who puts money into an organization or product, best supported first
// $name (text, "TikTok"): the name of what is invested in
CALL db.index.fulltext.queryNodes('newsgraph_entity_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS target
WHERE target.name = $name OR $name IN target.aliases
MATCH (investor:Entity)-[r:INVESTED_IN]->(target)
RETURN investor.name AS investor, r.modality AS modality, r.amount AS amount, r.support AS articles,
       r.stories AS stories, r.confidence AS confidence, r.first_said AS first_said
ORDER BY stories DESC, articles DESC, investor;

// spokespeople: who speaks for an organization or place, in which role
// $name (text, "Treasury Department"): the name of who is spoken for
CALL db.index.fulltext.queryNodes('newsgraph_entity_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS target
WHERE target.name = $name OR $name IN target.aliases
MATCH (person:Person)-[r:SPOKESPERSON_FOR]->(target)
RETURN person.name AS person, r.role AS role, r.modality AS modality, r.support AS articles, r.last_said AS last_said
ORDER BY articles DESC, person;

// path: how two entities are connected by relations that articles state
// $from (text, "Sequoia Capital"): the name of one
// $to (text, "ByteDance"): the name of the other
CALL db.index.fulltext.queryNodes('newsgraph_entity_names', '"' + replace(replace($from, '\\', ' '), '"', ' ') + '"') YIELD node AS a
WHERE a.name = $from OR $from IN a.aliases
CALL db.index.fulltext.queryNodes('newsgraph_entity_names', '"' + replace(replace($to, '\\', ' '), '"', ' ') + '"') YIELD node AS b
WHERE (b.name = $to OR $to IN b.aliases) AND b <> a
MATCH p = shortestPath((a)-[*..6]-(b))
WHERE all(r IN relationships(p) WHERE r.statement IS NOT NULL)
RETURN [n IN nodes(p) | n.name] AS entities, [r IN relationships(p) | type(r)] AS relations, length(p) AS steps
ORDER BY steps, entities
LIMIT 10;

// evidence: every sentence that states a relation between two entities, whatever its modality
// $subject (text, "Sequoia Capital"): the name of who does it
// $object (text, "TikTok"): the name of whom or what it is done to
CALL db.index.fulltext.queryNodes('newsgraph_entity_names', '"' + replace(replace($subject, '\\', ' '), '"', ' ') + '"') YIELD node AS s
WHERE s.name = $subject OR $subject IN s.aliases
CALL db.index.fulltext.queryNodes('newsgraph_entity_names', '"' + replace(replace($object, '\\', ' '), '"', ' ') + '"') YIELD node AS o
WHERE o.name = $object OR $object IN o.aliases
MATCH (s)<-[:SUBJECT]-(f:Statement)-[:OBJECT]->(o)
MATCH (a:Article)-[e:STATES]->(f)
RETURN f.type AS relation, f.modality AS modality, e.sentence AS sentence, a.title AS title, a.publisher AS publisher,
       a.published AS published, a.url AS url, e.start AS start, e.end AS end, e.rule AS rule, e.probability AS probability
ORDER BY relation, published, title, start;

// corroborated: the facts that most independent stories state
// $limit (number, 25): how many rows
MATCH (f:Statement) WHERE f.stories >= 1 AND f.modality IN ['asserted', 'past']
WITH f ORDER BY f.stories DESC, f.support DESC, f.confidence DESC, f.id LIMIT $limit
MATCH (f)-[:SUBJECT]->(s)
OPTIONAL MATCH (f)-[:OBJECT]->(o)
RETURN s.name AS subject, f.type AS relation, coalesce(o.name, f.value) AS object, f.modality AS modality,
       f.stories AS stories, f.support AS articles, f.confidence AS confidence
ORDER BY stories DESC, articles DESC, confidence DESC, subject, object;

// disputed: what is denied or only alleged, by whom, and how often the same is stated as fact
// $limit (number, 50): how many rows
MATCH (f:Statement) WHERE f.modality IN ['alleged', 'denied']
WITH f ORDER BY f.support DESC, f.id LIMIT $limit
MATCH (f)-[:SUBJECT]->(s)
OPTIONAL MATCH (f)-[:OBJECT]->(o)
OPTIONAL MATCH (f)-[:SAID_BY]->(speaker)
WITH f, s, o, speaker ORDER BY speaker.name
WITH f, s, o, collect(speaker.name) AS said_by
RETURN s.name AS subject, f.type AS relation, coalesce(o.name, f.value) AS object, f.modality AS modality, said_by,
       f.support AS articles,
       COUNT { (s)<-[:SUBJECT]-(g:Statement {type: f.type}) WHERE g.modality IN ['asserted', 'past']
         AND (EXISTS { (g)-[:OBJECT]->(o) } OR g.value = f.value) } AS stated_as_fact
ORDER BY articles DESC, subject, object;

// article: what one article says, with the sentence for each
// $title (text, "Sequoia"): words of its title
WITH trim(reduce(words = toLower($title), sign IN split('+-&|!(){}[]^"~*?:/\\', '') | replace(words, sign, ' '))) AS words
CALL db.index.fulltext.queryNodes('newsgraph_article_titles', CASE words WHEN '' THEN 'newsgraph' ELSE words END) YIELD node AS a, score
WITH a ORDER BY score DESC, a.id LIMIT 1
MATCH (a)-[e:STATES]->(f:Statement)-[:SUBJECT]->(s)
OPTIONAL MATCH (f)-[:OBJECT]->(o)
RETURN a.title AS title, e.start AS start, e.end AS end, s.name AS subject, f.type AS relation,
       coalesce(o.name, f.value) AS object, f.modality AS modality, e.sentence AS sentence, e.rule AS rule
ORDER BY start, subject, relation, object;

// months: what new relations an entity came by, month by month
// $name (text, "TikTok"): the name of the entity
CALL db.index.fulltext.queryNodes('newsgraph_entity_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
WHERE n.name = $name OR $name IN n.aliases
MATCH (n)<-[:SUBJECT|OBJECT]-(f:Statement)-[:SUBJECT|OBJECT]->(other:Entity)
WITH DISTINCT substring(toString(f.first_said), 0, 7) AS month, f, other, n
WHERE other <> n AND month IS NOT NULL
WITH month, f, other
ORDER BY month, other.name, f.type
RETURN month, count(DISTINCT f) AS relations, collect(DISTINCT other.name + ' (' + f.type + ')') AS entities
ORDER BY month;

// unstated: pairs often named in the same articles of which no article states a relation
// $name (text, "TikTok"): one of the pair
// $least (number, 2): in how many articles at least
CALL db.index.fulltext.queryNodes('newsgraph_entity_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS a
WHERE a.name = $name OR $name IN a.aliases
CALL (a) {
  MATCH (a)<-[:MENTIONS]-(article:Article)
  WITH article.story AS story, collect(DISTINCT article) AS copies
  CALL (copies) {
    UNWIND copies AS article
    MATCH (article)-[:MENTIONS]->(b:Entity)
    WITH DISTINCT article, b
    RETURN b, count(*) AS articles
  }
  RETURN b, articles, 1 AS stories, 0 AS stated
  UNION ALL
  MATCH (a)<-[:SUBJECT|OBJECT]-(:Statement)-[:SUBJECT|OBJECT]->(b:Entity)
  RETURN b, 0 AS articles, 0 AS stories, 1 AS stated
}
WITH a, b, sum(articles) AS articles, sum(stories) AS stories, sum(stated) AS stated
WHERE articles >= $least AND stated = 0 AND b <> a
RETURN a.name AS entity, b.name AS other, articles, stories
ORDER BY stories DESC, articles DESC, other
LIMIT 50;

// sources: which publishers state, allege or deny a relation of an entity, and when first
// $name (text, "TikTok"): the name of one of its ends
CALL db.index.fulltext.queryNodes('newsgraph_entity_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
WHERE n.name = $name OR $name IN n.aliases
MATCH (n)<-[:SUBJECT|OBJECT]-(f:Statement)<-[:STATES]-(a:Article)
MATCH (f)-[:SUBJECT]->(s)
OPTIONAL MATCH (f)-[:OBJECT]->(o)
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(p)
RETURN s.name AS subject, f.type AS relation, coalesce(o.name, f.value) AS object, f.modality AS modality,
       coalesce(p.name, a.publisher, 'unknown') AS source, count(DISTINCT a) AS articles, min(a.published) AS first
ORDER BY subject, relation, object, modality, first, source;

// new: what was said for the first time on or after a day
// $since (date, "2020-01-01"): the day, YYYY-MM-DD
MATCH (f:Statement) WHERE f.first_said >= date($since)
MATCH (f)-[:SUBJECT]->(s)
OPTIONAL MATCH (f)-[:OBJECT]->(o)
RETURN f.first_said AS first_said, s.name AS subject, f.type AS relation, coalesce(o.name, f.value) AS object,
       f.modality AS modality, f.support AS articles
ORDER BY first_said DESC, articles DESC, subject, relation, object
LIMIT 200;
