//go:build !unix

package export

// hold holds nothing: where it is not known who still writes a file, nothing
// that was left is removed.
func hold(string) (release func(), ok bool) { return func() {}, false }
