package csr

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestManyWeights compares overlays that are changed for many nodes and arcs at once with
// such that are changed one by one: lists in any order, with repetitions, on patches and
// on whole arrays.
func TestManyWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	for range 500 {
		g := mustBuild(t, randomBuilder(r))
		many, single := NewOverlay(g), NewOverlay(g)
		if r.IntN(3) == 0 {
			array := make([]uint32, g.NumNodes())
			many, _ = OverlayFrom(g, slices.Clone(array))
			single, _ = OverlayFrom(g, array)
		}
		for range 4 {
			changeMany(t, r, many, single)
		}
		if !slices.Equal(many.ArcPatches(), single.ArcPatches()) || !slices.Equal(many.Weights(), single.Weights()) || !slices.Equal(many.nodes, single.nodes) {
			t.Fatalf("%v, %v, %v; want %v, %v, %v", many.nodes, many.Weights(), many.ArcPatches(), single.nodes, single.Weights(), single.ArcPatches())
		}
	}
}

// changeMany changes both overlays in the same way.
func changeMany(t *testing.T, r *rand.Rand, many, single *Overlay) {
	t.Helper()
	list := func(n int) (all []uint32) {
		for range r.IntN(2*n + 1) {
			all = append(all, r.Uint32N(uint32(n)))
		}
		if r.IntN(2) == 0 {
			slices.Sort(all)
		}
		return all
	}
	g, w, factor := many.Graph(), r.Uint32(), []float64{0, 0.5, 3, 1e300}[r.IntN(4)]
	nodes, arcs := list(g.NumNodes()), list(g.NumArcs())
	times := func(w uint32) uint32 {
		if w == Blocked {
			return w
		}
		return uint32(min(math.Round(float64(w)*factor), float64(Blocked-1)))
	}
	scale := r.IntN(2) == 0
	generation := many.Generation()
	err := errors.Join(many.SetNodes(nodes, w), many.SetArcs(arcs, w))
	if scale {
		err = errors.Join(many.ScaleNodes(nodes, factor), many.ScaleArcs(arcs, factor))
	}
	if err != nil || len(nodes)+len(arcs) > 0 && many.Generation() == generation {
		t.Fatalf("%v, generation %d after %d", err, many.Generation(), generation)
	}
	for _, v := range nodes {
		to := w
		if scale {
			to = times(g.NodeWeight(v))
		}
		_ = single.SetNode(v, to)
	}
	for _, arc := range arcs {
		from, target, _ := g.ArcEnds(arc)
		to := w
		if scale {
			old, _ := g.ArcWeight(from, target)
			to = times(old)
		}
		_ = single.SetArc(from, target, to)
	}
}

// TestManyWeightsRefuse checks that a wrong list changes nothing.
func TestManyWeightsRefuse(t *testing.T) {
	g := mustBuild(t, everything())
	o := NewOverlay(g)
	for name, err := range map[string]error{
		"a node":   o.SetNodes([]Node{0, 5}, 1),
		"no graph": (&Overlay{}).SetNodes([]Node{0}, 1),
	} {
		if e := (*NodeError)(nil); err == nil || name == "a node" && (!errors.As(err, &e) || e.Place != "nodes[1]") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := o.SetArcs([]uint32{0, uint32(g.NumArcs())}, 1); !errors.Is(err, ErrNoArc) {
		t.Errorf("an arc that is not there: %v", err)
	}
	for _, factor := range []float64{-1, math.NaN(), math.Inf(1)} {
		if err := o.ScaleNodes([]Node{1}, factor); !errors.Is(err, ErrFactor) {
			t.Errorf("factor %v: %v", factor, err)
		}
		if err := o.ScaleArcs([]uint32{1}, factor); !errors.Is(err, ErrFactor) {
			t.Errorf("factor %v: %v", factor, err)
		}
	}
	if len(o.nodes)+len(o.arcs) > 0 {
		t.Errorf("changes: %v, %v", o.nodes, o.arcs)
	}
}
