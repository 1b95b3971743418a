package main

import (
	"math"
	"math/rand/v2"
	"testing"
)

// covered returns how many pixels a mask covers.
func covered(r *raster) float64 {
	sum := 0
	for _, m := range r.mask {
		sum += int(m)
	}
	return float64(sum) / 255
}

// area is half the sum of cross products.
func area(corners []point) (a float64) {
	for i, p := range corners {
		q := corners[(i+1)%len(corners)]
		a += (p.x*q.y - q.x*p.y) / 2
	}
	return math.Abs(a)
}

// The coverage of triangles and quadrilaterals with corners anywhere adds up to their
// area. Each pixel of the outline is rounded by at most 1/510, and the errors mostly
// cancel.
func TestCoverageIsArea(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	r := newRaster(60, 40)
	for range 2000 {
		angle, corners := 0.0, []point(nil)
		for n := 3 + random.IntN(3); len(corners) < n; { // around a point, so that no sides cross
			angle += 2 * math.Pi / float64(n)
			far := 1 + 18*random.Float64()
			corners = append(corners, point{30 + far*math.Cos(angle), 20 + far*math.Sin(angle)})
		}
		r.add(corners)
		if got, want := covered(r), area(corners); math.Abs(got-want) > 0.1 {
			t.Fatalf("%v: %v pixels covered, want %v", corners, got, want)
		}
		r.clear()
		if covered(r) != 0 {
			t.Fatal("the mask is not clear")
		}
	}
}

// Single pixels of simple shapes.
func TestCoverageOfPixels(t *testing.T) {
	for _, c := range []struct {
		corners []point
		want    map[[2]int]float64
	}{
		{[]point{{1, 1}, {3, 1}, {3, 3}, {1, 3}}, map[[2]int]float64{{0, 0}: 0, {1, 1}: 1, {2, 2}: 1, {3, 3}: 0, {3, 1}: 0}},
		{[]point{{1.25, 1.5}, {3.5, 1.5}, {3.5, 2}, {1.25, 2}}, map[[2]int]float64{{1, 1}: 0.375, {2, 1}: 0.5, {3, 1}: 0.25, {1, 2}: 0}},
		{[]point{{0, 0}, {4, 4}, {0, 4}}, map[[2]int]float64{{0, 0}: 0.5, {3, 3}: 0.5, {0, 1}: 1, {1, 0}: 0}},
		{[]point{{0, 0}, {4, 1}, {0, 1}}, map[[2]int]float64{{0, 0}: 0.875, {1, 0}: 0.625, {3, 0}: 0.125}},
		{[]point{{-5, -5}, {9, -5}, {9, 1.5}, {-5, 1.5}}, map[[2]int]float64{{0, 0}: 1, {4, 1}: 0.5, {0, 2}: 0}},
		{[]point{{-9, 2}, {-2, 2}, {-2, 4}}, map[[2]int]float64{{0, 2}: 0}},
		{[]point{{2, 0}, {2, 4}, {2, 2}}, map[[2]int]float64{{2, 1}: 0, {1, 1}: 0}},
	} {
		r := newRaster(5, 5)
		r.add(c.corners)
		for at, want := range c.want {
			if got := float64(r.mask[at[1]*5+at[0]]) / 255; math.Abs(got-want) > 1.0/500 {
				t.Errorf("%v: pixel %v is covered by %.3f, want %.3f", c.corners, at, got, want)
			}
		}
	}
}

// Polygons that reach far outside equal the same part of a larger mask.
func TestClipped(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	const size, around = 16, 32
	for range 500 {
		var inner, outer []point
		for range 3 {
			p := point{random.Float64()*50 - 17, random.Float64()*50 - 17}
			inner, outer = append(inner, p), append(outer, p.plus(around, around))
		}
		small, large := newRaster(size, size), newRaster(size+2*around, size+2*around)
		small.add(inner)
		large.add(outer)
		for i, m := range small.mask {
			want := large.mask[(i/size+around)*large.width+i%size+around]
			if max(m, want)-min(m, want) > 1 {
				t.Fatalf("%v: pixel %d, %d is %d, want %d", inner, i%size, i/size, m, want)
			}
		}
	}
}

// Polygons without area, or beyond all pixel numbers.
func TestNothingToFill(t *testing.T) {
	r := newRaster(4, 4)
	for _, corners := range [][]point{
		nil, {{1, 1}}, {{1, 1}, {3, 3}}, {{1e300, 1e300}, {-1e300, 1e300}, {0, 1e299}}, {{-7, 1}, {-7, 3}, {-7, 2}}, {{1, 9}, {3, 9}, {2, 9}},
	} {
		if r.add(corners); covered(r) > 0.02 {
			t.Errorf("%v covers %v", corners, covered(r))
		}
	}
}

// A line has its width everywhere, its length and round ends.
func TestCapsule(t *testing.T) {
	for _, width := range []float64{0.1, 0.8, 2, 4.5, 25} {
		for _, to := range []point{{50, 50}, {80, 50}, {50, 20}, {71, 68}, {30, 49}} {
			r := newRaster(100, 100)
			r.add(capsule(point{50, 50}, to, width))
			want := width*math.Hypot(to.x-50, to.y-50) + math.Pi*width*width/4
			if got := covered(r); math.Abs(got-want) > 0.01*want+0.25 {
				t.Errorf("width %v to %v: %v pixels, want %v", width, to, got, want)
			}
		}
	}
	r := newRaster(20, 20)
	r.add(capsule(point{5, 10}, point{15, 10}, 2))
	for x, want := range map[int]uint8{2: 0, 3: 0, 5: 255, 10: 255, 14: 255, 16: 0, 17: 0} {
		if got := r.mask[9*20+x]; got != want {
			t.Errorf("pixel %d of a line from 5 to 15 is %d, want %d", x, got, want)
		}
	}
}

// A straight line drawn in pieces equals one drawn at once.
func TestLinesHaveNoSeams(t *testing.T) {
	whole, pieces := newRaster(80, 60), newRaster(80, 60)
	from, to := point{5.3, 7.1}, point{74.2, 51.9}
	whole.add(capsule(from, to, 3))
	for i := range 8 {
		a, b := float64(i)/8, float64(i+1)/8
		pieces.add(capsule(point{from.x + a*(to.x-from.x), from.y + a*(to.y-from.y)}, point{from.x + b*(to.x-from.x), from.y + b*(to.y-from.y)}, 3))
	}
	for i, m := range whole.mask {
		if max(m, pieces.mask[i])-min(m, pieces.mask[i]) > 8 {
			t.Fatalf("pixel %d, %d is %d in one piece and %d in eight", i%80, i/80, m, pieces.mask[i])
		}
	}
}
