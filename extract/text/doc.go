// Package text splits an article's text into sentences and part-of-speech
// tagged tokens with byte offsets. It is the only package that imports prose,
// whose faults (no offsets, shared token pointers, slow model loading) it
// keeps inside.
package text
