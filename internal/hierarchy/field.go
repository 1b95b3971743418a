package hierarchy

import "github.com/veltrix/cairn/internal/layout"

// Field is the costs between one node, the root, and all others. Each is worked out when it
// is first asked for (Strasser and Zeitz 2021, A Fast and Tight Heuristic for A* in Road
// Networks), after those of the node's ancestors, so that the cost of a node near another
// takes little more.
//
// The cheapest path from a node to the root goes up and then down. If it goes up
// at all, its first arc leads to an upper neighbour, from which the rest is the
// cheapest path; otherwise the node is an ancestor of the root.
//
// A Field is not safe for concurrent use. Its memory is 12 bytes a node.
type Field[C Cost] struct {
	m     *Metric[C]
	away  []C      // what it costs to go up from a node, towards the root
	cost  []C      // by rank, where it is known
	round []uint32 // by rank: the root's number where cost is known
	now   uint32   // that number
	row   []C
	stack []uint32
}

// NewField returns a Field of m; it needs a root.
func (m *Metric[C]) NewField() *Field[C] {
	n := len(m.Tree.Order)
	return &Field[C]{m: m, cost: make([]C, n), round: make([]uint32, n), row: make([]C, m.Tree.Height),
		stack: make([]uint32, 0, m.Tree.Height)}
}

// To makes a rank the root that costs lead to, From the one that they lead from.
func (f *Field[C]) To(root uint32) { f.start(root, f.m.Up, f.m.Down) }

// From makes a rank the root that costs lead from.
func (f *Field[C]) From(root uint32) { f.start(root, f.m.Down, f.m.Up) }

// start works out the costs of the root's ancestors.
func (f *Field[C]) start(root uint32, away, back []C) {
	f.away = away
	if f.now++; f.now == 0 {
		clear(f.round)
		f.now = 1
	}
	f.row = f.m.Upward(f.row[:cap(f.row)], root, back)
	f.climb(root)
	for i := len(f.stack) - 1; i >= 0; i-- {
		r := f.stack[i]
		f.know(r, f.row[f.m.Tree.Depth[r]])
	}
}

// At returns what it costs between a rank and the root, or None.
func (f *Field[C]) At(r uint32) C {
	if f.round[r] != f.now {
		f.climb(r)
		for i := len(f.stack) - 1; i >= 0; i-- {
			f.know(f.stack[i], None[C]())
		}
	}
	return f.cost[r]
}

// climb puts a rank and its ancestors up to the first that is known on the stack.
func (f *Field[C]) climb(r uint32) {
	f.stack = f.stack[:0]
	for ; r != layout.None && f.round[r] != f.now; r = f.m.Tree.Parent[r] {
		f.stack = append(f.stack, r)
	}
}

// know works out the cost of a rank from those of its upper neighbours and the
// cost of going down at once.
func (f *Field[C]) know(r uint32, down C) {
	t := f.m.Tree
	for a := t.First[r]; a < t.First[r+1]; a++ {
		down = min(down, f.away[a]+f.cost[t.Head[a]])
	}
	f.cost[r], f.round[r] = down, f.now
}
