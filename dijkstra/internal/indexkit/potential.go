package indexkit

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Potential returns what dijkstra.Solver.UseIndex asks for, for one goroutine.
func (q *Questions) Potential() (dijkstra.Potential, error) {
	if q == nil {
		return nil, dijkstra.ErrNoGraph
	}
	m, err := q.hierarchy()
	if err != nil {
		return nil, err
	}
	return &potential{q: q, model: m.Model(), toward: m.NewField(), away: m.NewField()}, nil
}

// potential is the distances from and to the ends of one pair. Each end is prepared when it
// is first asked about: for one of the two that may be never.
type potential struct {
	q            *Questions
	model        *hierarchy.CostModel
	from, to     csr.Node
	toward, away hierarchy.Field
	ready        [2]bool // toward, and away
	root         [1]hierarchy.Root
}

// Pair makes two nodes the ends.
func (p *potential) Pair(from, to csr.Node) { p.from, p.to, p.ready = from, to, [2]bool{} }

// To writes the distances from some nodes to the target.
func (p *potential) To(dst []uint32, nodes []csr.Node) {
	if !p.ready[0] {
		p.root[0] = hierarchy.Root{Node: p.to}
		p.toward.To(p.root[:])
		p.ready[0] = true
	}
	p.toward.Distances(dst, nodes)
	runtime.KeepAlive(p)
}

// From writes the distances from the source to some nodes.
func (p *potential) From(dst []uint32, nodes []csr.Node) {
	if p.model.Closed(p.from) {
		p.leave(dst, nodes)
		return
	}
	if !p.ready[1] {
		p.root[0] = hierarchy.Root{Node: p.from}
		p.away.From(p.root[:])
		p.ready[1] = true
	}
	p.away.Distances(dst, nodes)
	runtime.KeepAlive(p)
}

// leave is From of a source that is left out of the costs, so that a field knows of no way
// out of it.
func (p *potential) leave(dst []uint32, nodes []csr.Node) {
	for i, v := range nodes {
		dst[i] = uint32(min(p.q.answerer.Distance(p.from, v), uint64(dijkstra.Unreachable)))
	}
}
