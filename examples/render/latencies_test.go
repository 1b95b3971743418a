package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
)

// report is the relevant part of loadtest's output.
const report = `{"Map": "Göteborg", "Waiting": {"Count": 9, "Mean": 900, "P50": 800, "P99": 2000, "P999": 2500, "Max": 2500},
"Solving": {"Count": 9, "Mean": 5000, "P50": 4000, "P99": 20000, "P999": 25000, "Max": 26000},
"Total": {"Count": 9, "Mean": 6000, "P50": 5000, "P99": 21000, "P999": 26000, "Max": 27000}}`

// read puts text into a file and reads it as latencies.
func read(t *testing.T, text string) (latencies, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "lat.txt")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return readLatencies(name)
}

func TestReadLatencies(t *testing.T) {
	l, err := read(t, "# made by hand\n12.5µs\n\n 3ms \n1s\n0s\n")
	if err != nil || l.all.Count() != 4 || l.rows[0].Max != time.Second || l.rows[0].P50 < 12500 || l.rows[0].P50 > 13000 {
		t.Errorf("%+v, %v", l, err)
	}
	l, err = read(t, "\n"+report)
	if err != nil || l.all != nil || len(l.rows) != 3 || l.rows[2].P999 != 26*time.Microsecond {
		t.Errorf("%+v, %v", l, err)
	}
	for text, want := range map[string]string{
		"": "no duration", "# nothing\n": "no duration", "1ms\n12\n": "line 2: \"12\"", "1ms\n-1ms\n": "line 2", "five\n": "line 1",
		"{": "unexpected end", "{}": `"waiting" is not what loadtest`, strings.Replace(report, `"P50": 4000`, `"P50": 40000`, 1): `"solving"`,
		strings.Repeat("1", 70000): "token too long",
	} {
		if _, err := read(t, text); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "lat.txt") {
			t.Errorf("%.40q: %v; want %q", text, err, want)
		}
	}
}

// Each duration counts in the one bar at its place on the axis.
func TestBars(t *testing.T) {
	h := &service.Histogram{}
	for d := time.Duration(1); d < time.Second; d = d*9/7 + 1 {
		h.Record(d)
	}
	a := newAxis(0, 1000, h.Quantile(0), h.Quantile(1))
	counts, sum := barCounts(h, a), uint64(0)
	for _, n := range counts {
		sum += n
	}
	if sum != h.Count() || len(counts) != 180 || counts[len(counts)-1] != 1 {
		t.Errorf("%d of %d durations in %d bars", sum, h.Count(), len(counts))
	}
}

// Ends, order and labels of axes for durations near and far.
func TestAxis(t *testing.T) {
	for _, c := range []struct{ shortest, longest time.Duration }{
		{0, 0}, {1, 1}, {1000, 1000}, {900, 1100}, {time.Microsecond, time.Hour}, {0, math.MaxInt64}, {math.MaxInt64, math.MaxInt64},
	} {
		a := newAxis(100, 900, c.shortest, c.longest)
		if from, to := a.at(c.shortest), a.at(c.longest); from < 100-1e-9 || to > 900+1e-9 || from > to || a.at(0) > from {
			t.Errorf("%v to %v lie at %v and %v", c.shortest, c.longest, from, to)
		}
		before := -1.0
		for _, d := range a.ticks() {
			if x := a.at(d); x <= before || x < 100-1e-6 || x > 900+1e-6 {
				t.Errorf("%v to %v: the tick of %v lies at %v", c.shortest, c.longest, d, x)
			}
			before = a.at(d)
		}
	}
	for d, want := range map[time.Duration]string{0: "0 ns", 999: "999 ns", 1500: "1.5 µs", 12345678: "12.3 ms", time.Hour: "3,600 s"} {
		if got := brief(d); got != want {
			t.Errorf("%d ns is written %s, want %s", d, got, want)
		}
	}
}

// The lines of the quantiles are at their places in the picture.
func TestMarks(t *testing.T) {
	var text strings.Builder
	for i := range 2000 {
		text.WriteString(time.Duration(1000*(i+1)).String() + "\n")
	}
	l, err := read(t, text.String())
	if err != nil {
		t.Fatal(err)
	}
	x := newChart(l, config{width: 800, theme: "light"})
	c := newPNG(x.width, x.height, x.theme.paper)
	x.draw(c)
	for _, m := range l.rows[0].marks() {
		if at := (point{x.axis.at(m.Duration), x.bottom - 5}); c.picture.RGBAAt(int(at.x), int(at.y)) != x.theme.route && c.picture.RGBAAt(int(at.x-0.5), int(at.y)) != x.theme.route {
			t.Errorf("no mark of %s at %v", m.name, at)
		}
	}
	if l.rows[0].P50 < time.Millisecond || l.rows[0].P50 > 1016*time.Microsecond {
		t.Errorf("p50 is %v", l.rows[0].P50)
	}
}

// Everything that can be read can be drawn.
func FuzzLatencies(f *testing.F) {
	f.Add([]byte("1ms\n2ms\n"))
	f.Add([]byte(report))
	f.Add([]byte("2562047h47m16.854775807s\n0s\n"))
	f.Add([]byte("2562047h\n7000s"))
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := parseDurations(text)
		if bytes.HasPrefix(text, []byte("{")) {
			l, err = parseReport(text)
		}
		if err != nil {
			return
		}
		x := newChart(l, config{width: 480, theme: "dark"})
		c := newSVG(x.width, x.height, x.theme.paper)
		x.draw(c)
		wellFormed(t, mustEncode(t, c))
	})
}
