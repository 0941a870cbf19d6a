-- Version 1: the input (what was read and what was found in it) and the graph
-- that Resolve makes of it. Texts that are absent are '', never NULL; the views
-- show them as NULL.

CREATE TABLE meta (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Where an article was read, and the article without its text as JSON.
-- `date` is its modified, else its published date; `line` where in its file it
-- was last seen to say something new. One source of each key stands.
CREATE TABLE source (
  key     TEXT    NOT NULL,
  path    TEXT    NOT NULL,
  line    INTEGER NOT NULL,
  article TEXT    NOT NULL,
  version TEXT    NOT NULL,
  date    TEXT    NOT NULL,
  stands  INTEGER NOT NULL, -- 1 or 0
  header  TEXT    NOT NULL,
  PRIMARY KEY (key, path, line)
) WITHOUT ROWID;
CREATE INDEX source_article ON source (article);
CREATE INDEX source_version ON source (version);
CREATE UNIQUE INDEX source_stands ON source (key) WHERE stands = 1;

-- What one version of an article says and what was found in it: `data` is the
-- Extraction without its article, JSON compressed with zstd.
CREATE TABLE extraction (
  version   TEXT NOT NULL PRIMARY KEY,
  extractor TEXT NOT NULL,
  text      TEXT NOT NULL,
  data      BLOB NOT NULL
);

-- What curators decided about two entities. No build changes it.
CREATE TABLE decision (
  a    TEXT    NOT NULL,
  b    TEXT    NOT NULL,
  same INTEGER NOT NULL, -- 1: one entity, 0: two
  who  TEXT    NOT NULL,
  at   TEXT    NOT NULL,
  note TEXT    NOT NULL,
  PRIMARY KEY (a, b, at, who)
) WITHOUT ROWID;

CREATE TABLE article (
  id        TEXT NOT NULL PRIMARY KEY,
  version   TEXT NOT NULL,
  key       TEXT NOT NULL,
  url       TEXT NOT NULL,
  title     TEXT NOT NULL,
  authors   TEXT NOT NULL, -- JSON array
  publisher TEXT NOT NULL,
  published TEXT NOT NULL,
  modified  TEXT NOT NULL,
  language  TEXT NOT NULL,
  cites     TEXT NOT NULL, -- JSON array
  story     TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE entity (
  id          TEXT    NOT NULL PRIMARY KEY,
  type        TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  aliases     TEXT    NOT NULL, -- JSON array of {name, mentions}
  mentions    INTEGER NOT NULL,
  articles    INTEGER NOT NULL,
  first_seen  TEXT    NOT NULL,
  last_seen   TEXT    NOT NULL,
  former_ids  TEXT    NOT NULL, -- JSON array
  identifiers TEXT    NOT NULL  -- JSON object: scheme → id
) WITHOUT ROWID;

-- The folded forms of every name, for finding entities.
CREATE TABLE name (
  folded   TEXT    NOT NULL,
  entity   TEXT    NOT NULL,
  main     INTEGER NOT NULL, -- 1 for the entity's own name
  mentions INTEGER NOT NULL,
  PRIMARY KEY (folded, entity)
) WITHOUT ROWID;

CREATE TABLE former (
  id     TEXT NOT NULL,
  entity TEXT NOT NULL,
  PRIMARY KEY (id, entity)
) WITHOUT ROWID;

CREATE TABLE statement (
  id         TEXT    NOT NULL PRIMARY KEY,
  type       TEXT    NOT NULL,
  subject    TEXT    NOT NULL,
  object     TEXT    NOT NULL, -- '' for a dated fact
  value      TEXT    NOT NULL, -- the date of a dated fact
  modality   TEXT    NOT NULL,
  role       TEXT    NOT NULL,
  amount     TEXT    NOT NULL,
  valid_from TEXT    NOT NULL,
  valid_to   TEXT    NOT NULL,
  speakers   TEXT    NOT NULL, -- JSON array of entity ids
  confidence REAL    NOT NULL,
  support    INTEGER NOT NULL,
  stories    INTEGER NOT NULL,
  first_said TEXT    NOT NULL,
  last_said  TEXT    NOT NULL
) WITHOUT ROWID;

-- Spans are byte offsets into the UTF-8 text of the article, half-open.
CREATE TABLE evidence_row (
  statement     TEXT    NOT NULL,
  article       TEXT    NOT NULL,
  start         INTEGER NOT NULL,
  id            TEXT    NOT NULL,
  end           INTEGER NOT NULL,
  subject_start INTEGER NOT NULL,
  subject_end   INTEGER NOT NULL,
  object_start  INTEGER NOT NULL,
  object_end    INTEGER NOT NULL,
  rule          TEXT    NOT NULL,
  probability   REAL    NOT NULL,
  sentence      TEXT    NOT NULL,
  PRIMARY KEY (statement, article, start, id)
) WITHOUT ROWID;

CREATE TABLE mention (
  article     TEXT    NOT NULL,
  start       INTEGER NOT NULL,
  end         INTEGER NOT NULL,
  entity      TEXT    NOT NULL,
  type        TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  form        TEXT    NOT NULL,
  probability REAL    NOT NULL,
  PRIMARY KEY (article, start, end, entity)
) WITHOUT ROWID;

CREATE TABLE citation (
  article   TEXT NOT NULL,
  cited     TEXT NOT NULL,
  title     TEXT NOT NULL,
  publisher TEXT NOT NULL,
  published TEXT NOT NULL,
  url       TEXT NOT NULL,
  PRIMARY KEY (article, cited)
) WITHOUT ROWID;
