// Package eval measures extractions against annotated files: it reads the gold
// format (JSON Lines with text, entities, relations, byte offsets) and reports
// precision, recall and F1 per type and micro-averaged.
package eval
