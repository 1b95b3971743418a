package hunts

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/service"
)

// answers are what an engine has answered, as a dijkstra.NodeSolver: a PositionSolver finds
// there the paths between the ends of a street and a clue, and chooses.
type answers struct {
	graph   *csr.CSRGraph
	overlay *csr.Overlay
	calls   []service.Call // with paths
}

// Graph returns the graph that the answers are for.
func (a answers) Graph() *csr.CSRGraph { return a.graph }

// Overlay returns the overlay that the answers are for.
func (a answers) Overlay() *csr.Overlay { return a.overlay }

// AppendPath returns the path that the engine has found.
func (a answers) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	for i := range a.calls {
		if c := &a.calls[i]; c.From == from && c.To == to {
			return append(dst, c.Path...), c.Distance, nil
		}
	}
	return dst, 0, fmt.Errorf("the engine was not asked for the path from node %d to node %d", from, to)
}

// Distance returns the length of the path.
func (a answers) Distance(from, to csr.Node) (uint32, error) {
	_, d, err := a.AppendPath(nil, from, to)
	return d, err
}

// Matrix returns the distances from each of some nodes to each of others.
func (a answers) Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	for _, from := range sources {
		for _, to := range targets {
			d, err := a.Distance(from, to)
			if err != nil {
				return dst, err
			}
			dst = append(dst, d)
		}
	}
	return dst, nil
}
