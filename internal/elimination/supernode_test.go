package elimination

import "testing"

// TestSupernodes holds supernodes to their definition, and looks for larger ones.
func TestSupernodes(t *testing.T) {
	each(t, func(t *testing.T, p picture, order []uint32) {
		tree := mustTree(t, p, order)
		for r := range uint32(p.n) {
			row := tree.Head[tree.First[r]:tree.First[r+1]]
			joins := false // whether r + 1 is of the same supernode
			if r+1 < uint32(p.n) && tree.Parent[r] == r+1 {
				joins = true
				above := tree.Head[tree.First[r+1]:tree.First[r+2]]
				for i, head := range row[:len(row)-1] {
					joins = joins && i < len(above) && above[i] == head
				}
				joins = joins && len(above) == len(row)-1
			}
			if want := tree.Last[min(r+1, uint32(p.n-1))]; joins && tree.Last[r] != want || !joins && tree.Last[r] != r {
				t.Fatalf("%v: the supernode of rank %d ends at %d", p, r, tree.Last[r])
			}
		}
	})
}

// TestAt compares with Arc, for all ancestors.
func TestAt(t *testing.T) {
	each(t, func(t *testing.T, p picture, order []uint32) {
		tree := mustTree(t, p, order)
		for r := range uint32(p.n) {
			for up := tree.Parent[r]; up < uint32(p.n); up = tree.Parent[up] {
				arc, ok := tree.At(r, tree.Depth[up])
				if want, is := tree.Arc(r, up); ok != is || ok && arc != want {
					t.Fatalf("%v: arc from %d to its ancestor %d: %d, %v; want %d, %v", p, r, up, arc, ok, want, is)
				}
			}
		}
	})
}
