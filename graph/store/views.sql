-- The documented views. They hold no data and are made anew by every migration.
DROP VIEW IF EXISTS articles;
CREATE VIEW articles AS
SELECT a.id, a.key, nullif(a.url, '') AS url, nullif(a.title, '') AS title,
       a.authors, nullif(a.publisher, '') AS publisher,
       nullif(a.published, '') AS published, nullif(a.modified, '') AS modified,
       nullif(a.language, '') AS language, a.story,
       (SELECT count(*) FROM (SELECT DISTINCT s.key, s.path FROM source s
         JOIN source t ON t.key = s.key AND t.stands = 1 AND t.version = s.version
         WHERE s.article = a.id)) AS sources,
       x.text
FROM article a JOIN extraction x ON x.version = a.version;

DROP VIEW IF EXISTS entities;
CREATE VIEW entities AS
SELECT id, type, name,
       (SELECT json_group_array(json_extract(j.value, '$.name')) FROM json_each(e.aliases) j) AS aliases,
       mentions, articles,
       nullif(first_seen, '') AS first_seen, nullif(last_seen, '') AS last_seen
FROM entity e;

DROP VIEW IF EXISTS relations;
CREATE VIEW relations AS
SELECT t.id, t.subject AS subject_id, s.name AS subject, s.type AS subject_type, t.type,
       nullif(t.object, '') AS object_id,
       CASE t.object WHEN '' THEN t.value ELSE o.name END AS object,
       CASE t.object WHEN '' THEN 'date' ELSE o.type END AS object_type,
       t.modality, nullif(t.role, '') AS role, t.confidence, t.support, t.stories,
       nullif(t.first_said, '') AS first_said, nullif(t.last_said, '') AS last_said
FROM statement t
LEFT JOIN entity s ON s.id = t.subject
LEFT JOIN entity o ON o.id = t.object;

DROP VIEW IF EXISTS evidence;
CREATE VIEW evidence AS
SELECT v.statement AS relation_id, v.article AS article_id,
       nullif(a.url, '') AS url, nullif(a.title, '') AS title,
       nullif(a.publisher, '') AS publisher, nullif(a.published, '') AS published,
       v.sentence, v.start, v.end, v.subject_start, v.subject_end,
       v.object_start, v.object_end, v.rule, v.probability,
       nullif(v.marks, '') AS marks, nullif(v.reasons, '') AS reasons
FROM evidence_row v
LEFT JOIN article a ON a.id = v.article;
