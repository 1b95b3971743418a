package main

import (
	"cmp"
	"fmt"
	"math"
	"time"
)

const (
	mostRate   = 1e7  // events a second
	resolution = 1.05 // a rate that is found holds; one so many times higher does not
	mostPlain  = 3    // plain searches that total p99 may take
	leastRun   = 200  // events from which a p99 is told
)

// highestRate returns the highest rate that holds, by doubling or halving from the first
// and then by bisection, or 0 if none from least on does.
func highestRate(first, least float64, holds func(rate float64) bool) float64 {
	low, high := first, min(2*first, mostRate)
	if holds(first) {
		for low < high && holds(high) {
			low, high = high, min(2*high, mostRate)
		}
	} else {
		low, high = first/2, first
		for low >= least && !holds(low) {
			low, high = low/2, low
		}
	}
	if low < least {
		return 0
	}
	for high > low*resolution {
		if middle := math.Sqrt(low * high); holds(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// findRate returns the highest rate at which total p99 stays below mostPlain plain
// searches, by runs of up to three seconds that count for nothing else but errors. It
// prints a line on each.
func (l *load) findRate() float64 {
	each := min(l.duration/20, 3*time.Second)
	least := leastRun / each.Seconds()
	return highestRate(max(l.rate, least), least, func(rate float64) bool {
		p99, plain := l.try(rate, each)
		multiple := float64(p99) / float64(max(plain, 1))
		fmt.Fprintf(l.watch.live, "%7.0f events/s for %v: total p99 %v, plain search %v, %.2f of it\n", rate, each, brief(p99), brief(plain), multiple)
		return multiple < mostPlain
	})
}

// try has events arrive at some rate, and returns their total p99 and the mean of a plain
// search before them.
func (l *load) try(rate float64, each time.Duration) (p99, mean time.Duration) {
	run := l.tally
	l.tally = &tally{}
	l.plain.reset()
	l.fail(l.plain.ask(l.hunts, l.plainQuestions()/4))
	l.play(rate, each)
	p99 = l.total.Quantile(0.99)
	run.errors, run.first = run.errors+l.errors, cmp.Or(run.first, l.first)
	l.tally = run
	return p99, l.plain.mean()
}
