package csr

import (
	"math"
	"math/rand/v2"
	"testing"
)

// boundsOf returns the box of points on one latitude.
func boundsOf(t *testing.T, lonLat bool, xs ...float64) Box {
	t.Helper()
	b := NewBuilder(len(xs))
	b.SetMeta(Meta{LonLat: lonLat})
	for v, x := range xs {
		b.SetPoint(Node(v), x, float64(v))
	}
	box, ok := Bounds(mustBuild(t, b))
	if !ok || box.MinY != 0 || box.MaxY != float64(len(xs)-1) {
		t.Errorf("%v: rows of %+v, %v", xs, box, ok)
	}
	return box
}

// TestBounds has maps on this side of the 180th meridian, across it and round the
// Earth.
func TestBounds(t *testing.T) {
	for _, c := range []struct {
		lonLat     bool
		xs         []float64
		west, east float64
	}{
		{true, []float64{11.9, 12.1, 11.8}, 11.8, 12.1},
		{true, []float64{7}, 7, 7},
		{true, []float64{-90, 90}, -90, 90},
		{true, []float64{177, -178, 179}, 177, 182},
		{true, []float64{179.999, 180, -180, -179.999}, 179.999, 180.001},
		{true, []float64{180, -180}, -180, -180}, // one place
		{true, []float64{-120, 0, 120}, -120, 120},
		{true, []float64{-170, -80, 100, 170}, 100, 280},
		{false, []float64{177, -178, 179}, -178, 179},
		{false, []float64{-1000, 1000}, -1000, 1000},
	} {
		if b := boundsOf(t, c.lonLat, c.xs...); math.Abs(b.MinX-c.west) > 1e-9 || math.Abs(b.MaxX-c.east) > 1e-9 {
			t.Errorf("%v: from %v to %v, want %v to %v", c.xs, b.MinX, b.MaxX, c.west, c.east)
		}
	}
	for _, b := range []*Builder{NewBuilder(0), NewBuilder(3)} {
		if box, ok := Bounds(mustBuild(t, b)); ok {
			t.Errorf("a map without points lies in %+v", box)
		}
	}
}

// TestBoundsAreTheSmallest draws longitudes, and holds the box to the widest gap
// between neighbours round the Earth; every point unwraps into the box.
func TestBoundsAreTheSmallest(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for range 500 {
		xs := make([]float64, 2+r.IntN(6))
		centre, width := r.Float64()*360-180, 400*r.Float64()*r.Float64()
		for i := range xs {
			xs[i] = math.Remainder(centre+width*r.Float64(), 360)
		}
		gap := 0.0
		for _, x := range xs {
			next := 360.0 // to the next point eastward
			for _, y := range xs {
				if ahead := math.Mod(y-x+720, 360); ahead > 0 {
					next = min(next, ahead)
				}
			}
			gap = max(gap, next)
		}
		b := boundsOf(t, true, xs...)
		if math.Abs(b.MaxX-b.MinX-(360-gap)) > 1e-9 || b.MinX < -180 || b.MinX >= 180 {
			t.Fatalf("%v: from %v to %v, where %v are free", xs, b.MinX, b.MaxX, gap)
		}
		for _, x := range xs {
			u := b.Unwrap(x)
			if u < b.MinX-1e-9 || u > b.MaxX+1e-9 || math.Abs(math.Remainder(u-x, 360)) > 1e-9 {
				t.Fatalf("%v: %v unwraps to %v, outside %v to %v", xs, x, u, b.MinX, b.MaxX)
			}
		}
	}
}

// TestUnwrap takes longitudes to the side of a box where they are nearest.
func TestUnwrap(t *testing.T) {
	fiji := Box{MinX: 177, MaxX: 182}
	for lon, want := range map[float64]float64{177: 177, -178: 182, 180: 180, -180: 180, -177: 183, 176: 176, 181: 181, 541: 181} {
		if got := fiji.Unwrap(lon); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v unwraps to %v, want %v", lon, got, want)
		}
	}
}
