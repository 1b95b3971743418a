package csr

import (
	"cmp"
	"fmt"
	"slices"
)

// Counterpart returns the node of another graph that stands for v, and whether there is
// one: see Overlay.MoveTo and Locator.Counterparts.
type Counterpart func(v Node) (Node, bool)

// MoveTo takes o to another graph, such as a newer map. moved is an overlay of g with
// the weights of the nodes and arcs that o changes; left is an overlay of o's graph with
// those whose node or arc does not exist on g.
//
// at says which node of g stands for a node; nil is for a graph on which all nodes kept
// their numbers. An arc moves to the arc between the nodes that stand for its ends, if
// there is one. If several weights come to one place, the largest counts, so a closed
// street stays closed. A whole array moves as the list of where it differs from its
// graph.
//
// It costs one call of at for each changed node and two for each changed arc, and
// O(k log k) for k of them; O(nodes) more for a whole array with many changes. The
// error is a *NodeError if at names a node that g does not have.
func (o *Overlay) MoveTo(g *CSRGraph, at Counterpart) (moved, left *Overlay, err error) {
	moved, left = NewOverlay(g), NewOverlay(o.g)
	if at == nil {
		at = func(v Node) (Node, bool) { return v, moved.g.HasNode(v) }
	}
	if err := o.moveNodes(moved, left, at); err != nil {
		return nil, nil, err
	}
	if err := o.moveArcs(moved, left, at); err != nil {
		return nil, nil, err
	}
	moved.nodes, moved.arcs = largest(moved.nodes), largest(moved.arcs)
	return moved, left, nil
}

// moveNodes moves the patches of nodes, in the order that they have in o.
func (o *Overlay) moveNodes(moved, left *Overlay, at Counterpart) error {
	for _, p := range o.everyChange() {
		u, ok := at(p.Node)
		if !ok {
			left.nodes = append(left.nodes, p)
			continue
		}
		if err := moved.g.CheckNode(u, "MoveTo"); err != nil {
			return err
		}
		moved.nodes = append(moved.nodes, Patch{u, p.Weight})
	}
	return nil
}

// everyChange returns the changes of nodes, also where they are many.
func (o *Overlay) everyChange() patches[Patch] {
	if !o.dense {
		return o.nodes
	}
	var all patches[Patch]
	for v, w := range o.weights {
		if w != o.g.NodeWeight(Node(v)) {
			all = append(all, Patch{Node(v), w})
		}
	}
	return all
}

// moveArcs moves the patches of arcs.
func (o *Overlay) moveArcs(moved, left *Overlay, at Counterpart) error {
	for _, p := range o.arcs {
		from, to, _ := o.g.ArcEnds(p.Arc)
		arc, ok, err := between(moved.g, from, to, at)
		switch {
		case err != nil:
			return err
		case ok:
			moved.arcs = append(moved.arcs, ArcPatch{arc, p.Weight})
		default:
			left.arcs = append(left.arcs, p)
		}
	}
	return nil
}

// between returns the arc of g between the counterparts of two nodes, if it is there.
func between(g *CSRGraph, from, to Node, at Counterpart) (arc uint32, ok bool, err error) {
	ends := [2]Node{from, to}
	for i, v := range ends {
		if ends[i], ok = at(v); !ok {
			return 0, false, nil
		}
		if err := g.CheckNode(ends[i], "MoveTo"); err != nil {
			return 0, false, err
		}
	}
	arc, ok = g.Arc(ends[0], ends[1])
	return arc, ok, nil
}

// largest sorts patches, and keeps the largest weight of those of one place.
func largest[P patch](list patches[P]) patches[P] {
	slices.SortFunc(list, func(p, q P) int {
		return cmp.Or(cmp.Compare(p.of(), q.of()), cmp.Compare(q.weight(), p.weight()))
	})
	return slices.CompactFunc(list, func(p, q P) bool { return p.of() == q.of() })
}

// Counterparts returns a Counterpart from another graph to the Locator's: the node
// nearest to a node's point, if it is no farther away than within, in the unit of
// Nearest. Each call costs what Nearest does. The error is ErrNoGraph if the other graph
// is nil, ErrNoPoints if it has no points, and wraps ErrOtherPoints if one graph has
// longitude and latitude and the other plane units.
func (l *Locator) Counterparts(from *CSRGraph, within float64) (Counterpart, error) {
	switch {
	case from == nil:
		return nil, ErrNoGraph
	case !from.HasPoints():
		return nil, ErrNoPoints
	case from.meta.LonLat != l.lonLat:
		return nil, fmt.Errorf("csr: counterparts: %w", ErrOtherPoints)
	}
	return func(v Node) (Node, bool) {
		x, y, ok := from.Point(v)
		if !ok {
			return 0, false
		}
		u, distance, err := l.Nearest(x, y)
		return u, err == nil && distance <= within
	}, nil
}
