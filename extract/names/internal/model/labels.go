package model

import (
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/schema"
)

// Class is what the tagger tells apart: the entity types and, apart from
// Place, demonyms.
type Class int

// The classes.
const (
	Person Class = iota
	Organization
	Place
	Group
	Product
	Event
	Law
	Work
	Demonym
	Classes // their number
)

// Type returns the entity type of mentions of the class.
func (c Class) Type() schema.EntityType {
	return [Classes]schema.EntityType{
		schema.Person, schema.Organization, schema.Place, schema.Group, schema.Product,
		schema.Event, schema.Law, schema.Work, schema.Place,
	}[c]
}

// String returns the class's name in label names.
func (c Class) String() string {
	if c == Demonym {
		return "Demonym"
	}
	return string(c.Type())
}

// ClassSet is a set of classes: bit c is set when c is in it.
type ClassSet uint16

// Sets of classes.
const (
	AllClasses ClassSet = 1<<Classes - 1
	// OtherClasses are those that sets with only person, organization and
	// place annotation leave out or call miscellaneous.
	OtherClasses = AllClasses &^ (1<<Person | 1<<Organization | 1<<Place)
)

// Of returns the set of the given classes.
func Of(classes ...Class) ClassSet {
	var s ClassSet
	for _, c := range classes {
		s |= 1 << c
	}
	return s
}

// Label 0 stands outside of names; label 1+4c+p is part p of a name of class
// c.
const (
	Outside = 0
	begin   = 0 // first of several tokens
	inside  = 1
	last    = 2
	unit    = 3 // only token
)

func label(c Class, part int) int { return 1 + 4*int(c) + part }

// ClassOf returns the class of a label other than Outside.
func ClassOf(l uint8) Class { return Class((l - 1) / 4) }

// Opens reports whether a label is the first of a name.
func Opens(l uint8) bool { return l != Outside && ((l-1)%4 == begin || (l-1)%4 == unit) }

// Closes reports whether a label is the last of a name.
func Closes(l uint8) bool { return l != Outside && ((l-1)%4 == last || (l-1)%4 == unit) }

// Labels returns the tagger's label set: begin, inside, last and unit of each
// class, and outside.
func Labels() learn.Labels {
	n := label(Classes, 0)
	ls := learn.Labels{Names: make([]string, n), From: make([]uint64, n)}
	ls.Names[Outside] = "O"
	closed, open := uint64(1)<<Outside, uint64(1)<<Outside
	for c := range Classes {
		for p, prefix := range "BILU" {
			ls.Names[label(c, p)] = string(prefix) + "-" + c.String()
		}
		closed |= 1<<label(c, last) | 1<<label(c, unit)
		open |= 1<<label(c, begin) | 1<<label(c, unit)
	}
	ls.Start, ls.End = open, closed
	ls.From[Outside] = closed
	for c := range Classes {
		within := uint64(1)<<label(c, begin) | 1<<label(c, inside)
		ls.From[label(c, begin)], ls.From[label(c, unit)] = closed, closed
		ls.From[label(c, inside)], ls.From[label(c, last)] = within, within
	}
	return ls
}

// SpanMasks sets in masks, one a token of a name, the labels that the name
// leaves open when its class is one of classes.
func SpanMasks(masks []uint64, classes ClassSet) {
	for i := range masks {
		part := inside
		switch {
		case len(masks) == 1:
			part = unit
		case i == 0:
			part = begin
		case i == len(masks)-1:
			part = last
		}
		masks[i] = 0
		for c := range Classes {
			if classes>>c&1 == 1 {
				masks[i] |= 1 << label(c, part)
			}
		}
	}
}

// FreeMask is the mask of a token outside of the annotated names of a set that
// leaves classes unannotated.
func FreeMask(unannotated ClassSet) uint64 {
	m := uint64(1) << Outside
	for c := range Classes {
		if unannotated>>c&1 == 1 {
			for p := range 4 {
				m |= 1 << label(c, p)
			}
		}
	}
	return m
}
