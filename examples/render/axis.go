package main

import (
	"math"
	"time"
)

// axis is a logarithmic time axis from left to right.
type axis struct {
	left, right float64 // pixels
	low, high   float64 // powers of ten of a nanosecond
}

// newAxis returns an axis of the given pixels that contains two durations; if they are
// far apart it extends to whole powers of ten. Durations below 1 ns are at the left end.
func newAxis(left, right float64, shortest, longest time.Duration) axis {
	low, high := log(shortest), log(longest)
	step := 1.0
	if high-low < 3 {
		step = 0.25
	}
	a := axis{left: left, right: right, low: math.Floor(low/step) * step, high: math.Ceil(high/step) * step}
	if a.high == a.low {
		a.high += step
	}
	return a
}

func log(d time.Duration) float64 { return math.Log10(max(float64(d), 1)) }

// at returns the position of a duration.
func (a axis) at(d time.Duration) float64 { return a.atLog(log(d)) }

func (a axis) atLog(x float64) float64 {
	return a.left + (a.right-a.left)*(x-a.low)/(a.high-a.low)
}

// ticks returns the durations to label: powers of ten, and 2 and 5 times these where
// there is room.
func (a axis) ticks() (ticks []time.Duration) {
	digits := []float64{1, 2, 5}
	if a.high-a.low > 4 {
		digits = digits[:1]
	}
	for power := math.Floor(a.low); power <= min(a.high, 18); power++ { // the last that fits
		for _, digit := range digits {
			d := time.Duration(math.Round(digit * math.Pow(10, power)))
			if x := log(d); x >= a.low-1e-9 && x <= a.high+1e-9 {
				ticks = append(ticks, d)
			}
		}
	}
	return ticks
}

// draw draws the axis at a height, with fine lines up to the top.
func (a axis) draw(c canvas, t theme, top, bottom float64) {
	for _, d := range a.ticks() {
		x := a.at(d)
		c.lines(pen{1, mix(t.paper, t.faint, 0.25)}, []point{{x, top}, {x, bottom}})
		c.text(point{x, bottom + 20}, lettering{size: 12, anchor: 0.5, ink: t.ink}, brief(d))
	}
	c.lines(pen{1.5, t.ink}, []point{{a.left, bottom}, {a.right, bottom}})
}
