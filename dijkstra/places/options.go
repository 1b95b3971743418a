package places

import (
	"errors"
	"fmt"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// Options says which nodes fit, and how they are drawn. The zero Options, like nil, draw from
// all nodes.
type Options struct {
	Where []Condition // that each node fulfils
	Among Range       // of the chosen nodes from each other; the zero Range asks for nothing

	Candidates []csr.Node // the nodes to draw from; nil: all. Of one that is named twice the first counts
	Weights    []uint32   // by candidate, or by node if Candidates is nil; nil: all weigh the same

	Seed  uint64 // the same seed draws the same nodes
	Tries int    // how often the draw begins anew if nodes do not fit among each other; 0: 10
}

// Condition is a place, and how far it may be between it and a node.
type Condition struct {
	Place csr.Node // from which, or to which, is measured
	Range Range    // the zero Range: any node that can be walked to
}

// Range is a range of distances, both ends included. A node without a path is in no range.
type Range struct {
	Least, Most uint32    // in the unit of the graph; a Most of 0 is no limit
	Direction   Direction // in which it is measured
}

// Direction says which of the two distances between a place and a node counts. They differ
// where streets are closed in one direction, and on a graph with node weights.
type Direction uint8

// The directions. Among chosen nodes, the place is the one that was drawn earlier.
const (
	FromPlace Direction = iota // from the place to the node
	ToPlace                    // from the node to the place
	EachWay                    // both distances are in the range
)

// ErrOptions: a Range has a Least above its Most or an unknown Direction, there is not one
// weight for each candidate, or Tries or the number of nodes is negative. It is wrapped with
// what is wrong.
var ErrOptions = errors.New("places: options are wrong")

// has tells whether a distance is in the range.
func (r Range) has(d uint32) bool {
	return d != dijkstra.Unreachable && d >= r.Least && (r.Most == 0 || d <= r.Most)
}

// check returns what is wrong with a question.
func (o *Options) check(g *csr.CSRGraph, k int) error {
	if k < 0 || o.Tries < 0 {
		return fmt.Errorf("%w: %d nodes, %d tries", ErrOptions, k, o.Tries)
	}
	if err := g.CheckNodes(o.Candidates, "Candidates"); err != nil {
		return err
	}
	candidates := len(o.Candidates)
	if o.Candidates == nil {
		candidates = g.NumNodes()
	}
	if o.Weights != nil && len(o.Weights) != candidates {
		return fmt.Errorf("%w: %d weights for %d candidates", ErrOptions, len(o.Weights), candidates)
	}
	for i := range o.Where {
		if err := g.CheckNode(o.Where[i].Place, "Where"); err != nil {
			return err
		}
		if err := o.Where[i].Range.check("Where"); err != nil {
			return err
		}
	}
	return o.Among.check("Among")
}

func (r Range) check(where string) error {
	if r.Most != 0 && r.Least > r.Most {
		return fmt.Errorf("%w: %s from %d to %d", ErrOptions, where, r.Least, r.Most)
	}
	if r.Direction > EachWay {
		return fmt.Errorf("%w: %s has direction %d", ErrOptions, where, r.Direction)
	}
	return nil
}
