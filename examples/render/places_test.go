package main

import (
	"math"
	"strings"
	"testing"
)

func TestPlaces(t *testing.T) {
	for s, want := range map[string]place{
		"11.97,57.70": {"to", 11.97, 57.7}, " -3 , 4e1 ": {"to", -3, 40}, "0,-0.5": {"to", 0, -0.5},
	} {
		if p, err := parsePlace("to", s); err != nil || p != want {
			t.Errorf("%q: %v, %v", s, p, err)
		}
	}
	for _, s := range []string{"", ",", "11.97", "11.97;57.7", "11.97,57.7,3", "NaN,1", "1,Inf", "1,-inf", "a,b", "1,", "1e999,0", "11.97 57.7"} {
		if p, err := parsePlace("to", s); err == nil || !strings.Contains(err.Error(), "longitude first") {
			t.Errorf("%q: %v, %v", s, p, err)
		}
	}
}

// A place is two finite numbers that survive formatting and reading, or an error.
func FuzzPlace(f *testing.F) {
	for _, s := range []string{"11.97,57.70", "-1e308,1e308", "NaN,0", "0x1p-2,1_0", ",,", "+inf,0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := parsePlace("via", s)
		if err != nil {
			return
		}
		if math.IsNaN(p.x) || math.IsNaN(p.y) || math.IsInf(p.x, 0) || math.IsInf(p.y, 0) {
			t.Errorf("%q: %v", s, p)
		}
		if again, err := parsePlace("via", strings.TrimPrefix(p.String(), "-via ")); err != nil || again != p {
			t.Errorf("%q: %v, then %v, %v", s, p, again, err)
		}
	})
}
