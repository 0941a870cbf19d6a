-- What else in an article says so, and why it was found; the share of a deal.

ALTER TABLE statement ADD COLUMN stake TEXT NOT NULL DEFAULT '';

-- "trigger 12 20, modality 8 11": kinds and spans in the article
ALTER TABLE evidence_row ADD COLUMN marks TEXT NOT NULL DEFAULT '';

-- a line each, the strongest first
ALTER TABLE evidence_row ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
