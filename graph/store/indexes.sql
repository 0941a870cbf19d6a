-- Secondary indexes of the graph. A first, large load makes them at its end.
CREATE INDEX IF NOT EXISTS name_entity ON name (entity);
CREATE INDEX IF NOT EXISTS statement_subject ON statement (subject);
CREATE INDEX IF NOT EXISTS statement_object ON statement (object) WHERE object <> '';
CREATE INDEX IF NOT EXISTS evidence_article ON evidence_row (article);
CREATE INDEX IF NOT EXISTS mention_entity ON mention (entity);
CREATE INDEX IF NOT EXISTS article_story ON article (story);
CREATE INDEX IF NOT EXISTS former_entity ON former (entity);
