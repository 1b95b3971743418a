package route

import (
	"math"

	"github.com/veltrix/cairn/csr"
)

// Maneuver is what a traveller does where a step begins.
type Maneuver uint8

// The maneuvers. Straight is less than 25° off, a slight turn less than 60°, a sharp one
// more than 120°.
const (
	Depart Maneuver = iota
	Straight
	SlightLeft
	Left
	SharpLeft
	SlightRight
	Right
	SharpRight
	UTurn      // back to the node before
	Roundabout // into a roundabout, and out of it by an exit
	Arrive
)

var maneuvers = [...]string{"depart", "straight", "slight left", "left", "sharp left", "slight right", "right", "sharp right",
	"u-turn", "roundabout", "arrive"}

// String returns the name of the maneuver: "slight left".
func (m Maneuver) String() string {
	if int(m) < len(maneuvers) {
		return maneuvers[m]
	}
	return "unknown"
}

// The angles in degrees that tell turns apart.
const (
	straightBelow = 25
	slightBelow   = 60
	sharpAbove    = 120
)

// turn returns the maneuver of a turn by so many degrees to the right.
func turn(angle float64) Maneuver {
	left, right := SlightLeft, SlightRight
	size := math.Abs(angle)
	switch {
	case size < straightBelow:
		return Straight
	case size > sharpAbove:
		left, right = SharpLeft, SharpRight
	case size >= slightBelow:
		left, right = Left, Right
	}
	if angle < 0 {
		return left
	}
	return right
}

// Step is a part of a path that is told in one sentence: a maneuver, and the way to the
// next one. The last Step of a path is Arrive, which has no length.
type Step struct {
	Maneuver Maneuver   // where it begins
	Exit     int        // of a Roundabout: the number of the exit, from 1; 0 if the path ends in it
	Street   csr.Street // that it follows: of a Roundabout the one behind the exit, of Arrive the last
	Stays    bool       // on the street of the step before
	Angle    float64    // of the turn: degrees to the right, −180 to 180; 0 at the ends of the path
	Heading  float64    // where it leads at first: degrees from north (up) to the right, 0 up to 360
	First    int        // the place of its first node in the path
	Last     int        // of its last node
	Metres   float64    // its length; plane units on a plane
	Seconds  float64    // the time it takes; 0 without speeds
}

// StepOptions say how steps are made. The zero value, and nil, are for a map without
// roundabouts, and for steps without times.
type StepOptions struct {
	// Speed gives the steps times; nil is none.
	Speed Speed

	// Roundabouts are the bits of csr.Street.Flags of which a roundabout has one. What
	// they are is the affair of the host, who sets them by Options.Flags of csr/osm and
	// csr/geojson, or by csr.Builder.AddStreet.
	Roundabouts uint16

	// Down says that the rows of a plane are counted from the top, as csr/gridmap does.
	Down bool
}

// AppendSteps appends the steps of a path to dst. A step begins where the name of the
// street changes, and where the path turns and could have gone on otherwise. Where a
// street bends and no other is as straight, or streets have no names and the path goes
// straight on, the step goes on; nor does it end for less than 50 m without a name.
//
// A path of one node has the step Arrive, an empty one has none. It costs O(degree) a
// node, and allocates a Line besides dst. The errors are those of Line.Append.
func AppendSteps(dst []Step, g *csr.CSRGraph, path []csr.Node, opts *StepOptions) ([]Step, error) {
	if opts == nil {
		opts = &StepOptions{}
	}
	var line Line
	if err := line.Append(g, path, opts.Speed); err != nil {
		return dst, err
	}
	return appendSteps(dst, g, path, &line, opts), nil
}

// appendSteps is AppendSteps for a path whose course is a line.
func appendSteps(dst []Step, g *csr.CSRGraph, path []csr.Node, line *Line, opts *StepOptions) []Step {
	if len(path) == 0 {
		return dst
	}
	s := stepper{g: g, path: path, points: line.Points, plane: line.Plane, opts: *opts, steps: dst}
	s.walk()
	return s.steps
}
