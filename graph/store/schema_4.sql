-- What a curator is asked about, and what he could not answer. Neither is part
-- of the graph.

-- The pairs of entities of which the articles do not tell whether they are one,
-- as Resolve last found them.
CREATE TABLE doubt (
  place  INTEGER NOT NULL PRIMARY KEY, -- those that matter most first
  a      TEXT    NOT NULL,
  b      TEXT    NOT NULL,
  reason TEXT    NOT NULL,
  score  REAL    NOT NULL
);

-- Pairs that were put aside.
CREATE TABLE unsure (
  a   TEXT NOT NULL,
  b   TEXT NOT NULL,
  who TEXT NOT NULL,
  at  TEXT NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
