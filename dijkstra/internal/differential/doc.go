// Package differential tests all features in combination: graphs with chains, zero and
// huge weights, overlays of all kinds that change between questions, and every question
// of a Solver, with and without an index, and of the indexes. Each answer is compared
// with an oracle that shares no code with them. The tests of the single packages do not
// cover combinations of two features; this one does.
package differential
