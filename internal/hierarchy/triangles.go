package hierarchy

import (
	"slices"

	"github.com/veltrix/cairn/internal/elimination"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/minplus"
)

// program is what a Customizer does with any weights: it enters the weights at the inputs,
// and then looks at all triangles.
type program struct {
	inputs []input
	arcs   [][2]uint32 // by input: the arcs of the graph, on the way up and down; None if there is none
	fans   []minplus.Fan
}

// input is an arc of the tree that arcs of the graph lie on, and the ranks of its ends.
type input struct{ arc, low, high uint32 }

// program returns that of the topology. It is made when it is first needed.
func (t *Topology) program() *program {
	t.programOnce.Do(func() {
		t.programMade.listInputs(t)
		t.programMade.listFans(t)
	})
	return &t.programMade
}

// listInputs lists the arcs of the tree that are arcs of the graph, in ascending order.
func (p *program) listInputs(t *Topology) {
	at := make([]uint32, len(t.Tree.Head)) // by arc of the tree: its number among the inputs
	for r := range uint32(len(t.Tree.Order)) {
		for a := t.Tree.First[r]; a < t.Tree.First[r+1]; a++ {
			if t.inGraph.Has(a) {
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

// listFans lists the triangles: there is one for each two arcs of a rank, since upper
// neighbours are adjacent. Those of an arc with arcs of one run that are before it make a
// fan, so many at a time, since the arcs above them follow one another too.
//
// Ranks come after all of their subtrees. Those of the same height come one after the other,
// first with the first runs of all, then with the second, and in each of these arc by arc: a
// processor waits for what was written just before next to where it reads.
func (p *program) listFans(t *Topology) {
	for _, ranks := range byHeight(t.Tree) {
		for number := uint32(0); len(ranks) > 0; number++ {
			ranks = slices.DeleteFunc(ranks, func(r uint32) bool { return t.Tree.RunFirst[r]+number == t.Tree.RunFirst[r+1] })
			for _, r := range ranks {
				p.listRun(t.Tree, r, t.Tree.RunFirst[r]+number)
			}
		}
	}
}

// listRun lists the fans of a rank and a run of its arcs.
func (p *program) listRun(t *elimination.Tree, r, run uint32) {
	end := t.First[r+1]
	stop := end
	if run+1 < t.RunFirst[r+1] {
		stop = t.Runs[run+1].Arc
	}
	for first := t.Runs[run].Arc; first < stop; first += minplus.FanSize {
		for side := first + 1; side < end; side++ {
			above, _ := t.At(t.Head[side], t.Above[first])
			n := min(side, stop, first+minplus.FanSize) - first
			p.fans = append(p.fans, minplus.Fan{Side: side, Above: above, Back: uint16(side - first), N: uint16(n)})
		}
	}
}

// byHeight returns the ranks, those without lower ones first.
func byHeight(t *elimination.Tree) (all [][]uint32) {
	height := make([]int, len(t.Order))
	for r, p := range t.Parent {
		if p != layout.None {
			height[p] = max(height[p], height[r]+1)
		}
		for len(all) <= height[r] {
			all = append(all, nil)
		}
		all[height[r]] = append(all[height[r]], uint32(r))
	}
	return all
}
