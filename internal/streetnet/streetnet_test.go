package streetnet

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// plane returns a network with places on a plane, one after the other along it.
func plane(xs ...float64) *Network {
	n := &Network{Plane: true}
	for _, x := range xs {
		n.AddPlace(Place{X: x})
	}
	return n
}

// steps returns the steps of a network as text.
func steps(n *Network) (list []string) {
	for _, s := range n.Steps {
		list = append(list, fmt.Sprintf("%d-%d:%d,%d", s.From, s.To, s.Weight, s.Back))
	}
	return list
}

// TestWeights rounds lines as a whole, from the same end whichever way they are drawn, at two
// paces.
func TestWeights(t *testing.T) {
	for _, c := range []struct {
		nodes []Node
		s     Street
		want  []string
	}{
		{[]Node{0, 1, 2, 3}, Street{Forward: true, Backward: true, Along: 1, Against: 1}, []string{"0-1:1,1", "1-2:0,0", "2-3:1,1"}},
		{[]Node{3, 2, 1, 0}, Street{Forward: true, Backward: true, Along: 1, Against: 1}, []string{"3-2:1,1", "2-1:0,0", "1-0:1,1"}},
		{[]Node{0, 1, 2, 3}, Street{Forward: true, Backward: true, Along: 1, Against: 0.1}, []string{"0-1:1,6", "1-2:0,6", "2-3:1,6"}},
		{[]Node{0, 1}, Street{Forward: true, Along: 10, Against: 0}, []string{"0-1:1,1"}},
		{[]Node{0, 1}, Street{Backward: true, Along: 0, Against: 0.1}, []string{"0-1:6,6"}},
		{[]Node{0}, Street{}, nil},
	} {
		n := plane(0, 0.6, 1.2, 1.8)
		if err := n.AddLine(c.nodes, c.s); err != nil || !slices.Equal(steps(n), c.want) {
			t.Errorf("%v %+v: %v, want %v; %v", c.nodes, c.s, steps(n), c.want, err)
		}
	}
	for _, along := range []float64{0, -1, math.NaN(), 1e-10} {
		if err := plane(0, 1).AddLine([]Node{0, 1}, Street{Forward: true, Along: along}); err != ErrLength {
			t.Errorf("a unit of %v m: %v", along, err)
		}
	}
}

// TestSumsOfWeights checks that a line of many steps weighs its length, to a unit.
func TestSumsOfWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		n, x := plane(0), 0.0
		nodes := []Node{0}
		for range 50 {
			x += r.Float64()
			nodes = append(nodes, n.AddPlace(Place{X: x}))
		}
		if err := n.AddLine(nodes, Street{Forward: true, Along: 1}); err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, s := range n.Steps {
			sum += float64(s.Weight)
		}
		if math.Abs(sum-x) > 1 {
			t.Errorf("%v m weigh %v", x, sum)
		}
	}
}

// TestBarriers gives each street at a barrier an end of its own.
func TestBarriers(t *testing.T) {
	n := plane(0, 1, 2, 3)
	s := Street{Forward: true, Backward: true, Along: 1, Against: 1}
	for _, line := range [][]Node{{0, 1, 2}, {3, 1}, {2, 1}} {
		if err := n.AddLine(line, s); err != nil {
			t.Fatal(err)
		}
	}
	if found := n.CloseBarriers(func(v Node) bool { return v == 1 }); found != 1 {
		t.Errorf("%d barriers", found)
	}
	if want := []string{"0-1:1,1", "4-2:1,1", "3-5:2,2", "2-4:1,1"}; !slices.Equal(steps(n), want) || len(n.Places) != 6 || n.Arcs() != 8 {
		t.Errorf("%v, want %v", steps(n), want)
	}
}

// TestJoinEnds joins ends that nearly meet, where they may.
func TestJoinEnds(t *testing.T) {
	for _, c := range []struct {
		meets  func(u, v Node) bool
		joined int
		want   []string
	}{
		{nil, 2, []string{"0-1:10,10", "1-2:9,9"}},
		{func(u, v Node) bool { return false }, 0, []string{"0-1:10,10", "2-3:9,9"}},
	} {
		n := plane(0, 10, 10.5, 20)
		for _, line := range [][]Node{{0, 1}, {2, 3}} {
			if err := n.AddLine(line, Street{Forward: true, Along: 1.01}); err != nil {
				t.Fatal(err)
			}
		}
		joined, err := n.JoinEnds(1, c.meets)
		if joined != c.joined || err != nil || !slices.Equal(steps(n), c.want) {
			t.Errorf("%d joined: %v, want %v; %v", joined, steps(n), c.want, err)
		}
	}
}

// TestCross compares lines with small whole coordinates with a point that they share.
func TestCross(t *testing.T) {
	for _, c := range []struct {
		a, b, c, d Place
		want       bool
	}{
		{Place{}, Place{X: 2, Y: 2}, Place{Y: 2}, Place{X: 2}, true},
		{Place{}, Place{X: 2, Y: 2}, Place{X: 1, Y: 1}, Place{X: 5}, true},
		{Place{}, Place{X: 2, Y: 2}, Place{X: 3, Y: 3}, Place{X: 4, Y: 4}, false},
		{Place{}, Place{X: 2, Y: 2}, Place{X: 2, Y: 0}, Place{X: 1.5, Y: 1}, false},
	} {
		if Cross(c.a, c.b, c.c, c.d) != c.want || Cross(c.c, c.d, c.b, c.a) != c.want {
			t.Errorf("%+v: want %v", c, c.want)
		}
	}
}
