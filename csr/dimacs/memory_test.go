package dimacs

import (
	"strings"
	"testing"
)

// TestClaimsCostNothing checks that the counts on a p line alone take no memory, neither
// in Read nor in Build.
func TestClaimsCostNothing(t *testing.T) {
	const affordable = 1 << 20
	for _, c := range []struct{ gr, co string }{
		{"p sp 4000000000 0", ""},
		{"p sp 4000000000 4000000000", ""},
		{"p sp 4000000000 4000000000\na 4000000000 1 7", ""},
		{"p sp 3 4000000000\na 1 2 3", ""},
		{"p sp 3 0", "p aux sp co 4000000000"},
		{"p sp 4000000000 4000000000\na 1 2 3", "p aux sp co 4000000000\nv 1 2 3"},
	} {
		bytes := allocated(func() {
			if _, err := Read(strings.NewReader(c.gr), text(c.co), nil); err == nil {
				t.Errorf("%q is accepted", c.gr)
			}
		})
		if bytes > affordable {
			t.Errorf("%q, %q: %d bytes allocated", c.gr, c.co, bytes)
		}
	}
}

// TestLargestClaimIsAffordable builds the largest graph that a file of two lines
// can make.
func TestLargestClaimIsAffordable(t *testing.T) {
	bytes := allocated(func() { mustRead(t, nil, "p sp 1048576 0", "") })
	if bytes > 64<<20 {
		t.Errorf("%d bytes allocated", bytes)
	}
}

// TestNoAllocationPerLine checks that ten times the lines take as many allocations, and
// a few more for the growth of the Builder's arcs.
func TestNoAllocationPerLine(t *testing.T) {
	count := func(side int) float64 {
		gr, co := lattice(side)
		return testing.AllocsPerRun(3, func() {
			if _, err := Read(strings.NewReader(gr), strings.NewReader(co), nil); err != nil {
				t.Error(err)
			}
		})
	}
	if small, large := count(30), count(95); large > small+20 {
		t.Errorf("%v allocations for 4,380 lines, %v for 44,745", small, large)
	}
}
