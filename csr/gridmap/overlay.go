package gridmap

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// Overlay returns an overlay for another agent on the graph g of the map, so that agents of
// all kinds share one graph and one Solver: under the overlay paths are those of a map that
// was made with the costs. A class that is not among the costs keeps the cost that it has on
// the map.
//
// The overlay holds weights of nodes, 8 bytes for each that differs or 4 for each of all,
// whichever is less; and, unless diagonals cost what straight moves do, 8 bytes for each
// diagonal arc into such a node or past one that opens or closes. It costs O(nodes), up
// to 1 µs a node. Agents of one kind can share it while nobody changes it.
//
// The error wraps ErrOption if the map was made without Options.Costs or a cost is too
// large, csr.ErrWrongGraph if g has another number of nodes, and csr.ErrNoArc if it lacks
// arcs of the map.
func (m *Map) Overlay(g *csr.CSRGraph, costs Costs) (*csr.Overlay, error) {
	if err := m.checkPriced(g); err != nil {
		return nil, err
	}
	if err := costs.check(&m.rules); err != nil {
		return nil, err
	}
	o, err := m.nodeWeights(g, costs)
	if err != nil {
		return nil, err
	}
	for v := range csr.Node(m.NumNodes()) {
		x, y, _ := m.Cell(v)
		if err := m.fitDiagonals(o, x, y); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// SetCost gives one cell of an overlay another cost, csr.Blocked to close it: a door, say, or
// a fire. Where Overlay.SetNode would change the node alone, SetCost also brings the diagonal
// arcs into the cell and past its corners in line with the rule for corners, by the cells
// that are open under the overlay. It replaces what the overlay has for these arcs.
//
// It costs some 5 µs. The error is a *csr.NodeError if v is no node; otherwise errors are those
// of Overlay.
func (m *Map) SetCost(o *csr.Overlay, v csr.Node, cost uint32) error {
	if o == nil {
		return fmt.Errorf("gridmap: overlay: %w", csr.ErrNoGraph)
	}
	if err := m.checkPriced(o.Graph()); err != nil {
		return err
	}
	if err := m.rules.checkWeight(cost); err != nil {
		return fmt.Errorf("gridmap: %w: cost of node %d: %w", ErrOption, v, err)
	}
	if err := o.SetNode(v, m.rules.entering(cost)); err != nil {
		return err
	}
	x, y, _ := m.Cell(v)
	for i := range 9 {
		if err := m.fitDiagonals(o, x+i%3-1, y+i/3-1); err != nil {
			return err
		}
	}
	return nil
}

// checkPriced returns an error unless cells have costs and the graph as many nodes as the
// map.
func (m *Map) checkPriced(g *csr.CSRGraph) error {
	if m.rules.costs == nil {
		return fmt.Errorf("gridmap: %w: the map was made without Costs", ErrOption)
	}
	return m.checkGraph(g)
}

// checkGraph returns an error unless the graph is open and has as many nodes as the map.
func (m *Map) checkGraph(g *csr.CSRGraph) error {
	if err := g.Err(); err != nil {
		return fmt.Errorf("gridmap: %w", err)
	}
	if g.NumNodes() != m.NumNodes() {
		return fmt.Errorf("gridmap: graph of %d nodes, map of %d: %w", g.NumNodes(), m.NumNodes(), csr.ErrWrongGraph)
	}
	return nil
}

// nodeWeights returns an overlay of the weights of nodes under some costs.
func (m *Map) nodeWeights(g *csr.CSRGraph, costs Costs) (*csr.Overlay, error) {
	var patches []csr.Patch
	for v, cell := range m.cells {
		cost, ok := costs[m.classes[cell]]
		if ok && cost != m.weights[v] {
			patches = append(patches, csr.Patch{Node: csr.Node(v), Weight: m.rules.entering(cost)})
		}
	}
	if 2*len(patches) > m.NumNodes() {
		weights := make([]uint32, m.NumNodes())
		for v := range weights {
			weights[v] = g.NodeWeight(csr.Node(v))
		}
		for _, p := range patches {
			weights[p.Node] = p.Weight
		}
		return csr.OverlayFrom(g, weights)
	}
	o := csr.NewOverlay(g)
	for _, p := range patches {
		if err := o.SetNode(p.Node, p.Weight); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// fitDiagonals brings the diagonal arcs that leave the cell in column x and row y, if it is a
// node, in line with the nodes' weights under an overlay.
func (m *Map) fitDiagonals(o *csr.Overlay, x, y int) error {
	v, ok := m.Node(x, y)
	if !ok {
		return nil
	}
	closed := func(v csr.Node) bool { return o.NodeWeight(v) == csr.Blocked }
	for _, s := range steps {
		to, ok := m.move(x, y, s)
		if !ok || !s.diagonal() {
			continue
		}
		w := m.rules.beyond(o.NodeWeight(to))
		if !m.fits(x, y, s, closed) {
			w = csr.Blocked
		}
		if err := setArc(o, v, to, w); err != nil {
			return err
		}
	}
	return nil
}

// setArc gives an arc a weight, by no patch if it has it in the graph.
func setArc(o *csr.Overlay, from, to csr.Node, w uint32) error {
	if now, ok := o.ArcWeight(from, to); ok && now == w {
		return nil
	}
	if own, ok := o.Graph().ArcWeight(from, to); ok && own == w {
		return o.ResetArc(from, to)
	}
	return o.SetArc(from, to, w)
}
