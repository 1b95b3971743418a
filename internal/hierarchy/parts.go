package hierarchy

import "github.com/veltrix/cairn/internal/layout"

// Parts divides the ranks for several goroutines. Ranks of different subtrees are
// independent; those above them, the top, depend on each other.
type Parts struct {
	Subtrees []Span   // ranks of one or more whole subtrees each
	Top      []uint32 // all other ranks, in ascending order
	work     int      // of settling all ranks, in triangles
}

// Span is the ranks from Lo up to Hi.
type Span struct{ Lo, Hi uint32 }

// portions is how many subtrees have all the work: enough for several processors to end
// at about the same time, and few enough for a small top.
const portions = 16

// divide finds the Parts: what is above all subtrees of at most a portion is the top.
func (t *Topology) divide() {
	n := uint32(len(t.Tree.Order))
	work := make([]int, n) // of each subtree
	for r := range n {
		work[r] += t.work(r)
		if p := t.Tree.Parent[r]; p != layout.None {
			work[p] += work[r]
		} else {
			t.Parts.work += work[r]
		}
	}
	portion := t.Parts.work / portions
	s := Span{}
	size := 0
	for r := range n {
		if work[r] > portion {
			t.Parts.Top = append(t.Parts.Top, r)
			s.Lo, size = r+1, 0
			continue
		}
		p := t.Tree.Parent[r]
		if p != layout.None && work[p] <= portion {
			continue // within a subtree
		}
		size += work[r]
		if s.Hi = r + 1; size > portion/2 || s.Hi == n || s.Hi == p {
			t.Parts.Subtrees = append(t.Parts.Subtrees, s)
			s.Lo, size = s.Hi, 0
		}
	}
}

// work returns what settling a rank takes, in triangles.
func (t *Topology) work(r uint32) (work int) {
	for _, low := range t.below(r) {
		work += arcCost + int(low.arc-t.Tree.First[low.rank])
	}
	return work
}
