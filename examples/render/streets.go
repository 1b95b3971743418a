package main

import (
	"cmp"
	"slices"
	"sort"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// street is two neighbouring nodes with an arc one way or both.
type street struct {
	u, v  csr.Node // u < v
	class int      // of importance, from 0 up to classes
}

// Classes of streets: the share of the streets that belongs to each of those above
// the lowest, from the top, and how wide it is drawn.
const classes = 4

var (
	classShare = [classes - 1]float64{0.05, 0.12, 0.25}
	classWidth = [classes]float64{0.8, 1.3, 2, 3}
)

// streetsOf returns all streets, the least important first, and those of a class in the
// order of their nodes.
//
// A graph does not say which streets are important, but it tells which are used. The
// class of a street follows from its betweenness: the number of shortest paths from a
// sample of nodes to all nodes that use it (Freeman 1977; sampled, Brandes and Pich
// 2007). On open ground many paths are equally short, and the counts would only reflect
// the rule for ties, so there all streets are of the lowest class.
func streetsOf(g *csr.CSRGraph) ([]street, error) {
	n := newNetwork(g)
	streets := n.streets
	if openGround(g) {
		return streets, nil
	}
	used, err := n.betweenness()
	if err != nil {
		return nil, err
	}
	order := make([]int, len(streets))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(used[j], used[i]) })
	from := 0
	for i, share := range classShare {
		to := from + int(share*float64(len(order)))
		for _, j := range order[from:to] {
			streets[j].class = classes - 1 - i
		}
		from = to
	}
	slices.SortStableFunc(streets, func(a, b street) int { return cmp.Compare(a.class, b.class) })
	return streets, nil
}

// openGround tells whether a map is open ground rather than streets: on average, streets
// have fewer than three neighbours a node, and grids nearly four or eight.
func openGround(g *csr.CSRGraph) bool { return 2*g.NumArcs() > 7*g.NumNodes() }

// network is the streets of a graph, in the order of their nodes, and the street of each
// arc.
type network struct {
	g       *csr.CSRGraph
	streets []street
	number  []int // of the street of each arc
	first   []int // arc of each node
}

func newNetwork(g *csr.CSRGraph) *network {
	n := &network{g: g}
	for from := range csr.Node(g.NumNodes()) {
		n.first = append(n.first, len(n.number))
		for to := range g.Arcs(from).All() {
			number := -1
			if to < from {
				number = n.find(to, from)
			}
			if number < 0 {
				number = len(n.streets)
				n.streets = append(n.streets, street{u: min(from, to), v: max(from, to)})
			}
			n.number = append(n.number, number)
		}
	}
	return n
}

// find returns the number of an arc's street, or -1 if there is none.
func (n *network) find(from, to csr.Node) int {
	arcs := n.g.Arcs(from)
	i, ok := sort.Find(arcs.Len(), func(i int) int { return cmp.Compare(to, arcs.Target(i)) })
	if !ok {
		return -1
	}
	return n.number[n.first[from]+i]
}

// sources is the number of nodes from which paths are counted.
const sources = 64

// betweenness counts the paths through each street, from evenly spread nodes.
func (n *network) betweenness() ([]int, error) {
	used := make([]int, len(n.streets))
	solver, nodes := dijkstra.NewSolver(n.g), n.g.NumNodes()
	for i := range min(sources, nodes) {
		tree, err := solver.Tree(csr.Node(i * nodes / min(sources, nodes)))
		if err != nil {
			return nil, err
		}
		parent, below, err := subtrees(tree, nodes)
		if err != nil {
			return nil, err
		}
		for v, p := range parent {
			if p != root {
				used[n.find(p, csr.Node(v))] += below[v]
			}
		}
	}
	return used, nil
}

// root is the parent of a node that has none.
const root = csr.MaxNodes

// subtrees returns the parent of each node in a tree, and the size of its subtree, itself
// included. It removes leaves one after another, so that it does not depend on distances,
// which do not order steps of cost 0.
func subtrees(tree dijkstra.Tree, n int) (parent []csr.Node, below []int, err error) {
	parent, below = make([]csr.Node, n), make([]int, n)
	children := make([]int, n)
	for v := range parent {
		p, ok, err := tree.Parent(csr.Node(v))
		if err != nil {
			return nil, nil, err
		}
		if parent[v], below[v] = root, 1; ok {
			parent[v] = p
			children[p]++
		}
	}
	for v := range parent {
		for at := csr.Node(v); children[at] == 0 && parent[at] != root; at = parent[at] {
			below[parent[at]] += below[at]
			children[parent[at]]--
			children[at] = -1 // taken off
		}
	}
	return parent, below, nil
}

// polylines joins streets to lines, each street in one of them once. A line continues as
// long as there is a street that no line has.
func polylines(streets []street) (lines [][]csr.Node) {
	at := map[csr.Node][]int{}
	for i, s := range streets {
		at[s.u], at[s.v] = append(at[s.u], i), append(at[s.v], i)
	}
	done := make([]bool, len(streets))
	walk := func(v csr.Node) (line []csr.Node) {
		for line = append(line, v); len(at[v]) > 0; {
			i := at[v][0]
			if at[v] = at[v][1:]; done[i] {
				continue
			}
			done[i] = true
			v ^= streets[i].u ^ streets[i].v // the other end
			line = append(line, v)
		}
		return line
	}
	odd := func(v csr.Node) bool { return len(at[v])%2 == 1 } // a line has to begin or end here
	for _, where := range []func(csr.Node) bool{odd, func(csr.Node) bool { return true }} {
		for _, s := range streets {
			for _, v := range []csr.Node{s.u, s.v} {
				if where(v) {
					if line := walk(v); len(line) > 1 {
						lines = append(lines, line)
					}
				}
			}
		}
	}
	return lines
}
