package indexkit

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Potential returns what dijkstra.Solver.UseIndex asks for, for one goroutine. rows are those
// of the hierarchy, or nil; single is how many distances of a root are asked of the Answerer
// before they are worked out by blocks.
func (q *Questions) Potential(rows hierarchy.UpwardRows, single int) (dijkstra.Potential, error) {
	if q == nil {
		return nil, dijkstra.ErrNoGraph
	}
	m, err := q.hierarchy()
	if err != nil {
		return nil, err
	}
	return &potential{q: q, most: single, model: m.Model(), field: m.NewField(rows)}, nil
}

// potential is a Potential of the hierarchy. An index that knows single distances at once is
// asked for the first of them: most searches need no more, and a field pays from some on.
type potential struct {
	q      *Questions
	model  *hierarchy.CostModel
	field  hierarchy.Field
	roots  []hierarchy.Root
	closed []hierarchy.Root // sources that are left out of the costs: the field knows no way out of them
	from   bool             // distances lead from the roots
	ready  bool             // the field has the roots
	most   int              // of distances that are asked of the index
	single int              // how many more are
}

// To has distances lead to the roots.
func (p *potential) To(roots []dijkstra.Root) { p.take(roots, false) }

// From has distances lead from the roots.
func (p *potential) From(roots []dijkstra.Root) { p.take(roots, true) }

// Singles returns how many distances are asked of the index before there is a field: none if
// one takes long.
func (p *potential) Singles() int { return p.most }

// take sorts out the roots.
func (p *potential) take(roots []dijkstra.Root, from bool) {
	p.from, p.ready, p.roots, p.closed, p.single = from, false, p.roots[:0], p.closed[:0], 0
	for _, r := range roots {
		root := hierarchy.Root{Node: r.Node, Distance: uint64(r.Distance)}
		if from && p.model.Closed(r.Node) {
			p.closed = append(p.closed, root)
		} else {
			p.roots = append(p.roots, root)
		}
	}
	if len(p.roots) == 1 && len(p.closed) == 0 {
		p.single = p.most
	}
}

// Distance returns the distance of a node.
func (p *potential) Distance(v csr.Node) uint32 {
	if p.single > 0 {
		p.single--
		return p.ask(v)
	}
	if !p.ready {
		p.start()
	}
	d := p.field.At(v)
	for _, r := range p.closed {
		d = min(d, add(p.q.answerer.Distance(r.Node, v), r.Distance))
	}
	return uint32(min(d, uint64(dijkstra.Unreachable)))
}

// ask returns the distance between a node and the only root.
func (p *potential) ask(v csr.Node) uint32 {
	r := p.roots[0]
	from, to := v, r.Node
	if p.from {
		from, to = to, from
	}
	return uint32(min(add(p.q.answerer.Distance(from, to), r.Distance), uint64(dijkstra.Unreachable)))
}

// start gives the field the roots.
func (p *potential) start() {
	if p.ready = true; p.from {
		p.field.From(p.roots)
	} else {
		p.field.To(p.roots)
	}
}

// add adds to a distance, unless that is hierarchy.Inf.
func add(d, more uint64) uint64 {
	if d == hierarchy.Inf {
		return d
	}
	return d + more
}
