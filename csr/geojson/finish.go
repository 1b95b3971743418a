package geojson

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// finish completes the map when all has been read.
func (n *network) finish() error {
	n.nodes = nil // no longer needed
	if n.opts.Levels {
		if err := n.joinLevels(); err != nil {
			return err
		}
		n.renumber()
	}
	if n.opts.Tolerance > 0 {
		if err := n.joinEnds(); err != nil {
			return err
		}
		n.renumber()
	}
	n.stats.Crossings = n.crossings()
	if err := n.closeBarriers(); err != nil {
		return err
	}
	return n.count()
}

// count counts nodes and arcs. The error is ErrNoStreet if there are none.
func (n *network) count() error {
	n.stats.Nodes, n.stats.Arcs = len(n.places), 0
	for _, s := range n.steps {
		n.stats.Arcs += int(s.along&forward) + int(s.along&backward)/2
	}
	if len(n.steps) > 0 {
		return nil
	}
	text := n.stats.String()
	if len(n.stats.Unread) > 0 {
		text += "; tags not understood: " + Listed(n.stats.Unread)
	}
	return fmt.Errorf("%w: %s", ErrNoStreet, text)
}

// join makes two nodes one.
func (n *network) join(u, v csr.Node) {
	if n.parents == nil {
		n.parents = make([]csr.Node, len(n.places))
		for i := range n.parents {
			n.parents[i] = csr.Node(i)
		}
	}
	u, v = n.root(u), n.root(v)
	n.parents[max(u, v)] = min(u, v)
}

// root returns the first of the nodes that v is joined with.
func (n *network) root(v csr.Node) csr.Node {
	for n.parents != nil && n.parents[v] != v {
		n.parents[v] = n.parents[n.parents[v]]
		v = n.parents[v]
	}
	return v
}

// renumber makes one node of those that are joined, and drops the steps between them.
func (n *network) renumber() {
	if n.parents == nil {
		return
	}
	numbers, places := make([]csr.Node, len(n.places)), n.places[:0]
	for v, p := range n.places {
		if root := n.root(csr.Node(v)); int(root) < v {
			numbers[v] = numbers[root]
		} else {
			numbers[v] = csr.Node(len(places))
			places = append(places, p)
		}
	}
	steps, first := n.steps[:0], false
	for _, s := range n.steps {
		s.from, s.to = numbers[s.from], numbers[s.to]
		if first = first || s.first; s.from != s.to {
			s.first, first = first, false
			steps = append(steps, s)
		}
	}
	n.places, n.steps, n.parents = places, steps, nil
}

// closeBarriers ends streets at the barriers that stand on them: every neighbour of a
// barrier gets an end of its own, the first one the node itself.
func (n *network) closeBarriers() error {
	if len(n.barriers) == 0 {
		return nil
	}
	b := &barriers{network: n, first: map[csr.Node]csr.Node{}, others: map[[2]csr.Node]csr.Node{}}
	for i := range n.steps {
		s := &n.steps[i]
		from, to := s.from, s.to
		s.from, s.to = b.end(from, to), b.end(to, from)
	}
	n.stats.Barriers = len(b.first)
	if len(n.places) > n.opts.MaxNodes || int64(len(n.places)) > csr.MaxNodes {
		return fmt.Errorf("%w: more than %d nodes", ErrLimit, n.opts.MaxNodes)
	}
	return nil
}

// barriers are the ends of streets at barriers.
type barriers struct {
	*network
	first  map[csr.Node]csr.Node    // by barrier: the neighbour whose end is the node itself
	others map[[2]csr.Node]csr.Node // by barrier and neighbour: the other ends
}

// end returns the node at which a step to v from a neighbour ends.
func (b *barriers) end(v, from csr.Node) csr.Node {
	p := b.places[v]
	if !b.network.barriers[[2]float64{p.x, p.y}] {
		return v
	}
	if first, ok := b.first[v]; !ok || first == from {
		b.first[v] = from
		return v
	}
	end, ok := b.others[[2]csr.Node{v, from}]
	if !ok {
		end = csr.Node(len(b.places))
		b.places = append(b.places, p)
		b.others[[2]csr.Node{v, from}] = end
	}
	return end
}
