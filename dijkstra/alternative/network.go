package alternative

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/network"
	"github.com/veltrix/cairn/internal/layout"
)

// none stands where there is no node.
const none csr.Node = layout.None

// net is a graph under the weights of one question.
type net struct {
	network.Network
	longest []uint64 // by node: the cost of the longest step from it
}

// load makes the network that of a graph under an overlay, which may be nil.
func (w *net) load(g *csr.CSRGraph, o *csr.Overlay) error {
	change, err := w.Load("alternative: overlay", g, o)
	if change == network.NewGraph {
		w.longest = make([]uint64, g.NumNodes())
	}
	if change != network.Same {
		w.findLongest()
	}
	return err
}

// findLongest finds the longest open step from each node.
func (w *net) findLongest() {
	for v := range w.longest {
		w.longest[v] = 0
		for _, cost := range w.Out.Costs[w.Out.First[v]:w.Out.First[v+1]] {
			if cost != network.Inf {
				w.longest[v] = max(w.longest[v], cost)
			}
		}
	}
}
