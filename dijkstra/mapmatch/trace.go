package mapmatch

import (
	"time"

	"github.com/veltrix/cairn/csr"
)

// Point is one measurement of a trace.
type Point struct {
	X, Y float64 // where: longitude and latitude in degrees, or plane units

	// Time is when. Zero is unknown: then no speed is too high for the way here. A time that
	// is not after that of the point before counts as a second after it.
	Time time.Time

	// Accuracy is the radius that the true place lies in with a probability of 68 %, as
	// phones report it, in metres or plane units. Zero is unknown; then Options.Sigma holds.
	Accuracy float64
}

// Status says what became of a point.
type Status uint8

// A point is one of these.
const (
	// Matched: the point is part of a walk.
	Matched Status = iota
	// Merged: it lies so close to a matched point before it that noise says more than the
	// walk. Both count as one, at their mean.
	Merged
	// OffMap: no open street is within the radius.
	OffMap
	// Outlier: no walk leads through it, but one leads from a point before it to one after.
	Outlier
)

// String returns the status in words.
func (s Status) String() string {
	return [...]string{"matched", "merged", "off the map", "outlier"}[min(s, Outlier)]
}

// Place is where a point of a trace was on the map.
type Place struct {
	// Position is on a street, or a node; of points that are off the map and of outliers it is
	// the zero Position. A merged point, and one that others are merged with, have the nearest
	// place on the part of the walk around their mean.
	Position csr.Position

	Distance float64 // between the point and its position, in metres or plane units
	Walk     int     // index in Match.Walks, or -1
	Status   Status  // what became of the point
}

// Walk is a connected way along the map, through points of a trace in order.
type Walk struct {
	// First and Last are the indices of the first and the last point of the walk.
	First, Last int

	// From and To are where it begins and ends: at the position of the first point and of the
	// last, or where these were merged with others.
	From, To csr.Position

	// Nodes are those that the walk passes from From to To, themselves if they are nodes, each with
	// an arc to the next. There is none if it stays between two nodes. A walk that turns round
	// on a street names the node that it comes back to once.
	Nodes []csr.Node

	// Length is that of the whole way, with what is walked twice, in metres or plane units.
	Length float64

	// LogLikelihood is the natural logarithm of the likelihood of the walk's positions:
	// see the package documentation. Divided by the number of matched points it tells how
	// well traces of one device fit.
	LogLikelihood float64
}

// Match is what a Matcher has found out about a trace. Its memory can be used for the
// next one.
type Match struct {
	// Places has one for each point of the trace.
	Places []Place

	// Walks are the pieces of the trace, in order: more than one if it cannot be walked at
	// one stretch, none if all points are off the map.
	Walks []Walk

	nodes     []csr.Node // of all walks
	distances []float64  // of all points, merged ones together
	detours   []float64  // of all steps between them
}

// reset empties a match for a trace of so many points.
func (m *Match) reset(points int) {
	m.Places, m.Walks = m.Places[:0], m.Walks[:0]
	m.nodes, m.distances, m.detours = m.nodes[:0], m.distances[:0], m.detours[:0]
	for range points {
		m.Places = append(m.Places, Place{Walk: -1, Status: OffMap})
	}
}
