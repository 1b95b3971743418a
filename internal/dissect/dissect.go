package dissect

import (
	"context"
	"math"
	"sync/atomic"
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
	p := &progression{ctx: ctx, total: n, told: -1, report: progress}
	if p.tell(); ctx.Err() != nil || n == 0 {
		return nil, ctx.Err()
	}
	core, order := reduce(newCore(g, n))
	p.add(len(order))
	if p.tell(); ctx.Err() != nil {
		return nil, ctx.Err()
	}
	for _, v := range dissect(core, p) {
		order = append(order, core.node[v])
	}
	if p.tell(); ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return order, nil
}

// progression counts the nodes that have their ranks.
type progression struct {
	ctx    context.Context
	total  int
	done   atomic.Int64
	told   int // the last report
	report func(done, total int)
}

// add counts more nodes, on any goroutine.
func (p *progression) add(nodes int) { p.done.Add(int64(nodes)) }

// tell reports the number of nodes if it has grown.
func (p *progression) tell() {
	if done := int(p.done.Load()); p.report != nil && done > p.told {
		p.told = done
		p.report(done, p.total)
	}
}
