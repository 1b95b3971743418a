package main

import (
	"fmt"
	"io"
	"math"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/dijkstra/service"
)

// warm is when everything has happened once: memory that is taken later counts as
// growth. Of a run of less than twice that, it is the second half.
const warm = 2 * time.Minute

// watch looks at the process once a second, or ten times a run that is short.
type watch struct {
	live    io.Writer
	pool    *arena.Pool
	every   time.Duration
	next    time.Duration
	warmed  time.Duration   // when it is warm
	times   []time.Duration // of the readings
	rss     []size
	regions int64     // that the pool had when it was warm
	first   int       // reading that was warm
	sched   sched     // of the run, once it has ended
	cpu     processor // likewise
}

func newWatch(c config, pool *arena.Pool, live io.Writer) *watch {
	every := time.Second
	if c.duration < 2*every {
		every = c.duration/10 + 1
	}
	n := int(c.duration/every) + 3
	return &watch{
		live: live, pool: pool, every: every, warmed: min(warm, c.duration/2), first: -1,
		times: touched[time.Duration](n), rss: touched[size](n),
	}
}

// begin and end stand around the run; there are no readings after it.
func (w *watch) begin() { w.sched, w.cpu = readSched(), readProcessor() }

func (w *watch) end(now time.Duration) {
	w.sched, w.cpu = readSched().since(w.sched), readProcessor().since(w.cpu)
	w.read(now)
	w.next = math.MaxInt64
}

// look takes a reading if it is time for one. It costs some 50 µs, and is the
// load's own affair: there is no third processor for it.
func (w *watch) look(now time.Duration, t *tally) {
	if now < w.next {
		return
	}
	w.next = now - now%w.every + w.every
	w.read(now)
	if w.every == time.Second && now >= w.every {
		w.progress(now, t)
	}
}

// read takes a reading.
func (w *watch) read(now time.Duration) {
	w.times, w.rss = append(w.times, now), append(w.rss, readMemory().now)
	if w.first < 0 && now >= w.warmed {
		w.first, w.regions = len(w.rss)-1, w.pool.Stats().Regions
	}
}

// progress prints a line on the last second.
func (w *watch) progress(now time.Duration, t *tally) {
	fmt.Fprintf(w.live, "%4.0f s  %7d events  p50 %7v  p99 %7v  p999 %7v  RSS %v\n", now.Seconds(), t.recent.Count(),
		brief(t.recent.Quantile(0.5)), brief(t.recent.Quantile(0.99)), brief(t.recent.Quantile(0.999)), w.rss[len(w.rss)-1])
	t.recent = service.Histogram{}
}

// growth returns how much more memory the process has had at any time since it
// was warm than when it became so, as a share.
func (w *watch) growth() float64 {
	base := w.rss[w.first]
	if base == 0 {
		return 0
	}
	most := base
	for _, rss := range w.rss[w.first:] {
		most = max(most, rss)
	}
	return float64(most-base) / float64(base)
}

// brief leaves out digits that say nothing.
func brief(d time.Duration) time.Duration {
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}
