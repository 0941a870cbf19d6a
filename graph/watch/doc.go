// Package watch notices new articles: files that come or change in folders, and
// entries of RSS, Atom and JSON feeds with the pages that they link to.
//
// In go folders, files, patterns and addresses of feeds; out come, through the
// function that Run is given, paths of files and article.Records, each once and
// again when it changed. What that function took is remembered in a file
// (Options.State), so that a stopped watch goes on where it was. Nothing is kept
// of what it refused.
//
// # Politeness
//
// A host gets one request at a time, and a second at least between two of them,
// or what its robots.txt asks for as Crawl-delay (a minute at most). What
// robots.txt forbids is not fetched (RFC 9309; it is read once a day; while it
// cannot be had, nothing is). Requests name the program (Options.Agent), send
// the ETag and date of the last answer, and so get nothing where nothing
// changed. A feed that fails is asked half as often each time, up to once in
// six hours, and not before the time that its answer names in Retry-After. A host
// that names such a time is not asked for pages either until then. Answers end
// after 20 MB or a minute; of a feed 5,000 entries are read.
//
// Only http and https are fetched. What feeds link to is not fetched from
// addresses of this machine or of a private network, unless the host is one that
// the user named; where a proxy connects, names are looked up before it is asked.
//
// An address may hold a user and a password (https://user:password@host/feed).
// They are sent to that server alone (HTTP Basic), for the pages that it links to
// on itself too, and stand neither in warnings nor in the state nor in records.
//
// # Files
//
// A file is taken when its size and time differ from those when it was last
// taken, and neither changed since the last look or for two seconds: one that is
// being written is left alone. Files that go are not noticed: an article once
// read stays until another text takes its place.
package watch
