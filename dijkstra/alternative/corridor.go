package alternative

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/network"
)

// corridor is the nodes on ways between two nodes that cost no more than some limit.
type corridor struct {
	vias   []dijkstra.Via
	places []place // by node of the graph
	onBest []int32 // by node: where it is on the best way, or -1
}

// place is what is known of a node. outside is that of one that is not in the corridor.
type place struct {
	ahead, behind uint32   // the distances from the start and to the end
	next, prev    csr.Node // on its plateau, or none: see join
}

var outside = place{dijkstra.Unreachable, dijkstra.Unreachable, none, none}

// fill makes the corridor that of a pair on a graph of n nodes.
func (c *corridor) fill(r Router, n int, from, to csr.Node, most uint64) (err error) {
	c.clear(n)
	c.vias, err = r.Between(c.vias, from, to, uint32(min(most, uint64(dijkstra.Unreachable))))
	for _, v := range c.vias {
		c.places[v.Node].ahead, c.places[v.Node].behind = v.From, v.To
	}
	return err
}

// clear empties the corridor.
func (c *corridor) clear(n int) {
	for _, v := range c.vias {
		c.places[v.Node], c.onBest[v.Node] = outside, -1
	}
	c.vias = c.vias[:0]
	if len(c.places) != n {
		c.places, c.onBest = slices.Repeat([]place{outside}, n), slices.Repeat([]int32{-1}, n)
	}
}

// mark notes the best way.
func (c *corridor) mark(best []csr.Node) {
	for i, v := range best {
		c.onBest[v] = int32(i)
	}
}

// join links the nodes of plateaus: by steps that lie on shortest paths both from the start
// and to the end. Of several such steps from a node that to the smallest node counts, and then
// of several to one that from the smallest.
func (c *corridor) join(out *network.Steps) {
	for _, v := range c.vias {
		next := c.tightStep(out, v)
		c.places[v.Node].next = next
		if next != none && c.places[next].prev == none {
			c.places[next].prev = v.Node
		}
	}
}

// tightStep returns the smallest node that such a step leads to, or none. It has no branch
// that depends on the data, since half of them would be predicted wrongly.
func (c *corridor) tightStep(out *network.Steps, v dijkstra.Via) csr.Node {
	next, lo, hi := none, out.First[v.Node], out.First[v.Node+1]
	costs := out.Costs[lo:hi]
	for i, end := range out.Ends[lo:hi] {
		q, cost := &c.places[end], costs[i]
		differs := (uint64(v.From) + cost ^ uint64(q.ahead)) | (uint64(q.behind) + cost ^ uint64(v.To)) // 0 if it is one
		next = min(next, end|csr.Node(-int64(differs)>>63))                                             // a number that differs from 0 has the sign bit here
	}
	return next
}

// after returns the node after one on its plateau, or none.
func (c *corridor) after(v csr.Node) csr.Node {
	if next := c.places[v].next; next != none && c.places[next].prev == v {
		return next
	}
	return none
}

// isBest tells whether a plateau begins as a part of the best way.
func (c *corridor) isBest(first csr.Node) bool {
	at, next := c.onBest[first], c.after(first)
	return at >= 0 && (next == none || c.onBest[next] == at+1)
}

// lastOf returns the node where the plateau that begins with one ends.
func (c *corridor) lastOf(v csr.Node) csr.Node {
	for next := c.after(v); next != none; next = c.after(v) {
		v = next
	}
	return v
}

// towardStart returns the smallest node that a step of positive cost comes from, on a
// shortest path to a node, or none.
func (c *corridor) towardStart(in *network.Steps, v csr.Node) csr.Node {
	here := uint64(c.places[v].ahead)
	for a := in.First[v]; a < in.First[v+1]; a++ {
		if cost := in.Costs[a]; cost > 0 && uint64(c.places[in.Ends[a]].ahead)+cost == here {
			return in.Ends[a]
		}
	}
	return none
}

// towardEnd returns the smallest node that a step of positive cost leads to, on a shortest
// path from a node, or none.
func (c *corridor) towardEnd(out *network.Steps, v csr.Node) csr.Node {
	here := uint64(c.places[v].behind)
	for a := out.First[v]; a < out.First[v+1]; a++ {
		if cost := out.Costs[a]; cost > 0 && uint64(c.places[out.Ends[a]].behind)+cost == here {
			return out.Ends[a]
		}
	}
	return none
}

// onward returns the cost of the step that leads on from a node towards the end, 0 if it is
// not known.
func (c *corridor) onward(out *network.Steps, v csr.Node) uint64 {
	next := c.towardEnd(out, v)
	if next == none {
		return 0
	}
	return uint64(c.places[v].behind - c.places[next].behind)
}
