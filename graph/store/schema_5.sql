-- made holds a row of the kind 'all' as long as nothing that the graph is made
-- of was written since it was made.

CREATE TRIGGER source_added AFTER INSERT ON source BEGIN DELETE FROM made WHERE kind = 'all'; END;
CREATE TRIGGER source_changed AFTER UPDATE ON source BEGIN DELETE FROM made WHERE kind = 'all'; END;
CREATE TRIGGER source_removed AFTER DELETE ON source BEGIN DELETE FROM made WHERE kind = 'all'; END;
CREATE TRIGGER extraction_added AFTER INSERT ON extraction BEGIN DELETE FROM made WHERE kind = 'all'; END;
CREATE TRIGGER extraction_changed AFTER UPDATE ON extraction BEGIN DELETE FROM made WHERE kind = 'all'; END;
CREATE TRIGGER extraction_removed AFTER DELETE ON extraction BEGIN DELETE FROM made WHERE kind = 'all'; END;
CREATE TRIGGER decision_added AFTER INSERT ON decision BEGIN DELETE FROM made WHERE kind = 'all'; END;
CREATE TRIGGER decision_changed AFTER UPDATE ON decision BEGIN DELETE FROM made WHERE kind = 'all'; END;
CREATE TRIGGER decision_removed AFTER DELETE ON decision BEGIN DELETE FROM made WHERE kind = 'all'; END;
