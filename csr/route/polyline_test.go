package route

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// TestPublishedPolylines are the examples of Google's documentation, and one of 6 digits
// worked out by hand from its rules.
func TestPublishedPolylines(t *testing.T) {
	for _, c := range []struct {
		digits int
		text   string
		points [][2]float64
	}{
		{5, "_p~iF~ps|U_ulLnnqC_mqNvxq`@", [][2]float64{{-120.2, 38.5}, {-120.95, 40.7}, {-126.453, 43.252}}},
		{5, "?`~oia@", [][2]float64{{-179.98321, 0}}},
		{6, "?AA?", [][2]float64{{0.000001, 0}, {0.000001, 0.000001}}},
		{5, "??", [][2]float64{{0, 0}}},
		{5, "", nil},
	} {
		var l Line
		for _, p := range c.points {
			l.extend(p[0], p[1], 0, false)
		}
		if got := string(l.AppendPolyline(nil, c.digits)); got != c.text {
			t.Errorf("%v: %q, want %q", c.points, got, c.text)
		}
		var back Line
		if err := back.AppendDecoded(c.text, c.digits); err != nil || len(back.Points) != len(c.points) {
			t.Fatalf("%q: %v, %v", c.text, back.Points, err)
		}
		for i, p := range back.Points {
			if !about(p.X, c.points[i][0]) || !about(p.Y, c.points[i][1]) {
				t.Errorf("%q: point %d at %v, %v; want %v", c.text, i, p.X, p.Y, c.points[i])
			}
		}
	}
}

// TestPolylineAndBack keeps every line to half a digit.
func TestPolylineAndBack(t *testing.T) {
	l := lineOf(t, true, [2]float64{12.345678, -57.7654321}, [2]float64{179.999999, 89.999999}, [2]float64{-179.5, -1}, [2]float64{-0.0000004, 0.0000006})
	for digits := range 10 {
		var back Line
		if err := back.AppendDecoded(string(l.AppendPolyline(nil, digits)), digits); err != nil {
			t.Fatal(err)
		}
		for i, p := range l.Points {
			q := back.Points[i]
			if most := 0.500001 * math.Pow10(-digits); math.Abs(p.X-q.X) > most || math.Abs(p.Y-q.Y) > most {
				t.Errorf("%d digits: %v, %v comes back as %v, %v", digits, p.X, p.Y, q.X, q.Y)
			}
		}
	}
}

func TestPolylineRefuses(t *testing.T) {
	for text, says := range map[string]string{
		"_p~i":                  "it ends within a number at byte 4",
		"_p~iF":                 "it ends within a number at byte 5",
		"_p~iF~p s|U":           `' ' at byte 7`,
		"??\u00e5":              "at byte 2",
		"\x7f?":                 "at byte 0",
		strings.Repeat("_", 20): "more than 9 bytes",
	} {
		l := lineOf(t, true, [2]float64{1, 1})
		if err := l.AppendDecoded(text, 5); !errors.Is(err, ErrPolyline) || !strings.Contains(err.Error(), says) || len(l.Points) != 1 {
			t.Errorf("%q: %v, want %s", text, err, says)
		}
	}
}

// FuzzPolyline decodes anything; what is taken encodes to a text that decodes alike.
func FuzzPolyline(f *testing.F) {
	f.Add("_p~iF~ps|U_ulLnnqC_mqNvxq`@", 5)
	f.Add("~~~~~~~?", 6)
	f.Fuzz(func(t *testing.T, text string, digits int) {
		var l Line
		if err := l.AppendDecoded(text, digits); err != nil {
			if len(l.Points) > 0 || !errors.Is(err, ErrPolyline) {
				t.Fatalf("%v, %v", l.Points, err)
			}
			return
		}
		l.AppendPolyline(nil, digits)
		l.AppendGeoJSON(nil)
	})
}
