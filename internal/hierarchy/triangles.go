package hierarchy

import "github.com/veltrix/cairn/internal/layout"

// triangles is what a Customizer reads of a topology: it is the same for all weights.
type triangles struct {
	above  []uint32 // by rank, and pair of its arcs: the arc between their upper ends
	inputs []input  // in ascending order of their arcs
}

// input is an arc of the tree that arcs of the graph lie on.
type input struct {
	arc       uint32    // of the tree
	low, high uint32    // the ranks of its ends
	arcs      [2]uint32 // of the graph, on the way up and down; None if there is none
}

// shared returns the triangles, which are made when they are first needed.
func (t *Topology) shared() *triangles {
	t.trianglesOnce.Do(func() { t.trianglesMade = &triangles{t.listAbove(), t.listInputs()} })
	return t.trianglesMade
}

// listAbove lists the arcs above each two arcs of a rank: those of the second arc with the
// first, then those of the third with the first and the second, and so on.
func (t *Topology) listAbove() []uint32 {
	all := make([]uint32, 0, t.triangles)
	for r := range t.Tree.Order {
		lo, hi := t.Tree.First[r], t.Tree.First[r+1]
		for a := lo; a < hi; a++ {
			for b := lo; b < a; b++ {
				above, _ := t.Tree.At(t.Tree.Head[a], t.Tree.Above[b]) // upper neighbours are adjacent
				all = append(all, above)
			}
		}
	}
	return all
}

// listInputs lists the arcs of the tree that are arcs of the graph.
func (t *Topology) listInputs() []input {
	at := make([]uint32, len(t.Tree.Head)) // by arc of the tree: its number among the inputs
	all := []input{}
	for r := range uint32(len(t.Tree.Order)) {
		for a := t.Tree.First[r]; a < t.Tree.First[r+1]; a++ {
			if t.inGraph.has(a) {
				at[a] = uint32(len(all))
				all = append(all, input{a, r, t.Tree.Head[a], [2]uint32{layout.None, layout.None}})
			}
		}
	}
	for a, place := range t.place {
		all[at[place>>1]].arcs[place&1] = uint32(a)
	}
	return all
}

type Tri struct{ A, B, C uint32 }

func (c *Customizer) Tris() (out []Tri) {
	k := 0
	first := c.Tree.First
	for r := range len(first) - 1 {
		for a := first[r]; a < first[r+1]; a++ {
			for b := first[r]; b < a; b++ {
				out = append(out, Tri{a, b, c.above[k]})
				k++
			}
		}
	}
	return
}
func (c *Customizer) Flat(tris []Tri) {
	up := c.up
	for i := range tris {
		t := &tris[i]
		up[t.C] = min(up[t.C], up[t.A]+up[t.B])
	}
}
func (c *Customizer) Nest()          { c.settleBoth() }
func (c *Customizer) Enter()         { c.enterBoth() }
func (c *Customizer) Read(w Weights) { c.readNodes(w.Nodes) }
