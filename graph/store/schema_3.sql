-- What the graph was made of, so that adding a few articles reads, compares and
-- writes no more than it must. Both tables are made anew when they are empty.

-- What resolving needs of an extraction, made by the resolver of that version.
CREATE TABLE digest (
  version  TEXT    NOT NULL PRIMARY KEY,
  resolver TEXT    NOT NULL,
  mark     INTEGER NOT NULL, -- hash of the extraction
  data     BLOB    NOT NULL
);

-- The ids of the graph's articles, entities and statements, each with the hash
-- of all that its rows depend on.
CREATE TABLE made (
  kind     TEXT NOT NULL PRIMARY KEY,
  resolver TEXT NOT NULL,
  marks    BLOB NOT NULL
);
