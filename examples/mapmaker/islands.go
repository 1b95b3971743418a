package main

import "github.com/veltrix/cairn/csr"

// islands are the parts of a map that no street joins to another: a union-find forest.
type islands struct {
	parents []csr.Node
	sizes   []int // of a part, at its root
}

// findIslands joins the ends of all arcs that are open.
func findIslands(g *csr.CSRGraph) *islands {
	n := g.NumNodes()
	i := &islands{parents: make([]csr.Node, n), sizes: make([]int, n)}
	for v := range csr.Node(n) {
		i.parents[v], i.sizes[v] = v, 1
	}
	for v := range csr.Node(n) {
		for to, w := range g.Arcs(v).All() {
			if w != csr.Blocked {
				i.join(v, to)
			}
		}
	}
	return i
}

func (i *islands) root(v csr.Node) csr.Node {
	for i.parents[v] != v {
		i.parents[v] = i.parents[i.parents[v]]
		v = i.parents[v]
	}
	return v
}

func (i *islands) join(u, v csr.Node) {
	u, v = i.root(u), i.root(v)
	if u == v {
		return
	}
	if i.sizes[u] < i.sizes[v] {
		u, v = v, u
	}
	i.parents[v] = u
	i.sizes[u] += i.sizes[v]
}

// large returns the nodes of parts of at least so many, and how many parts are smaller.
func (i *islands) large(nodes int) (kept []csr.Node, small int) {
	for v := range csr.Node(len(i.parents)) {
		root := i.root(v)
		switch size := i.sizes[root]; {
		case size >= nodes:
			kept = append(kept, v)
		case root == v:
			small++
		}
	}
	return kept, small
}
