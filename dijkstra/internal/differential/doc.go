// Package differential has one test that draws everything together with everything:
// graphs with chains, zero and huge weights, overlays of all kinds that change between
// questions, and every question of a Solver with and without an index and of the
// indexes themselves, each compared with an oracle that shares no code with them. What
// one package's own tests do not draw, a combination of two features, is found here.
package differential
