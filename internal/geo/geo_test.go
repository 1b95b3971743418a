package geo

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestMetresKnown compares with arcs whose length follows from the radius.
func TestMetresKnown(t *testing.T) {
	quarter := EarthRadius * math.Pi / 2
	for _, c := range []struct{ lon1, lat1, lon2, lat2, want float64 }{
		{0, 0, 0, 0, 0},
		{0, 0, 90, 0, quarter},
		{0, -90, 77, 90, 2 * quarter},
		{-180, 12, 180, 12, 0},
		{179.5, 0, -179.5, 0, quarter / 90},
		{11, 60, 11, 60.000001, quarter / 90e6},
	} {
		if got := Metres(c.lon1, c.lat1, c.lon2, c.lat2); math.Abs(got-c.want) > 1e-7+1e-9*c.want {
			t.Errorf("Metres(%v, %v, %v, %v) = %v, want %v", c.lon1, c.lat1, c.lon2, c.lat2, got, c.want)
		}
	}
}

// TestChordAgreesWithHaversine holds the two ways to a distance against each
// other, points far apart and close together.
func TestChordAgreesWithHaversine(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 10000 {
		lon, lat := r.Float64()*360-180, r.Float64()*180-90
		reach := math.Pow(10, -6*r.Float64())
		lon2, lat2 := lon+180*reach*r.Float64(), max(-90, lat-90*reach*r.Float64())
		p, q := Sphere(lon, lat), Sphere(lon2, lat2)
		chord := math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
		want := Metres(lon, lat, lon2, lat2)
		if got := ChordMetres(chord); math.Abs(got-want) > 1e-3+1e-7*want {
			t.Fatalf("%v,%v to %v,%v: chord says %v m, haversine %v m", lon, lat, lon2, lat2, got, want)
		}
	}
}

// TestWrapLongitude goes round the Earth, either way.
func TestWrapLongitude(t *testing.T) {
	for _, c := range []struct{ lon, want float64 }{
		{0, 0}, {-180, -180}, {180, -180}, {179.999, 179.999}, {180.001, -179.999}, {-180.001, 179.999},
		{360, 0}, {-360, 0}, {190, -170}, {-190, 170}, {540, -180}, {-540, -180}, {539.5, 179.5},
	} {
		if got := WrapLongitude(c.lon); got != c.want {
			t.Errorf("WrapLongitude(%v) = %v, want %v", c.lon, got, c.want)
		}
	}
}

// TestSphereHasNoSeam checks that one place is one point, in each of its forms.
func TestSphereHasNoSeam(t *testing.T) {
	for _, c := range [][4]float64{
		{180, 12, -180, 12}, {180.001, -33, -179.999, -33}, {-180.001, 5, 179.999, 5}, {11, 90, -77, 90}, {180, -90, 3, -90}, {370.25, 4, 10.25, 4},
	} {
		if p, q := Sphere(c[0], c[1]), Sphere(c[2], c[3]); p != q {
			t.Errorf("%v, %v lies at %v, and %v, %v at %v", c[0], c[1], p, c[2], c[3], q)
		}
	}
}

// TestChordIsTheInverse goes from metres to chords and back.
func TestChordIsTheInverse(t *testing.T) {
	for _, metres := range []float64{0, 1e-3, 1, 50, 1e4, 1e6, EarthRadius * math.Pi} {
		if got := ChordMetres(Chord(metres)); math.Abs(got-metres) > 1e-9+1e-9*metres {
			t.Errorf("%v m come back as %v", metres, got)
		}
	}
	if Chord(math.Inf(1)) != 2 {
		t.Errorf("the farthest is %v away", Chord(math.Inf(1)))
	}
}

// TestLonLatIsTheInverse goes from points to places and back, poles and 180th meridian
// included.
func TestLonLatIsTheInverse(t *testing.T) {
	for _, p := range [][2]float64{{0, 0}, {11.967, 57.707}, {-179.999, -16.8}, {179.999, 5}, {-180, 12}, {90, -89.999999}, {0, 90}, {0, -90}} {
		at := Sphere(p[0], p[1])
		lon, lat := LonLat([3]float64{at[0] / 2, at[1] / 2, at[2] / 2})
		if Metres(p[0], p[1], lon, lat) > 1e-8 {
			t.Errorf("%v comes back as %v, %v", p, lon, lat)
		}
	}
}
