package resolve

// Decision is a curator's word that two entities are the same or are not. It
// outranks all that matching finds. A and B are entity ids, former ids or name
// keys. Of two decisions on one pair the later stands (When, then Who, then
// Same before different).
type Decision struct {
	A    string `json:"a"`
	B    string `json:"b"`
	Same bool   `json:"same"`
	Who  string `json:"who,omitempty"`
	When string `json:"when,omitempty"` // RFC 3339
	Note string `json:"note,omitempty"`
}
