package indexkit

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Potential returns what dijkstra.Solver.UseIndex asks for, for one goroutine. rows are those
// of the hierarchy, or nil.
func (q *Questions) Potential(rows hierarchy.UpwardRows) (dijkstra.Potential, error) {
	if q == nil {
		return nil, dijkstra.ErrNoGraph
	}
	m, err := q.hierarchy()
	if err != nil {
		return nil, err
	}
	return &potential{q: q, model: m.Model(), field: m.NewField(rows)}, nil
}

// potential is a Potential of the hierarchy.
type potential struct {
	q      *Questions
	model  *hierarchy.CostModel
	field  hierarchy.Field
	roots  []hierarchy.Root
	closed []hierarchy.Root // sources that are left out of the costs: the field knows no way out of them
}

// To has distances lead to the roots.
func (p *potential) To(roots []dijkstra.Root) {
	p.take(roots, false)
	p.field.To(p.roots)
}

// From has distances lead from the roots.
func (p *potential) From(roots []dijkstra.Root) {
	p.take(roots, true)
	p.field.From(p.roots)
}

// take sorts out the roots.
func (p *potential) take(roots []dijkstra.Root, from bool) {
	p.roots, p.closed = p.roots[:0], p.closed[:0]
	for _, r := range roots {
		root := hierarchy.Root{Node: r.Node, Distance: uint64(r.Distance)}
		if from && p.model.Closed(r.Node) {
			p.closed = append(p.closed, root)
		} else {
			p.roots = append(p.roots, root)
		}
	}
}

// Distance returns the distance of a node.
func (p *potential) Distance(v csr.Node) uint32 {
	d := p.field.At(v)
	for _, r := range p.closed {
		if away := p.q.answerer.Distance(r.Node, v); away != hierarchy.Inf {
			d = min(d, away+r.Distance)
		}
	}
	return uint32(min(d, uint64(dijkstra.Unreachable)))
}
