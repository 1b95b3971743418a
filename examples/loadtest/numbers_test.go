package main

import (
	"bytes"
	"math"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
)

func TestSize(t *testing.T) {
	for text, want := range map[string]size{"300MB": 300e6, "3.3GB": 3.3e9, "12 kB": 12000, "7B": 7} {
		var s size
		if err := s.Set(text); err != nil || s != want {
			t.Errorf("%q: %d, %v", text, int64(s), err)
		}
	}
	for _, text := range []string{"", "300", "MB", "-1MB", "0B", "NaNMB", "InfGB", "1e30GB", "3TB"} {
		var s size
		if err := s.Set(text); err == nil {
			t.Errorf("%q is %d", text, int64(s))
		}
	}
	for s, want := range map[size]string{0: "0 B", 7: "7 B", 999: "999 B", 1500: "1.50 kB", 32600: "32.6 kB", 300e6: "300 MB", 3.1e9: "3.10 GB"} {
		if got := s.String(); got != want {
			t.Errorf("%d is %s, want %s", int64(s), got, want)
		}
	}
}

func TestBrief(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0s", 999: "999ns", 4607: "4.61µs", 3735551: "3.74ms", 2 * time.Second: "2s"} {
		if got := brief(d).String(); got != want {
			t.Errorf("%d is %s, want %s", d, got, want)
		}
	}
}

// TestScheduling reads shares from a histogram of the runtime's kind.
func TestScheduling(t *testing.T) {
	h := metrics.Float64Histogram{Counts: []uint64{5, 3, 1, 1}, Buckets: []float64{0, 1e-6, 3e-6, 5e-6, math.Inf(1)}}
	if got := within(h, prompt); got != 0.8 {
		t.Errorf("%v within 3 µs, want 0.8", got)
	}
	if n, most := longest(h); n != 10 || most != 5*time.Microsecond {
		t.Errorf("%d, the longest %v", n, most)
	}
	rest := less(h, metrics.Float64Histogram{Counts: []uint64{5, 1, 1, 1}, Buckets: h.Buckets})
	if n, most := longest(rest); n != 2 || most != 3*time.Microsecond {
		t.Errorf("%d are left, the longest %v", n, most)
	}
	if none := (metrics.Float64Histogram{}); within(none, prompt) != 1 {
		t.Error("nothing is late")
	}
	if s := readSched(); len(s.latencies.Counts) == 0 || len(s.pauses.Counts) == 0 {
		t.Error("the runtime does not have what is read of it")
	}
}

// TestBars counts the bars of a drawing: as many as there are kinds of length.
func TestBars(t *testing.T) {
	var h service.Histogram
	for _, micros := range []time.Duration{0, 1, 2, 2, 3, 9} { // the first two are in one bar
		h.Record(micros * time.Microsecond)
	}
	p := panel{Buffer: new(bytes.Buffer)}
	p.histogram(&h)
	if got := strings.Count(p.String(), "<rect"); got != 4 {
		t.Errorf("%d bars: %s", got, p.String())
	}
}

func TestGrowth(t *testing.T) {
	w := watch{rss: []size{50, 100, 104, 101}, first: 1}
	if got := w.growth(); got != 0.04 {
		t.Errorf("grown by %v, want 0.04", got)
	}
	w.rss[1], w.first = 0, 1 // on a system that does not tell
	if got := w.growth(); got != 0 {
		t.Errorf("grown by %v from nothing", got)
	}
}

func TestKilobytes(t *testing.T) {
	table := []byte("Name:\tx\nVmHWM:\t    12 kB\nVmRSS:\t     8 kB\n")
	if now, peak := kilobytes(table, "VmRSS:"), kilobytes(table, "VmHWM:"); now != 8<<10 || peak != 12<<10 {
		t.Errorf("%d and %d", now, peak)
	}
	if got := kilobytes(table, "VmSwap:"); got != 0 {
		t.Errorf("%d of what is not there", got)
	}
}
