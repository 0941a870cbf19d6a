// What newsgraph needs in a Neo4j database: one statement each, run in this
// order before the first load. Every one may be run again at no cost. None
// needs APOC or the Enterprise edition.

CREATE CONSTRAINT newsgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT newsgraph_article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT newsgraph_statement_id IF NOT EXISTS FOR (n:Statement) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT newsgraph_store_id IF NOT EXISTS FOR (n:NewsgraphStore) REQUIRE n.id IS UNIQUE;

CREATE FULLTEXT INDEX newsgraph_entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases];
CREATE FULLTEXT INDEX newsgraph_article_titles IF NOT EXISTS FOR (n:Article) ON EACH [n.title];

CREATE INDEX newsgraph_entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);
CREATE INDEX newsgraph_entity_first_seen IF NOT EXISTS FOR (n:Entity) ON (n.first_seen);
CREATE INDEX newsgraph_entity_last_seen IF NOT EXISTS FOR (n:Entity) ON (n.last_seen);
CREATE INDEX newsgraph_article_published IF NOT EXISTS FOR (n:Article) ON (n.published);
CREATE INDEX newsgraph_article_story IF NOT EXISTS FOR (n:Article) ON (n.story);
CREATE INDEX newsgraph_statement_type IF NOT EXISTS FOR (n:Statement) ON (n.type);
CREATE INDEX newsgraph_statement_modality IF NOT EXISTS FOR (n:Statement) ON (n.modality);
CREATE INDEX newsgraph_statement_first_said IF NOT EXISTS FOR (n:Statement) ON (n.first_said);
CREATE INDEX newsgraph_statement_last_said IF NOT EXISTS FOR (n:Statement) ON (n.last_said);
CREATE INDEX newsgraph_statement_stories IF NOT EXISTS FOR (n:Statement) ON (n.stories);
CREATE INDEX newsgraph_statement_support IF NOT EXISTS FOR (n:Statement) ON (n.support);
