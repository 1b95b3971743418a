package dimacs

import (
	"io"

	"github.com/veltrix/cairn/csr"
)

// Options are the choices there are in reading. The zero value, and nil, stand
// for the defaults.
type Options struct {
	// MaxNodes is the largest number of nodes that there may be.
	// Building takes some 30 bytes a node, whether the node has arcs or not, so
	// by default (0) only nodes that arcs account for are believed in: two for
	// each arc, and 1,048,576 more. Every connected network is within that.
	MaxNodes int

	// ZeroBased says that the files number their nodes from 0, not from 1.
	ZeroBased bool

	// NoProblemLine takes files without a p line too: nodes are then those up to
	// the highest number that an arc names, as far as MaxNodes allows, and each of
	// them has a point or none has. Until the last line is read, such arcs take 12
	// bytes each beside the Builder's.
	NoProblemLine bool

	// Plane says that coordinates are units of a plane, taken as they are;
	// otherwise they are longitude and latitude in millionths of a degree.
	Plane bool

	// Meta is what the graph will say of itself. Its LonLat is set by Read
	// whatever it is here.
	Meta csr.Meta
}

// Read reads a graph with the default options: from a .gr file and, unless co is
// nil, the .co file with its points. It returns a Builder that holds all of it,
// to add to or to Build. The error is an *Error that names file and line.
//
// It costs some 50 ns a line, memory only for the Builder, and for a .co
// file one more bit a node. It reads gr to the end, then co, and closes
// neither.
func Read(gr, co io.Reader) (*csr.Builder, error) {
	return new(Options).Read(gr, co)
}

// Read does what the function of the same name does, with options.
func (o *Options) Read(gr, co io.Reader) (*csr.Builder, error) {
	var opts Options
	if o != nil {
		opts = *o
	}
	arcs := arcReader{maxNodes: int64(opts.MaxNodes), numbers: numbersFrom(opts.ZeroBased)}
	if err := arcs.read(gr, opts.NoProblemLine); err != nil {
		return nil, err
	}
	opts.Meta.LonLat = co != nil && !opts.Plane
	arcs.b.SetMeta(opts.Meta)
	if co == nil {
		return arcs.b, nil
	}
	points := pointReader{b: arcs.b, numbers: arcs.numbers, lonLat: opts.Meta.LonLat}
	if err := points.read(co, opts.NoProblemLine); err != nil {
		return nil, err
	}
	return arcs.b, nil
}
