package dissect

import (
	"context"
	"math"
)

// Graph is an undirected graph in adjacency arrays: each edge stands in the rows
// of both its ends. There are no loops and no edge stands twice. An empty First
// is a graph without nodes.
type Graph struct {
	First []uint32  // by node: where its row begins; and one more
	Heads []uint32  // the neighbours of node v are Heads[First[v]:First[v+1]]
	X, Y  []float64 // by node: its point; nil where there are none
}

// none stands where there is no node.
const none uint32 = math.MaxUint32

// Order returns the nodes of g in the order in which they are to be contracted,
// separators last: order[rank] is a node. Only ctx makes it fail, with its error.
//
// The order depends on the order within the rows of g as well, but on nothing
// else.
//
// progress, unless nil, is told how many nodes have their rank, in between and
// at the end. It is called by the goroutine that called Order.
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

// progression counts the nodes that have their rank, and listens for the end of
// the context.
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
