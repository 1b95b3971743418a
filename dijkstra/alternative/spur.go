package alternative

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/network"
)

// spur searches for the best path of a family from the node where it parts from others:
// an A* search whose potential is the distance to the target without anything closed.
type spur struct {
	closed    network.Marks // nodes that the search may not enter
	settled   network.Marks // nodes whose distance is final
	leading   network.Marks // nodes with a shortest path to the target
	reached   network.Marks // nodes with a distance
	seen      network.Marks // nodes of a walk
	distance  []uint64      // by node: from the first node
	queue     heap[entry]
	nodes     []csr.Node // of a walk
	n         int
	firstNode csr.Node
}

// entry is a node in the queue of a search.
type entry struct {
	key  uint64 // its distance and that to the target
	node csr.Node
}

func (a entry) Before(b entry) bool {
	return a.key < b.key || a.key == b.key && a.node < b.node
}

// reset gets ready for a question.
func (s *spur) reset(f *Finder) {
	if s.n = f.net.NumNodes(); len(s.distance) != s.n {
		s.distance = make([]uint64, s.n)
	}
}

// close has searches enter none of some nodes, and all others.
func (s *spur) close(nodes []csr.Node) {
	s.closed.Reset(s.n)
	for _, v := range nodes {
		s.closed.Add(v)
	}
}

// search settles the nodes on shortest paths of a family, at least, and returns their cost;
// ok is false if there is none.
func (s *spur) search(f *Finder, a *family) (cost uint64, ok bool) {
	s.settled.Reset(s.n)
	s.reached.Reset(s.n)
	s.queue = s.queue[:0]
	s.firstNode = a.path[a.at]
	if f.behind[s.firstNode] == dijkstra.Unreachable {
		return 0, false
	}
	cost = network.Inf
	s.reach(f, s.firstNode, 0)
	for len(s.queue) > 0 {
		e := s.queue.pop()
		if e.key > cost {
			break
		}
		if s.settled.Has(e.node) {
			continue
		}
		s.settled.Add(e.node)
		if e.node == f.to {
			cost = e.key
			continue
		}
		s.relax(f, a, e.node)
	}
	return cost, cost != network.Inf
}

// relax reaches the neighbours of a node.
func (s *spur) relax(f *Finder, a *family, u csr.Node) {
	out := &f.net.Out
	for e := out.First[u]; e < out.First[u+1]; e++ {
		v := out.Ends[e]
		if out.Costs[e] == network.Inf || s.closed.Has(v) || f.behind[v] == dijkstra.Unreachable {
			continue
		}
		d := s.distance[u] + out.Costs[e]
		if s.reached.Has(v) && s.distance[v] <= d || u == s.firstNode && f.refuses(a, v) {
			continue
		}
		s.reach(f, v, d)
	}
}

// reach gives a node a distance.
func (s *spur) reach(f *Finder, v csr.Node, d uint64) {
	s.reached.Add(v)
	s.distance[v] = d
	s.queue.push(entry{d + uint64(f.behind[v]), v})
}

// appendFirst appends the shortest path that a search has found, of several the one with the
// smallest node where they part.
func (s *spur) appendFirst(dst []csr.Node, f *Finder, a *family) []csr.Node {
	s.lead(f, a)
	u := s.firstNode
	s.closed.Add(u)
	dst = append(dst, u)
	for u != f.to {
		u = s.step(f, a, u)
		s.closed.Add(u)
		dst = append(dst, u)
	}
	return dst
}

// lead marks the nodes from which the search has found a shortest path to the target.
func (s *spur) lead(f *Finder, a *family) {
	in := &f.net.In
	s.leading.Reset(s.n)
	s.leading.Add(f.to)
	s.nodes = append(s.nodes[:0], f.to)
	for i := 0; i < len(s.nodes); i++ {
		v := s.nodes[i]
		for e := in.First[v]; e < in.First[v+1]; e++ {
			u := in.Ends[e]
			if s.settled.Has(u) && !s.leading.Has(u) && s.tight(f, a, u, v, in.Costs[e]) {
				s.leading.Add(u)
				s.nodes = append(s.nodes, u)
			}
		}
	}
}

// tight tells whether a step lies on a shortest path from the first node.
func (s *spur) tight(f *Finder, a *family, u, v csr.Node, cost uint64) bool {
	return cost != network.Inf && s.distance[u]+cost == s.distance[v] && u != f.to && !(u == s.firstNode && f.refuses(a, v))
}

// step returns the smallest node that the path can go on to from one, which is closed as
// those before it are.
func (s *spur) step(f *Finder, a *family, u csr.Node) csr.Node {
	out := &f.net.Out
	for e := out.First[u]; e < out.First[u+1]; e++ {
		v := out.Ends[e]
		if s.leading.Has(v) && !s.closed.Has(v) && s.tight(f, a, u, v, out.Costs[e]) && s.finishes(f, a, v) {
			return v
		}
	}
	return f.to // never reached: a path that has come so far can go on
}

// finishes tells whether a path can lead from a node to the target without the closed nodes.
// Those that are in its way are at its own distance, so that the search ends with the first
// step of positive cost.
func (s *spur) finishes(f *Finder, a *family, v csr.Node) bool {
	out := &f.net.Out
	s.seen.Reset(s.n)
	s.seen.Add(v)
	s.nodes = append(s.nodes[:0], v)
	for i := 0; i < len(s.nodes); i++ {
		u := s.nodes[i]
		if u == f.to {
			return true
		}
		for e := out.First[u]; e < out.First[u+1]; e++ {
			w := out.Ends[e]
			if !s.leading.Has(w) || s.seen.Has(w) || !s.tight(f, a, u, w, out.Costs[e]) {
				continue
			}
			if out.Costs[e] > 0 {
				return true
			}
			if !s.closed.Has(w) {
				s.seen.Add(w)
				s.nodes = append(s.nodes, w)
			}
		}
	}
	return false
}
