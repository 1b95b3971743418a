package dimacs

import (
	"io"

	"github.com/veltrix/cairn/csr"
)

// Read reads a graph from a .gr file and, unless co is nil, the .co file with its
// points. It returns a Builder that holds all of it, to add to or to Build. The
// error is an *Error, which names file and line, or wraps ErrOption.
//
// It costs some 50 ns a line, memory only for the Builder, and for a .co file one
// more bit a node. It reads gr to the end, then co, and closes neither.
func Read(gr, co io.Reader, opts *Options) (*csr.Builder, error) {
	o, err := opts.checked()
	if err != nil {
		return nil, err
	}
	arcs := arcReader{maxNodes: int64(o.MaxNodes), numbers: numbersFrom(o.ZeroBased)}
	if err := arcs.read(gr, o.NoProblemLine); err != nil {
		return nil, err
	}
	o.Meta.LonLat = co != nil && !o.Plane
	arcs.b.SetMeta(o.Meta)
	if co == nil {
		return arcs.b, nil
	}
	points := pointReader{b: arcs.b, numbers: arcs.numbers, lonLat: o.Meta.LonLat}
	if err := points.read(co, o.NoProblemLine); err != nil {
		return nil, err
	}
	return arcs.b, nil
}
