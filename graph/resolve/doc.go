// Package resolve merges the chains of many articles into entities, and copies of one wire story into stories: extractions in, a graph out, the same whatever their order.
package resolve
