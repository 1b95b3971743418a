package dissect

import (
	"context"
	"math"
)

// Graph is an undirected graph in adjacency arrays: each edge is in the rows of both its
// ends. There are no loops and no parallel edges. An empty First is a graph without
// nodes.
type Graph struct {
	First []uint32  // by node: where its row begins; and one more
	Heads []uint32  // the neighbours of node v are Heads[First[v]:First[v+1]]
	X, Y  []float64 // by node: its point; nil where there are none
}

// none is the absence of a node.
const none uint32 = math.MaxUint32

// Order returns the nodes of g in contraction order, separators last: order[rank] is a
// node. It depends on nothing but g, including the order within its rows. The error is
// that of ctx, if it ends first.
//
// progress, unless nil, receives the number of nodes that have their ranks, during the
// work and at the end, on the calling goroutine.
func Order(ctx context.Context, g *Graph, progress func(done, total int)) ([]uint32, error) {
	n := max(len(g.First), 1) - 1
	p := &progression{ctx: ctx, total: n, report: progress}
	if err := p.advance(0); err != nil || n == 0 {
		return nil, err
	}
	core, order := reduce(newCore(g, n))
	d := newDissector(core, p)
	if err := p.advance(len(order)); err != nil {
		return nil, err
	}
	if err := d.run(); err != nil {
		return nil, err
	}
	for _, v := range d.order {
		order = append(order, core.node[v])
	}
	return order, nil
}

// progression counts the nodes that have their ranks, and watches the context.
type progression struct {
	ctx         context.Context
	done, total int
	report      func(done, total int)
}

// advance counts more nodes. It returns the error of the context.
func (p *progression) advance(nodes int) error {
	p.done += nodes
	if p.report != nil && (nodes > 0 || p.total == 0) {
		p.report(p.done, p.total)
	}
	return p.ctx.Err()
}
