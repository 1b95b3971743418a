package streetnet

// Join makes two nodes one, by the next Renumber.
func (n *Network) Join(u, v Node) {
	if n.parents == nil {
		n.parents = make([]Node, len(n.Places))
		for i := range n.parents {
			n.parents[i] = Node(i)
		}
	}
	u, v = n.root(u), n.root(v)
	n.parents[max(u, v)] = min(u, v)
}

// root returns the first of the nodes that v is joined with.
func (n *Network) root(v Node) Node {
	for n.parents != nil && n.parents[v] != v {
		n.parents[v] = n.parents[n.parents[v]]
		v = n.parents[v]
	}
	return v
}

// Renumber makes one node of those that are joined, at the place of the first, and drops
// the steps between them.
func (n *Network) Renumber() {
	if n.parents == nil {
		return
	}
	numbers, places := make([]Node, len(n.Places)), n.Places[:0]
	for v, p := range n.Places {
		if root := n.root(Node(v)); int(root) < v {
			numbers[v] = numbers[root]
		} else {
			numbers[v] = Node(len(places))
			places = append(places, p)
		}
	}
	steps, first := n.Steps[:0], false
	for _, s := range n.Steps {
		s.From, s.To = numbers[s.From], numbers[s.To]
		if first = first || s.First; s.From != s.To {
			s.First, first = first, false
			steps = append(steps, s)
		}
	}
	n.Places, n.Steps, n.parents = places, steps, nil
}
