package dijkstra

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// engine is a kernel of any widths. Its methods are called a few times a query,
// never in a loop over arcs. Only search may be called before search.
type engine interface {
	setNodeWeights(layout.Column)
	search(dir direction, root csr.Node, goals []csr.Node)
	distance(v csr.Node) (d uint64, ok bool)
	appendPath(dst []csr.Node, from csr.Node) []csr.Node
	grow()
	parentOf(v csr.Node) (p csr.Node, ok bool)
}

// newEngine picks the kernel for the widths that the graph is stored in.
func newEngine(g *layout.Graph) engine {
	switch rows := g.Out.(type) {
	case *layout.CSR[uint16, uint16]:
		return newKernel(g, rows)
	case *layout.CSR[uint32, uint16]:
		return newKernel(g, rows)
	case *layout.CSR[uint16, uint32]:
		return newKernel(g, rows)
	case *layout.CSR[uint32, uint32]:
		return newKernel(g, rows)
	}
	panic("dijkstra: adjacency of unknown widths") // there are these four
}
