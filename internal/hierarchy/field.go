package hierarchy

import (
	"sync"

	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/minplus"
)

// Root is a node that distances lead to or from, and the distance that it has itself.
type Root struct {
	Node     uint32 // one of the graph
	Distance uint64 // that is added to those between it and others
}

// Field is the distances between all nodes and the nearest of some roots. Those of a block
// are worked out when the first of them is asked about, after those of the blocks above it
// (Strasser and Zeitz 2021, A Fast and Tight Heuristic for A* in Road Networks), so that
// the distance of a node near another takes little more.
//
// The cheapest path from a node to a root goes up and then down. If it leaves the subtree
// below the highest rank of the node's block, it does so over a gate, from which the rest
// is the cheapest path. Otherwise the highest node of the path is in the block, and the
// root is below.
//
// A Field is not safe for concurrent use. Its memory is one cost and some for each slot of
// the blocks, 6 to 12 bytes a node on maps.
type Field interface {
	// To makes nodes the roots that distances lead to.
	To(roots []Root)
	// From makes nodes the roots that distances lead from; none of them may be Closed.
	From(roots []Root)
	// At returns the distance between a node and the nearest root, or Inf.
	At(v uint32) uint64
}

// UpwardRows knows what Upward works out of the metric of a Field, in less time.
type UpwardRows interface {
	// ReadUpward writes the costs of going up from a node to its ancestors and itself, by
	// depth, or those of the ways back if down. math.MaxUint64 stands for None.
	ReadUpward(dst []uint64, v uint32, down bool)
}

// field is a Field of a metric in blocks of some width.
type field[C Cost, E width] struct {
	m *Metric[C]
	*blocks
	up, down []E
	columns  []E      // the one of the two that leads from a node toward the roots
	cost     []E      // by slot, where it is known
	settled  []uint32 // by block: now, if its costs are known
	seeded   []uint32 // by block: now, if a root lies below one of its ranks, or is one
	now      uint32   // the number of the roots
	to       bool     // distances lead to the roots
	closed   bool     // one of the roots that distances lead to is Closed
	bias     uint64   // that Symmetrised costs have, so that none is below 0
	rows     UpwardRows
	row      []uint64
	stack    []uint32
	ways     []minplus.Way
}

func (f *field[C, E]) To(roots []Root) {
	f.begin(true, f.up)
	for _, root := range roots {
		f.closed = f.closed || f.m.Closed(root.Node)
		f.seed(root, f.weight(root.Node))
	}
}

func (f *field[C, E]) From(roots []Root) {
	f.begin(false, f.down)
	for _, root := range roots {
		f.bias = max(f.bias, f.weight(root.Node))
	}
	for _, root := range roots {
		f.seed(root, f.bias-f.weight(root.Node))
	}
}

// begin forgets the roots before.
func (f *field[C, E]) begin(to bool, columns []E) {
	f.to, f.columns, f.bias, f.closed = to, columns, 0, false
	if f.now++; f.now == 0 {
		clear(f.settled)
		clear(f.seeded)
		f.now = 1
	}
}

// weight returns the weight of a node as Symmetrised costs have it, and 0 if costs are of
// another kind, or have none of the node.
func (f *field[C, E]) weight(v uint32) uint64 {
	if f.m.Kind != Symmetrised {
		return 0
	}
	return uint64(layout.FiniteOrZero(f.m.Weights.Nodes.At(int(v))))
}

// seed enters what it costs to go between a root and each of its ancestors.
func (f *field[C, E]) seed(root Root, offset uint64) {
	t, r := f.m.Tree, f.m.Tree.Rank[root.Node]
	row := f.row[:t.Depth[r]+1]
	f.rows.ReadUpward(row, root.Node, f.to)
	if offset += root.Distance; f.m.Kind == Symmetrised {
		offset += root.Distance
	}
	for ; r != layout.None; r = t.Parent[r] {
		if c := row[t.Depth[r]]; c < uint64(none[E]()) && c+offset < uint64(none[E]()) {
			f.lower(f.slotOf(r), E(c+offset))
		}
	}
}

// lower enters a cost that a slot has at most.
func (f *field[C, E]) lower(slot uint32, c E) {
	if number := slot / blockSize; f.seeded[number] != f.now {
		f.seeded[number] = f.now
		fill(f.block(number), none[E]())
	}
	f.cost[slot] = min(f.cost[slot], c)
}

// block returns the costs of a block.
func (f *field[C, E]) block(number uint32) []E {
	return f.cost[number*blockSize:][:blockSize]
}

func (f *field[C, E]) At(v uint32) uint64 {
	slot := f.slot[v]
	if number := slot / blockSize; f.settled[number] != f.now {
		f.reach(number)
	}
	d := f.distance(f.cost[slot], v)
	if f.to && (d == Inf || f.closed) && f.m.Closed(v) { // v is left out of the costs, but as a root
		d = min(d, f.m.Leave(v, f.At))
	}
	return d
}

