// Package testdata embeds the map that examples, tests and benchmarks share, so
// that they run without set-up. README.md beside it has the map's origin and
// licence, and the command that makes it.
package testdata

import _ "embed"

//go:embed goteborg.csr
var goteborg []byte

//go:embed goteborg-streets.csr
var goteborgStreets []byte

// Goteborg returns the walking network of central Göteborg as a file for
// csr.FromBytes: 8,000 nodes, weights in decimetres. The bytes are shared and
// must not be changed. © OpenStreetMap contributors, ODbL 1.0.
func Goteborg() []byte { return goteborg }

// GoteborgStreets returns the map of Goteborg with the names of its streets. The bytes
// are shared and must not be changed. © OpenStreetMap contributors, ODbL 1.0.
func GoteborgStreets() []byte { return goteborgStreets }
