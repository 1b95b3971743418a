package route

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// AppendArcs appends the numbers of the arcs of a path to dst, one fewer than it has
// nodes. It costs O(log degree) an arc, and allocates only to grow dst. The error is
// csr.ErrNoGraph if g is nil, a *csr.NodeError if a number is no node of g, and a
// *csr.ArcError if no arc leads from a node to the next.
func AppendArcs(dst []uint32, g *csr.CSRGraph, path []csr.Node) ([]uint32, error) {
	for i := range path {
		if err := checkNode(g, path, i); err != nil {
			return dst, err
		}
		if i == 0 {
			continue
		}
		arc, err := arcOf(g, path[i-1], path[i])
		if err != nil {
			return dst, err
		}
		dst = append(dst, arc)
	}
	return dst, nil
}

// checkNode returns an error unless node i of a path is one of the graph. It is apart
// from CheckNode so that correct paths allocate no name.
func checkNode(g *csr.CSRGraph, path []csr.Node, i int) error {
	if g != nil && g.HasNode(path[i]) {
		return nil
	}
	return g.CheckNode(path[i], fmt.Sprintf("route: path[%d]", i))
}

func arcOf(g *csr.CSRGraph, from, to csr.Node) (uint32, error) {
	arc, ok := g.Arc(from, to)
	if !ok {
		return 0, fmt.Errorf("route: %w", &csr.ArcError{From: from, To: to})
	}
	return arc, nil
}
