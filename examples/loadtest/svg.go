package main

import (
	"bytes"
	"fmt"
	"math"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
)

// panel is one of the two diagrams of a drawing.
type panel struct {
	*bytes.Buffer
	top float64
}

// Measures of a drawing, in pixels.
const (
	width, height = 900, 640
	left, right   = 60.0, 880.0
	tall          = 230.0 // a panel
)

// drawing returns an SVG of how long events took and how much memory the process
// had.
func drawing(l *load, r *result) []byte {
	b := &bytes.Buffer{}
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" fill="#444">`+"\n", width, height)
	fmt.Fprintf(b, `<rect width="100%%" height="100%%" fill="#fff"/>`+"\n")
	p := panel{b, 40}
	p.title("latency of %d events: p50 %v, p99 %v, p999 %v, max %v; %d hunts, %s weights",
		r.Events, brief(r.Total.P50), brief(r.Total.P99), brief(r.Total.P999), brief(r.Total.Max), r.Hunts, r.Weights)
	p.histogram(&l.total)
	p.top = 360
	p.title("memory: %v now, %v at most, grown by %.2f %% once warm", r.RSS, r.Peak, 100*r.Growth)
	p.series(l.watch)
	fmt.Fprintf(b, "</svg>\n")
	return b.Bytes()
}

func (p *panel) title(format string, args ...any) {
	p.text(left, p.top-14, "start", fmt.Sprintf(format, args...))
}

func (p *panel) text(x, y float64, anchor, s string) {
	fmt.Fprintf(p, `<text x="%.1f" y="%.1f" text-anchor="%s">%s</text>`+"\n", x, y, anchor, s)
}

// line draws a thin line.
func (p *panel) line(x1, y1, x2, y2 float64, colour string) {
	fmt.Fprintf(p, `<path d="M%.1f %.1fL%.1f %.1f" stroke="%s"/>`+"\n", x1, y1, x2, y2, colour)
}

// bars is how many there are for each doubling of the latency.
const bars = 6

// histogram draws a bar for each sixth of a doubling, from 1 µs. Heights are
// logarithms of the number of events, so that what happens once in a million is
// to be seen.
func (p *panel) histogram(h *service.Histogram) {
	counts := make([]uint64, 1+barOf(h.Quantile(1)))
	for longest, n := range h.All() {
		counts[min(barOf(longest), len(counts)-1)] += n
	}
	wide, most := (right-left)/float64(len(counts)), math.Log10(float64(max(h.Count(), 10)))
	for i, count := range counts {
		x := left + float64(i)*wide
		if count > 0 {
			high := tall * (0.05 + 0.95*math.Log10(float64(count))/most)
			fmt.Fprintf(p, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#2a6fdb"/>`+"\n", x, p.top+tall-high, wide-1, high)
		}
		if i%bars == 0 {
			p.text(x, p.top+tall+16, "start", fmt.Sprint(time.Duration(1000)<<(i/bars)))
		}
	}
	p.line(left, p.top+tall, right, p.top+tall, "#444")
}

// barOf returns the bar of a duration; what takes less than 1 µs is in the first.
func barOf(d time.Duration) int {
	return int(bars * math.Log2(max(d.Seconds()*1e6, 1)))
}

// series draws memory over time, from 0.
func (p *panel) series(w *watch) {
	var most size = 1
	for _, rss := range w.rss {
		most = max(most, rss)
	}
	end := max(w.times[len(w.times)-1], 1)
	fmt.Fprint(p, `<polyline fill="none" stroke="#1b7f4b" stroke-width="2" points="`)
	for i, rss := range w.rss {
		x := left + (right-left)*float64(w.times[i])/float64(end)
		fmt.Fprintf(p, "%.1f,%.1f ", x, p.top+tall*(1-float64(rss)/float64(most)))
	}
	fmt.Fprint(p, `"/>`+"\n")
	p.line(left, p.top+tall, right, p.top+tall, "#444")
	p.line(left, p.top, left, p.top+tall, "#444")
	p.text(left-6, p.top+4, "end", most.String())
	p.text(left-6, p.top+tall, "end", "0")
	p.text(right, p.top+tall+16, "end", brief(end).String())
}
