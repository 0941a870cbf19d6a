// Package atomicfile gives a file new content at once: whoever reads it meets the
// old one or the new one, whenever the writer or the machine stops.
//
// In go a path and a function that writes; out comes the file, of which no half
// state ever has its name. Until it is complete it is called .NAME.NUMBER.part and
// held (flock), so that the next writer of the path can tell what one that was
// killed left, and removes it. Folders that are made in the same way can use the
// same names and holds.
package atomicfile
