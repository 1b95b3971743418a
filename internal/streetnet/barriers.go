package streetnet

// CloseBarriers ends streets at the nodes that a barrier stops: every neighbour of one gets
// an end of its own, the first one the node itself. It returns how many barriers stand on
// streets.
func (n *Network) CloseBarriers(stops func(v Node) bool) int {
	b := &barriers{Network: n, stops: stops, first: map[Node]Node{}, others: map[[2]Node]Node{}}
	for i := range n.Steps {
		s := &n.Steps[i]
		from, to := s.From, s.To
		s.From, s.To = b.end(from, to), b.end(to, from)
	}
	return len(b.first)
}

// barriers are the ends of streets at barriers.
type barriers struct {
	*Network
	stops  func(v Node) bool
	first  map[Node]Node    // by barrier: the neighbour whose end is the node itself
	others map[[2]Node]Node // by barrier and neighbour: the other ends
}

// end returns the node at which a step to v from a neighbour ends.
func (b *barriers) end(v, from Node) Node {
	if !b.stops(v) {
		return v
	}
	if first, ok := b.first[v]; !ok || first == from {
		b.first[v] = from
		return v
	}
	end, ok := b.others[[2]Node{v, from}]
	if !ok {
		end = b.AddPlace(b.Places[v])
		b.others[[2]Node{v, from}] = end
	}
	return end
}
