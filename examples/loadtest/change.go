package main

import (
	"cmp"

	"github.com/veltrix/cairn/csr"
)

// dearest is the most that a street comes to cost more, in the map's unit.
const dearest = 1000

// change is another weight for a node, or for an arc and its reverse. A place below
// the number of nodes is a node; above, it is that number and the arc's.
type change struct{ place, weight uint32 }

// street returns the ends of the arc that a change is of; ok is false if it is of a node.
func (c change) street(g *csr.CSRGraph) (from, to csr.Node, ok bool) {
	if int64(c.place) < int64(g.NumNodes()) {
		return 0, 0, false
	}
	return g.ArcEnds(c.place - uint32(g.NumNodes()))
}

// isBonus tells whether a change lowers the map's weight. Streets are only lowered.
func (w *world) isBonus(c change) bool {
	return int64(c.place) >= int64(len(w.base)) || c.weight < w.base[c.place]
}

// lowers tells whether a hunt has lowered weights: the share that -lowered says, evenly
// spread.
func (w *world) lowers(number uint32) bool {
	return int(float64(number+1)*w.lowered) > int(float64(number)*w.lowered)
}

// change changes one place of a hunt that is drawn, unless it cannot be or already is.
func (w *world) change(h *hunt, bonus bool) error {
	v := w.place(h)
	switch {
	case h.overlay.NodeWeight(v) != w.terrain(h.number, v):
		return nil
	case !bonus:
		return w.raise(h, v)
	case w.base[v] == 0:
		return w.lowerStreet(h)
	}
	return w.lowerNode(h, v)
}

// raise closes a node or has it cost more, unless it is as good as closed.
func (w *world) raise(h *hunt, v csr.Node) error {
	now := max(w.base[v], w.terrain(h.number, v))
	if now > csr.Blocked-dearest {
		return nil
	}
	if h.draw(2) == 0 {
		now += 1 + uint32(h.draw(dearest))
	} else {
		now = csr.Blocked
	}
	return w.apply(h, change{uint32(v), now})
}

// lowerNode has a node cost a fraction of what it does on the map, unless it is closed.
func (w *world) lowerNode(h *hunt, v csr.Node) error {
	base := w.base[v]
	now := scaled(h.random.Uint64(), base)
	if base == csr.Blocked || now == w.terrain(h.number, v) {
		return nil
	}
	return w.apply(h, change{uint32(v), now})
}

// lowerStreet has an arc that is drawn cost a fraction of what it does on the map, and
// its reverse as much. It leaves arcs alone that cost nothing or are closed.
func (w *world) lowerStreet(h *hunt) error {
	if w.g.NumArcs() == 0 {
		return nil
	}
	arc := uint32(h.draw(w.g.NumArcs()))
	from, to, _ := w.g.ArcEnds(arc)
	least, _ := w.g.ArcWeight(from, to)
	if now, _ := h.overlay.ArcWeight(from, to); least == csr.Blocked || now != least {
		return nil
	}
	if back, ok := w.g.ArcWeight(to, from); ok {
		least = min(least, back)
	}
	if least == 0 {
		return nil
	}
	return w.apply(h, change{uint32(w.g.NumNodes()) + arc, scaled(h.random.Uint64(), least)})
}

// apply makes a change. A reverse that is closed stays so.
func (w *world) apply(h *hunt, c change) error {
	h.changes = append(h.changes, c)
	from, to, ok := c.street(w.g)
	if !ok {
		return h.overlay.SetNode(csr.Node(c.place), c.weight)
	}
	err := h.overlay.SetArc(from, to, c.weight)
	if back, ok := w.g.ArcWeight(to, from); err == nil && ok && back != csr.Blocked {
		err = h.overlay.SetArc(to, from, c.weight)
	}
	return err
}

// undo takes a change back that is drawn, and returns it.
func (w *world) undo(h *hunt) (change, error) {
	i, last := h.draw(len(h.changes)), len(h.changes)-1
	c := h.changes[i]
	h.changes[i] = h.changes[last]
	h.changes = h.changes[:last]
	from, to, ok := c.street(w.g)
	switch {
	case ok:
		err := h.overlay.ResetArc(from, to)
		if _, ok := w.g.ArcWeight(to, from); ok {
			err = cmp.Or(err, h.overlay.ResetArc(to, from))
		}
		return c, err
	case w.full:
		return c, h.overlay.SetNode(csr.Node(c.place), w.terrain(h.number, csr.Node(c.place)))
	}
	return c, h.overlay.ResetNode(csr.Node(c.place))
}
