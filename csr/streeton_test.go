package csr

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// TestOn compares with what AppendNear finds of the same street.
func TestOn(t *testing.T) {
	r := rand.New(rand.NewPCG(91, 92))
	for _, lonLat := range []bool{false, true} {
		g := scatter(t, r, 30, 60, lonLat, func() (x, y float64) { return r.Float64(), r.Float64() })
		l, err := NewStreetLocator(g)
		if err != nil {
			t.Fatal(err)
		}
		for range 100 {
			x, y := 2*r.Float64(), r.Float64()
			places, err := l.AppendNear(nil, x, y, NearStreets{})
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range places {
				p := want.Position
				if got, err := l.On(p.From, p.To, x, y); err != nil || got != want {
					t.Fatalf("%v: %+v, %v; want %+v", p, got, err, want)
				}
				back, err := l.On(p.To, p.From, x, y)
				if err != nil || math.Abs(back.Position.Fraction-1+p.Fraction) > 1e-9 || math.Abs(back.Distance-want.Distance) > 1e-6 {
					t.Fatalf("%v the other way: %+v, %v; want %+v", p, back, err, want)
				}
			}
		}
		if _, err := l.On(0, 30, 0, 0); !errors.As(err, new(*PositionError)) {
			t.Errorf("a street to node 30 of 30: %v", err)
		}
		if _, err := l.On(0, 1, math.NaN(), 0); err == nil {
			t.Error("not a number is taken for a point")
		}
	}
}
