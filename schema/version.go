package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"
)

// Version tells the built-in ontology and rules from others: equal versions
// are equal files.
var Version = sync.OnceValue(func() string { return Digest(string(ontologyYAML), string(rulesYAML)) })

// Digest tells lists of files apart: a short hash of their contents, 16
// hexadecimal digits. Packages with compiled-in models and tables make their
// Version of it.
func Digest(files ...string) string {
	h := sha256.New()
	for _, file := range files {
		sum := sha256.Sum256([]byte(file))
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
