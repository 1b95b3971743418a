package main

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"

	"github.com/veltrix/cairn/dijkstra/service"
)

// chart is a picture of latencies: a histogram if each is known, otherwise a bar for each
// kind.
type chart struct {
	latencies
	axis          axis
	theme         theme
	title         string
	width, height int
	top, bottom   float64 // of the part above the axis
}

// newChart fits an axis to the latencies.
func newChart(l latencies, c config) *chart {
	x := &chart{latencies: l, theme: themes[c.theme], title: c.title, width: c.width, height: c.width/3 + 180, top: header + 14}
	x.bottom = float64(x.height) - 60
	if x.title == "" {
		x.title = "Latencies: " + filepath.Base(c.latencies)
	}
	shortest, longest := l.rows[0].P50, l.rows[0].Max
	for _, r := range l.rows {
		shortest, longest = min(shortest, r.P50/2), max(longest, r.Max)
	}
	if l.all != nil {
		shortest, x.top = l.all.Quantile(0), x.top+62 // above it are the marks
	}
	x.axis = newAxis(margin+56, float64(x.width)-margin-24, shortest, longest)
	return x
}

func (x *chart) draw(c canvas) {
	sum := x.rows[len(x.rows)-1]
	drawTitle(c, x.theme, x.width, x.title, fmt.Sprintf("%s events · mean %s · p50 %s · p99 %s · p999 %s · max %s",
		number(float64(sum.Count)), brief(sum.Mean), brief(sum.P50), brief(sum.P99), brief(sum.P999), brief(sum.Max)))
	x.axis.draw(c, x.theme, x.top, x.bottom)
	if x.all == nil {
		x.drawRows(c)
		return
	}
	x.drawHistogram(c)
	x.drawMarks(c, sum)
}

// bars is the number of bars in a histogram for each power of ten.
const bars = 20

// drawHistogram draws the bars. Heights are logarithms of the counts, so that events of
// one in a million are visible.
func (x *chart) drawHistogram(c canvas) {
	counts := barCounts(x.all, x.axis)
	most := math.Ceil(math.Log10(float64(max(slices.Max(counts), 10))))
	height := func(n float64) float64 { return (x.bottom - x.top) * (0.3 + math.Log10(n)) / (0.3 + most) }
	for power := range int(most) + 1 {
		y := x.bottom - height(math.Pow10(power))
		c.lines(pen{1, mix(x.theme.paper, x.theme.faint, 0.25)}, []point{{x.axis.left, y}, {x.axis.right, y}})
		c.text(point{x.axis.left - 8, y + 4}, lettering{size: 12, anchor: 1, ink: x.theme.faint}, number(math.Pow10(power)))
	}
	ink := x.theme.bandInks(3)[1]
	for i, n := range counts {
		if n > 0 {
			left := x.axis.atLog(x.axis.low + float64(i)/bars)
			right := min(x.axis.atLog(x.axis.low+float64(i+1)/bars), x.axis.right)
			box(c, ink, left+0.5, x.bottom-height(float64(n)), right-0.5, x.bottom)
		}
	}
}

// barCounts returns the number of durations in each bar of an axis.
func barCounts(h *service.Histogram, a axis) []uint64 {
	counts := make([]uint64, int(math.Round((a.high-a.low)*bars)))
	for longest, n := range h.All() {
		i := int((log(longest) - a.low) * bars)
		counts[min(max(i, 0), len(counts)-1)] += n
	}
	return counts
}

// drawMarks draws the quantiles as lines, with labels one below the other so that they do
// not meet.
func (x *chart) drawMarks(c canvas, r row) {
	for i, m := range r.marks() {
		at := x.axis.at(m.Duration)
		y := header + 20*float64(i) + 20
		c.lines(pen{2, x.theme.route}, []point{{at, y - 10}, {at, x.bottom}})
		x.label(c, point{at, y}, m)
	}
}

// label writes a mark beside its line, on the side with room.
func (x *chart) label(c canvas, at point, m mark) {
	l := lettering{size: 13, bold: true, ink: x.theme.ink}
	text, away := m.name+" "+brief(m.Duration), 7.0
	if at.x+textWidth(text, l.size) > float64(x.width)-2*margin {
		l.anchor, away = 1, -away
	}
	c.text(at.plus(away, 0), l, text)
}

// drawRows draws a bar for each kind, from the left to its p50, and thinner ones to p99,
// p999 and the maximum.
func (x *chart) drawRows(c canvas) {
	pitch := (x.bottom - x.top) / float64(len(x.rows))
	ink := x.theme.bandInks(3)[1]
	for i, r := range x.rows {
		middle := x.top + pitch*(float64(i)+0.6)
		from, text := x.axis.left, ""
		for j, m := range append(r.marks(), mark{"max", r.Max}) {
			half := pitch * []float64{0.2, 0.13, 0.06, 0.02}[j]
			to := max(x.axis.at(m.Duration), from)
			box(c, ink, from, middle-half, to, middle+half)
			from, text = to, text+" · "+m.name+" "+brief(m.Duration)
		}
		for _, m := range r.marks() {
			at := x.axis.at(m.Duration)
			c.lines(pen{2, x.theme.route}, []point{{at, middle - pitch*0.2}, {at, middle + pitch*0.2}})
		}
		c.text(point{x.axis.left + 6, middle - pitch*0.2 - 10}, lettering{size: 13, bold: true, ink: x.theme.ink}, r.name+text)
	}
}
