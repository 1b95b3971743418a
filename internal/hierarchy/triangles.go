package hierarchy

import "github.com/veltrix/cairn/internal/layout"

// program is what a Customizer does with any weights: it enters the weights at the inputs,
// and then looks at all triangles.
type program struct {
	inputs    []input
	arcs      [][2]uint32 // by input: the arcs of the graph, on the way up and down; None if there is none
	triangles []triangle
}

// input is an arc of the tree that arcs of the graph lie on, and the ranks of its ends.
type input struct{ arc, low, high uint32 }

// triangle is two arcs of a rank and the arc between their upper ends.
type triangle struct {
	near, far uint32 // to the lower of these ends, and to the higher
	above     uint32
}

// program returns that of the topology. It is made when it is first needed.
func (t *Topology) program() *program {
	t.programOnce.Do(func() {
		t.programMade.listInputs(t)
		t.programMade.listTriangles(t)
	})
	return &t.programMade
}

// listInputs lists the arcs of the tree that are arcs of the graph, in ascending order.
func (p *program) listInputs(t *Topology) {
	at := make([]uint32, len(t.Tree.Head)) // by arc of the tree: its number among the inputs
	for r := range uint32(len(t.Tree.Order)) {
		for a := t.Tree.First[r]; a < t.Tree.First[r+1]; a++ {
			if t.inGraph.has(a) {
				at[a] = uint32(len(p.inputs))
				p.inputs = append(p.inputs, input{a, r, t.Tree.Head[a]})
				p.arcs = append(p.arcs, [2]uint32{layout.None, layout.None})
			}
		}
	}
	for a, place := range t.place {
		p.arcs[at[place>>1]][place&1] = uint32(a)
	}
}

// listTriangles lists the triangles in the order of their lowest ranks. There is one for each
// two arcs of a rank, since upper neighbours are adjacent.
func (p *program) listTriangles(t *Topology) {
	p.triangles = make([]triangle, 0, t.triangles)
	for r := range t.Tree.Order {
		lo, hi := t.Tree.First[r], t.Tree.First[r+1]
		for near := lo; near < hi; near++ {
			for far := lo; far < near; far++ {
				above, _ := t.Tree.At(t.Tree.Head[near], t.Tree.Above[far])
				p.triangles = append(p.triangles, triangle{near, far, above})
			}
		}
	}
}
