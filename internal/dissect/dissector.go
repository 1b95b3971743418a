package dissect

import "github.com/veltrix/cairn/internal/parallel"

// dissection orders the nodes of a graph. A part of the graph is a span of the order. To
// dissect it moves one side to the front of the span, the other behind that, and the
// separator to the end, where it stays. Pending parts are known by their spans alone;
// their graphs are built when their turn comes, so that memory does not grow with depth.
//
// Disjoint spans are independent. Workers share the large ones in a pool; each keeps the
// small ones to itself.
type dissection struct {
	g     *core
	p     *progression
	order []uint32
	pool  *pool
}

// span is order[from:to].
type span struct{ from, to int }

// shared is the smallest span in the pool. It takes some 0.5 ms.
const shared = 256

// forked is the smallest part whose axes are searched at the same time.
const forked = 1024

// dissect returns the nodes of a graph in contraction order. It may miss some dissections
// after the end of the context.
func dissect(g *core, p *progression) []uint32 {
	workers := parallel.Workers(g.size(), shared)
	d := &dissection{g: g, p: p, order: make([]uint32, g.size()), pool: newPool(workers)}
	for v := range d.order {
		d.order[v] = uint32(v)
	}
	d.pool.put(span{0, g.size()})
	parallel.Run(workers, func(worker int) {
		defer d.pool.stop() // after a panic, too: the others wait
		w := &dissector{dissection: d, tells: worker == 0, local: make([]uint32, g.size())}
		w.run()
	})
	return d.order
}

// dissector is a worker of a dissection.
type dissector struct {
	*dissection
	tells bool     // the progress: it runs on the goroutine that called Order
	local []uint32 // scratch of part
	moved []uint32 // scratch of arrange
	todo  []span   // small ones
	part  part
	cut   cutter
	dense dense
}

// run dissects spans of the pool until there are none, or the context ends.
func (d *dissector) run() {
	for s, ok := d.pool.take(); ok && d.dissectAll(s); s, ok = d.pool.take() {
	}
}

// dissectAll dissects a span and its small pieces. It does not recurse: the recursion
// could be as deep as the number of nodes. ok is false after the end of the context.
func (d *dissector) dissectAll(s span) (ok bool) {
	for d.todo = append(d.todo, s); len(d.todo) > 0; {
		s, d.todo = d.todo[len(d.todo)-1], d.todo[:len(d.todo)-1]
		d.p.add(d.dissect(s))
		if d.tells {
			d.p.tell()
		}
		if d.p.ctx.Err() != nil {
			return false
		}
	}
	return true
}

func (d *dissector) push(s span) {
	if s.to-s.from >= shared {
		d.pool.put(s)
	} else if s.from < s.to {
		d.todo = append(d.todo, s)
	}
}

// dissect separates a part and pushes its pieces. It returns how many nodes have got
// their places.
func (d *dissector) dissect(s span) (placed int) {
	size := s.to - s.from
	if size <= 1 {
		return size
	}
	d.part.extract(d.g, d.order[s.from:s.to], d.local)
	if d.part.complete() {
		return size
	}
	if groups := d.part.components(); len(groups) > 1 {
		return d.arrange(s, len(groups), groups...)
	}
	switch {
	case d.cut.separate(d.p.ctx, &d.part, d.goroutines(size)):
		groups := d.cut.collect()
		return d.arrange(s, onSeparator, groups[:]...)
	case size <= maxDense:
		return d.arrange(s, 0, d.dense.arrange(d.part.adjacency))
	}
	return size // too large for minimum degree: any order will do
}

// goroutines returns how many goroutines search for a separator of so many nodes.
func (d *dissector) goroutines(nodes int) int {
	if nodes < forked {
		return 1
	}
	return 1 + d.pool.waiting()
}

// arrange puts groups of a part's nodes one behind another and pushes the first pending
// ones. It returns how many nodes the others have.
func (d *dissector) arrange(s span, pending int, groups ...[]uint32) (placed int) {
	d.moved = append(d.moved[:0], d.order[s.from:s.to]...)
	at := s.from
	for g, group := range groups {
		from := at
		for _, i := range group {
			d.order[at] = d.moved[i]
			at++
		}
		if g < pending {
			d.push(span{from, at})
		} else {
			placed += at - from
		}
	}
	return placed
}
