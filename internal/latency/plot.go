package latency

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// figure is the drawing of one benchmark: the distribution of its samples over a
// logarithmic time axis, with that of the baseline behind it.
type figure struct {
	before *entry // nil if there is none
	now    *entry
	line   string // of the comparison, may be empty
}

// The plane, in pixels: the curves stand on foot and reach up to peak, and the
// marks have their labels above.
const (
	width, height = 860, 430
	left, right   = 70, 836
	rows, peak    = 124, 196
	foot          = 370
)

// head opens the drawing. It has its own background, and adapts to a dark theme.
const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 430" width="860" height="430" role="img">
<style>
text { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.quiet { fill: #59636e }
.paper { fill: #ffffff }
.now { fill: #0969da; stroke: #0969da }
.before { fill: #818b98; stroke: #818b98 }
.area { fill-opacity: .22; stroke-width: 1.5; stroke-linejoin: round }
.mark { stroke-width: 1.5 }
.dashed { stroke-dasharray: 4 3 }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.axis { stroke: #59636e; stroke-width: 1 }
.end { text-anchor: end }
.middle { text-anchor: middle }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.quiet { fill: #9198a1 }
.paper { fill: #0d1117 }
.now { fill: #4c9dff; stroke: #4c9dff }
.before { fill: #8b949e; stroke: #8b949e }
.grid { stroke: #2a313c }
.axis { stroke: #9198a1 }
}
</style>
<rect class="paper" width="860" height="430"/>
`

// svg returns the drawing.
func (f figure) svg() []byte {
	c := &canvas{}
	c.WriteString(head)
	c.text(left, 28, "title", f.now.Name)
	c.legend(50, "now", f.now)
	below := 70.0
	if f.before != nil {
		c.legend(below, "before", f.before)
		below += 20
	}
	c.text(left, below, "quiet", strings.TrimPrefix(f.line, f.now.Name+": "))
	f.curves(c)
	c.WriteString("</svg>\n")
	return c.Bytes()
}

// curves draws the axes, the distributions and the marks.
func (f figure) curves(c *canvas) {
	now := sortedSamples(f.now.Runs)
	before := now
	if f.before != nil {
		before = sortedSamples(f.before.Runs)
	}
	c.scale = scaleOf(now, before)
	nanosecond := 1 / float64(f.now.Runs[0].Group)
	curve := c.scale.density(now, nanosecond)
	behind := c.scale.density(before, nanosecond)
	c.most = max(greatest(curve), greatest(behind))
	c.timeAxis(f.now.Runs[0].Group)
	c.shareAxis()
	if f.before != nil {
		c.area("before", behind)
		c.dashes(f.before.Summary)
	}
	c.area("now", curve)
	c.marks(f.now.Summary)
}

func greatest(xs []float64) (most float64) {
	for _, x := range xs {
		most = max(most, x)
	}
	return most
}

// canvas is a drawing in progress, with the scales of its axes.
type canvas struct {
	bytes.Buffer
	scale scale
	most  float64 // the density that reaches peak
}

func (c *canvas) add(format string, args ...any) { fmt.Fprintf(c, format+"\n", args...) }

// x returns the position of a time, at the edge if it is beyond the axis.
func (c *canvas) x(ns float64) float64 {
	return left + (right-left)*min(max(c.scale.at(ns), 0), 1)
}

// y returns the position of a density.
func (c *canvas) y(density float64) float64 { return foot - (foot-peak)*density/c.most }

func (c *canvas) text(x, y float64, class, s string) {
	c.add(`<text x="%.1f" y="%.1f" class="%s">%s</text>`, x, y, class, escape(s))
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}

// down draws a line from a height to the foot.
func (c *canvas) down(class string, x, y float64) {
	c.add(`<line class="%s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%d"/>`, class, x, y, x, foot)
}

// across draws a line from left to right.
func (c *canvas) across(class string, y float64) {
	c.add(`<line class="%s" x1="%d" y1="%.1f" x2="%d" y2="%.1f"/>`, class, left, y, right, y)
}

// legend describes a curve in words.
func (c *canvas) legend(y float64, class string, e *entry) {
	s := e.Summary
	samples := 0
	for _, r := range e.Runs {
		samples += len(r.Took)
	}
	c.add(`<rect class="%s area" x="%d" y="%.0f" width="12" height="12"/>`, class, left, y-10)
	c.text(left+20, y, "", fmt.Sprintf("%s: mean %s (CI %s to %s), p50 %s, p99 %s, p999 %s; %d samples, %.1f %% outliers",
		class, duration(s.Mean), duration(s.Low), duration(s.High),
		duration(s.P50), duration(s.P99), duration(s.P999), samples, s.Outliers))
}

func (c *canvas) timeAxis(group int) {
	for _, t := range c.scale.ticks() {
		c.down("grid", c.x(t), peak)
		c.text(c.x(t), foot+18, "middle quiet", tickLabel(t))
	}
	c.across("axis", foot)
	label := "time per query (log scale)"
	if group > 1 {
		label = fmt.Sprintf("time per query, mean of %d (log scale)", group)
	}
	c.text((left+right)/2, foot+42, "middle", label)
}

// tickLabel is duration without trailing zeros.
func tickLabel(ns float64) string {
	number, unit, _ := strings.Cut(duration(ns), " ")
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	return number + " " + unit
}

func (c *canvas) shareAxis() {
	step := roundStep(c.most / 5)
	for i := 0.0; i*step <= c.most; i++ {
		y := c.y(i * step)
		c.across("grid", y)
		c.text(left-8, y+4, "end quiet", fmt.Sprintf("%.4g %%", i*step))
	}
	c.add(`<text transform="translate(16 %d) rotate(-90)" class="middle">samples within 1 %% of time</text>`, (peak+foot)/2)
}

// area draws a density as a filled curve.
func (c *canvas) area(class string, density []float64) {
	c.add(`<path class="%s area" d="M%d %d`, class, left, foot)
	for i, d := range density {
		c.add("L%.1f %.1f", left+(right-left)*(float64(i)+0.5)/points, c.y(d))
	}
	c.add(`L%d %dZ"/>`, right, foot)
}

// dashes marks the baseline's quantiles, which its legend names.
func (c *canvas) dashes(s Summary) {
	for _, q := range []float64{s.P50, s.P99, s.P999} {
		c.down("before mark dashed", c.x(q), peak)
	}
}

// marks draws the mean with its interval and the quantiles. Each label has a row of its
// own, left of its mark and the rightmost on top, so that labels meet neither each other
// nor a line.
func (c *canvas) marks(s Summary) {
	c.add(`<rect class="now" x="%.1f" y="%d" width="%.1f" height="4"/>`, c.x(s.Low), rows-6, c.x(s.High)-c.x(s.Low))
	c.add(`<circle class="now" cx="%.1f" cy="%d" r="4"/>`, c.x(s.Mean), rows-4)
	c.label(min(c.x(s.Low), c.x(s.Mean)-4), rows, "mean "+duration(s.Mean))
	for i, m := range []struct {
		name string
		ns   float64
	}{{"p999", s.P999}, {"p99", s.P99}, {"p50", s.P50}} {
		y := float64(rows + 18*(i+1))
		c.down("now mark", c.x(m.ns), y-10)
		c.label(c.x(m.ns), y, m.name+" "+duration(m.ns))
	}
}

// label names a mark, on its left unless that is beyond the edge.
func (c *canvas) label(x, y float64, name string) {
	if x > left+40 {
		c.text(x-8, y, "end", name)
	} else {
		c.text(x+8, y, "", name)
	}
}
