package csr

import (
	"math"
	"testing"
)

// TestNearestEnd stands on a street of both ways, on one that leads on only, and on nodes.
func TestNearestEnd(t *testing.T) {
	b := NewBuilder(3)
	b.AddArc(0, 1, 1)
	b.AddArc(1, 2, 1)
	b.AddArc(2, 1, 1)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		at   Position
		want Node
	}{
		{Position{1, 2, 0.4}, 1},
		{Position{1, 2, 0.5}, 1},
		{Position{1, 2, 0.6}, 2},
		{Position{2, 1, 0.6}, 1},
		{Position{0, 1, 0.1}, 1}, // it cannot be left by 0
		{Position{1, 0, 0.9}, 1},
		{Position{0, 1, 0}, 0}, // this is the node
		{Position{1, 0, 1}, 0},
		{AtNode(2), 2},
	} {
		if got := g.NearestEnd(c.at); got != c.want {
			t.Errorf("%v: node %d, want %d", c.at, got, c.want)
		}
	}
	for _, bad := range []Position{{7, 8, 0.3}, {0, 9, math.NaN()}, {0, 2, 0.5}} { // no panic
		g.NearestEnd(bad)
	}
}