// distance returns the distance that a cost of a node stands for.
func (f *field[C, E]) distance(c E, v uint32) uint64 {
	switch {
	case c == none[E]():
		return Inf
	case f.m.Kind != Symmetrised:
		return uint64(c)
	case f.to:
		return (uint64(c) - f.weight(v)) / 2
	}
	return (uint64(c) + f.weight(v) - f.bias) / 2
}

// reach works out the costs of a block, and before that of those above it.
func (f *field[C, E]) reach(number uint32) {
	f.stack = f.stack[:0]
	for ; number != layout.None && f.settled[number] != f.now; number = f.above[number] {
		f.stack = append(f.stack, number)
	}
	for i := len(f.stack) - 1; i >= 0; i-- {
		f.settle(f.stack[i])
	}
}

// settle works out the costs of a block. Those of its gates are known. Its own columns
// matter only if a root lies below.
func (f *field[C, E]) settle(number uint32) {
	first, end := f.first[number], f.first[number+1]
	if f.seeded[number] != f.now {
		end -= f.edges[number] - f.edges[number+1]
	}
	f.settled[number] = f.now
	gates := f.gate[first:end]
	switch costs := any(&f.cost).(type) { // a pointer is not copied to the heap
	case *[]uint16:
		ways := f.ways[:len(gates)]
		for i, gate := range gates {
			ways[i] = minplus.Way{Row: (first + uint32(i)) * blockSize, Cost: uint32((*costs)[gate])}
		}
		minplus.Lower16((*costs)[number*blockSize:][:blockSize], *any(&f.columns).(*[]uint16), ways, 0)
	case *[]uint32:
		f.clear(number)
		relaxColumns(*costs, number, gates, (*any(&f.columns).(*[]uint32))[first*blockSize:])
	case *[]uint64:
		f.clear(number)
		relaxColumns(*costs, number, gates, (*any(&f.columns).(*[]uint64))[first*blockSize:])
	}
}

// clear removes the costs of a block, unless it has some from a root.
func (f *field[C, E]) clear(number uint32) {
	if f.seeded[number] != f.now {
		fill(f.block(number), none[E]())
	}
}

// relaxColumns lowers the costs of a block to those over its gates.
func relaxColumns[C Cost](costs []C, number uint32, gates []uint32, columns []C) {
	block := costs[number*blockSize:][:blockSize]
	for i, gate := range gates {
		if c := costs[gate]; c != None[C]() {
			Relax(block, columns[i*blockSize:][:blockSize], c)
		}
	}
}

// fields makes the Fields of a metric: its blocks and their columns, in the least width that
// the distances fit in. They are made when the first Field is.
type fields struct {
	once sync.Once
	next func(rows UpwardRows) Field
}

// NewField returns a Field of m; it needs roots. The first of a metric costs as much as a
// customisation, and takes 70 to 120 bytes a node for all of them in costs of 16 bits. rows may be nil.
func (m *Metric[C]) NewField(rows UpwardRows) Field {
	m.fields.once.Do(func() { m.fields.next = m.makeFields() })
	if rows == nil {
		rows = &upward[C]{m: m, row: make([]C, m.Tree.Height)}
	}
	return m.fields.next(rows)
}

// upward is the UpwardRows of a metric itself.
type upward[C Cost] struct {
	m   *Metric[C]
	row []C
}

func (u *upward[C]) ReadUpward(dst []uint64, v uint32, down bool) {
	side := u.m.Up
	if down {
		side = u.m.Down
	}
	for i, c := range u.m.Upward(u.row, u.m.Tree.Rank[v], side) {
		if dst[i] = uint64(c); c == None[C]() {
			dst[i] = Inf
		}
	}
}

// makeFields returns what makes Fields. Costs of a field exceed those of the metric by up to
// two weights: see seed.
func (m *Metric[C]) makeFields() func(UpwardRows) Field {
	most := 2 * uint64(m.Weights.Nodes.Largest())
	switch b := newBlocks(m.Tree); {
	case m.fits(m.Weights, m.Kind, uint64(none[uint16]())-min(most, uint64(none[uint16]()))):
		return fieldsOf[uint16](m, b)
	case m.fits(m.Weights, m.Kind, uint64(none[uint32]())-min(most, uint64(none[uint32]()))):
		return fieldsOf[uint32](m, b)
	default:
		return fieldsOf[uint64](m, b)
	}
}

// fieldsOf returns what makes Fields of a width.
func fieldsOf[E width, C Cost](m *Metric[C], b *blocks) func(UpwardRows) Field {
	up := columns[E](b, m.Up)
	down := up
	if m.Kind == TwoSided {
		down = columns[E](b, m.Down)
	}
	return func(rows UpwardRows) Field {
		return &field[C, E]{m: m, blocks: b, up: up, down: down, cost: make([]E, b.len()*blockSize),
			settled: make([]uint32, b.len()), seeded: make([]uint32, b.len()), rows: rows, row: make([]uint64, m.Tree.Height), ways: make([]minplus.Way, b.widest)}
	}
}
