package exposition

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/internal/scrape"
)

func TestExposition(t *testing.T) {
	var e Page
	e.Gauge("a", "of\nlines and \\", 0.5, "first", "with \"quotes\"\nand \\", "second", "å")
	e.Counter("b_total", "many", 1e15)
	e.Family("gauge", "c", "two")
	e.Sample("c", -1, "x", "1")
	e.Sample("c", 2, "x", "2")
	want := `# HELP a of\nlines and \\
# TYPE a gauge
a{first="with \"quotes\"\nand \\",second="å"} 0.5
# HELP b_total many
# TYPE b_total counter
b_total 1e+15
# HELP c two
# TYPE c gauge
c{x="1"} -1
c{x="2"} 2
`
	if got := string(e.text); got != want {
		t.Errorf("got\n%s", got)
	}
	if _, err := scrape.Read(want); err != nil {
		t.Error(err)
	}
}

// TestExposedHistogram compares with the durations that were recorded.
func TestExposedHistogram(t *testing.T) {
	var h, none service.Histogram
	for _, d := range []time.Duration{0, 900, 1100, 60e3, 60e3, 900e6, 3e9, math.MaxInt64 / 4} {
		h.Record(d)
	}
	var e Page
	e.Family("histogram", "t_seconds", "of something")
	e.Histogram("t_seconds", &h, "engine", "a,b")
	e.Histogram("t_seconds", &none, "engine", "none")
	e.Family("histogram", "u_seconds", "of nothing")
	e.Histogram("u_seconds", &none)
	s, err := scrape.Read(string(e.text))
	if err != nil {
		t.Fatal(err)
	}
	for bound, want := range map[string]float64{"1e-06": 2, "2e-06": 3, "5e-05": 3, "0.0001": 5, "0.5": 5, "1": 6, "+Inf": 8} {
		if got, ok := s.Values[`t_seconds_bucket{engine="a,b",le="`+bound+`"}`]; !ok || got != want {
			t.Errorf("up to %s: %v, want %v", bound, got, want)
		}
	}
	if got := s.Values[`t_seconds_sum{engine="a,b"}`]; got != h.Sum().Seconds() {
		t.Errorf("the sum is %v, want %v", got, h.Sum().Seconds())
	}
	if n := strings.Count(string(e.text), "u_seconds_bucket"); n != len(bounds)+1 || s.Values["u_seconds_count"] != 0 {
		t.Errorf("of nothing: %d buckets", n)
	}
}
