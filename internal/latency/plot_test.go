package latency

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"
)

// elements parses a drawing, counts its elements by class, and collects its text.
func elements(t *testing.T, svg []byte) (classes map[string]int, texts []string) {
	t.Helper()
	classes = map[string]int{}
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return classes, texts
		}
		if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			for _, a := range token.Attr {
				if a.Name.Local == "class" {
					classes[token.Name.Local+" "+a.Value]++
				}
				onThePlane(t, token.Name.Local, a)
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(token)); s != "" {
				texts = append(texts, s)
			}
		}
	}
}

// onThePlane checks coordinates.
func onThePlane(t *testing.T, element string, a xml.Attr) {
	t.Helper()
	limit := map[string]float64{"x": width, "x1": width, "x2": width, "cx": width, "y": height, "y1": height, "y2": height, "cy": height, "width": width, "height": height}[a.Name.Local]
	if limit == 0 {
		return
	}
	if v, err := strconv.ParseFloat(a.Value, 64); err != nil || v < 0 || v > limit {
		t.Errorf("%s has %s=%q", element, a.Name.Local, a.Value)
	}
}

// entryOf returns a benchmark of one run.
func entryOf(name string, r run) *entry {
	runs := []run{r}
	return &entry{Name: name, Summary: summarize(runs), Runs: runs}
}

func TestFigureShowsBothDistributions(t *testing.T) {
	m := newMachine(6, 2000)
	f := figure{before: entryOf("A/<b>&-2", m.run(1)), now: entryOf("A/<b>&-2", m.run(2)), line: "A/<b>&-2: 20 µs -> 40 µs: slower"}
	svg := f.svg()
	classes, texts := elements(t, svg)
	for class, want := range map[string]int{
		"path now area": 1, "path before area": 1, "rect now area": 1, "rect before area": 1, "rect paper": 1,
		"line now mark": 3, "line before mark dashed": 3, "circle now": 1, "rect now": 1, "text title": 1,
	} {
		if classes[class] != want {
			t.Errorf("%d times %s, want %d", classes[class], class, want)
		}
	}
	s := f.now.Summary
	for _, want := range []string{
		"A/<b>&-2", "20 µs -> 40 µs: slower", "time per query (log scale)", "samples within 1 % of time", "10 µs", "100 µs", "0 %",
		"p50 " + duration(s.P50), "p99 " + duration(s.P99), "p999 " + duration(s.P999), "mean " + duration(s.Mean),
	} {
		if !strings.Contains("\n"+strings.Join(texts, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("no text %q in %q", want, texts)
		}
	}
	if !bytes.Contains(svg, []byte("prefers-color-scheme: dark")) {
		t.Error("it does not follow the reader into the dark")
	}
	if again := f.svg(); !bytes.Equal(svg, again) {
		t.Error("drawn twice, it differs")
	}
}

func TestFigureWithoutBaseline(t *testing.T) {
	r := newMachine(7, 500).run(1)
	r.Group = 64
	classes, texts := elements(t, figure{now: entryOf("A", r)}.svg())
	if classes["path now area"] != 1 || classes["path before area"]+classes["line before mark dashed"]+classes["rect before area"] != 0 {
		t.Errorf("drawn: %v", classes)
	}
	if all := strings.Join(texts, "\n"); !strings.Contains(all, "time per query, mean of 64 (log scale)") || strings.Contains(all, "before:") {
		t.Errorf("written: %q", texts)
	}
}

// Samples that hardly make a distribution; elements checks that nothing leaves the plane.
func TestFigureOfAnySamples(t *testing.T) {
	for _, took := range [][]time.Duration{{0}, {1}, {5, 5, 5}, {0, 1 << 62}, {1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10}} {
		for _, before := range []*entry{nil, entryOf("A", filled(3e9).run)} {
			classes, _ := elements(t, figure{before: before, now: entryOf("A", filled(took...).run)}.svg())
			if classes["path now area"] != 1 || classes["line now mark"] != 3 {
				t.Errorf("%v: drawn %v", took, classes)
			}
		}
	}
}

func TestTickLabelsAreShort(t *testing.T) {
	for ns, want := range map[float64]string{0.1: "0.1 ns", 20: "20 ns", 1000: "1 µs", 2500: "2.5 µs", 100e3: "100 µs", 1.25e6: "1.25 ms", 2e9: "2 s"} {
		if got := tickLabel(ns); got != want {
			t.Errorf("%v ns is labelled %q, want %q", ns, got, want)
		}
	}
}
