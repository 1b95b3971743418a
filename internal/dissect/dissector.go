package dissect

// dissector orders the nodes of a graph. A part of the graph is a span of the order. To
// dissect it moves one side to the front of the span, the other behind that, and the
// separator to the end, where it stays. Pending parts are known by their spans alone;
// their graphs are built when their turn comes, so that memory does not grow with depth.
type dissector struct {
	g     *core
	p     *progression
	order []uint32
	local []uint32 // scratch of part
	moved []uint32 // scratch of arrange
	todo  []span
	part  part
	cut   cutter
	dense dense
}

// span is order[from:to].
type span struct{ from, to int }

func newDissector(g *core, p *progression) *dissector {
	d := &dissector{g: g, p: p, order: make([]uint32, g.size()), local: make([]uint32, g.size())}
	for v := range d.order {
		d.order[v] = uint32(v)
	}
	d.cut.ctx = p.ctx
	return d
}

// run dissects everything. It does not recurse: the recursion could be as deep as the
// number of nodes.
func (d *dissector) run() error {
	d.push(0, len(d.order))
	for len(d.todo) > 0 {
		s := d.todo[len(d.todo)-1]
		d.todo = d.todo[:len(d.todo)-1]
		placed, err := d.dissect(s)
		if err != nil {
			return err
		}
		if err := d.p.advance(placed); err != nil {
			return err
		}
	}
	return nil
}

func (d *dissector) push(from, to int) {
	if from < to {
		d.todo = append(d.todo, span{from, to})
	}
}

// dissect separates a part and pushes its pieces. It returns how many nodes have got
// their places.
func (d *dissector) dissect(s span) (placed int, err error) {
	if s.to-s.from == 1 {
		return 1, nil
	}
	d.part.extract(d.g, d.order[s.from:s.to], d.local)
	if d.part.complete() {
		return s.to - s.from, nil
	}
	if groups := d.part.components(); len(groups) > 1 {
		d.arrange(s, groups...)
		return 0, nil
	}
	ok, err := d.cut.separate(&d.part)
	switch {
	case err != nil:
		return 0, err
	case ok:
		groups := d.cut.collect()
		d.arrange(s, groups[:]...)
	case s.to-s.from <= maxDense:
		d.arrange(s, d.dense.arrange(d.part.adjacency))
	default: // too large for minimum degree: any order will do
		return s.to - s.from, nil
	}
	return d.placeLast(), nil
}

// placeLast removes the last pending span, whose order is final, and returns its size.
func (d *dissector) placeLast() int {
	last := d.todo[len(d.todo)-1]
	d.todo = d.todo[:len(d.todo)-1]
	return last.to - last.from
}

// arrange puts groups of a part's nodes one behind another and pushes them.
func (d *dissector) arrange(s span, groups ...[]uint32) {
	d.moved = append(d.moved[:0], d.order[s.from:s.to]...)
	at := s.from
	for _, group := range groups {
		from := at
		for _, i := range group {
			d.order[at] = d.moved[i]
			at++
		}
		d.push(from, at)
	}
}
