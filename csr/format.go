package csr

import "github.com/veltrix/cairn/internal/flatfile"

// magic starts a graph file. The layout of the rest is drawn in doc.go.
const magic = "\x89CSR\r\n\x1a\n"

// format is what sets a graph file apart from other flat files. Its counts are
// those of nodes and arcs, its widths those of targets and offsets.
var format = flatfile.Format{
	Package: "csr",
	Noun:    "graph file",
	Magic:   magic,
	Version: 1,
	Sections: []string{
		"offsets", "targets", "node weights", "arc weights", "points", "name", "unit", "attribution",
		"arc streets", "street texts", "street ways", "street flags", "text ends", "texts",
	},
}

// kind says what a section holds.
type kind = flatfile.Kind

const (
	kindOffsets kind = 1 + iota
	kindTargets
	kindNodeWeights
	kindArcWeights
	kindPoints
	kindName
	kindUnit
	kindAttribution
	kindArcStreets
	kindStreetTexts
	kindStreetWays
	kindStreetFlags
	kindTextEnds
	kindTexts
	kindEnd // one above the last that this version knows
)

// The one feature there is, an optional one: points are longitude and latitude
// in degrees.
const optionalLonLat = 1 << 0

// maxText bounds each text of Meta, in bytes.
const maxText = 1 << 16

// maxCoordinate is how far from 0 a point may lie in plane units: squared distances
// are numbers then.
const maxCoordinate = 1e100

// farthest returns how far from 0 the coordinates of a point may be.
func farthest(lonLat bool) (x, y float64) {
	if lonLat {
		return 180, 90
	}
	return maxCoordinate, maxCoordinate
}

// offsetWidth returns the bytes an arc offset takes in a graph of m arcs.
func offsetWidth(m int64) int {
	if m < 1<<16 {
		return 2
	}
	return 4
}

// targetWidth returns the bytes a node number takes in a graph of n nodes.
func targetWidth(n int64) int {
	if n <= 1<<16 {
		return 2
	}
	return 4
}
