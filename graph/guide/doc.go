// Package guide tells the story of a graph in Neo4j Browser, in ten steps.
//
// In goes what the reader asks about (names, days, numbers by parameter of the
// saved queries); out comes a guide in HTML, one <slide> a step, whose queries
// run at a click and are those of schema.Queries with the parameters written
// into them, and a style sheet (GraSS): a colour for each type of entity, names
// and titles as captions, thick edges for what articles state and thin ones for
// the evidence. GraSS has no way to draw an edge by a property of its own, so
// widths do not follow support.
//
// Neo4j Browser 5 loads both from a web address: ":guide URL" and ":style URL".
// It takes those whose host is localhost, or one that the server names in
// browser.remote_content_hostname_whitelist, and asks first by a preflight
// (CORS) whether it may; Handler answers that.
package guide
