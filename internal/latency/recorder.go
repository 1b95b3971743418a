package latency

import "time"

// capacity bounds the samples that a Recorder keeps: 2 MB of them.
const capacity = 1 << 18

// Recorder keeps how long the queries of one benchmark took. It is not safe for
// concurrent use.
//
// When its memory is full it drops every second sample and from then on keeps
// every second of those that come; full again, every fourth; and so on. What is
// kept is spread evenly over the whole run, however long that was, and it is
// known which query each sample is of.
type Recorder struct {
	run   run
	count int // samples that were offered
	began time.Duration
}

// run is what one call of a benchmark recorded: the samples numbered 0, Stride,
// 2·Stride and so on, each the time that Group queries took together.
type run struct {
	Group  int             `json:"group"`
	Stride int             `json:"stride"` // a power of two
	Took   []time.Duration `json:"took_ns"`
}

// NewRecorder returns an empty Recorder for one query a sample. It has all the
// memory it will need, and recording allocates nothing.
func NewRecorder() *Recorder { return NewGrouped(1) }

// NewGrouped returns an empty Recorder for samples of several queries each:
// between Begin and End the benchmark asks that many, and all that is reported
// is per query. It is for queries that the clock would drown: reading it twice
// costs some 50 ns (BenchmarkClock says what it costs here), a quarter of which
// is noise. In groups of 64 less than 1 ns of that falls on each.
//
// The mean and its interval lose nothing by it. The quantiles and outliers are
// then those of groups, which are closer together than those of queries. A group
// below 1 counts as 1.
func NewGrouped(group int) *Recorder { return newRecorder(group, capacity) }

// newRecorder is NewGrouped with a capacity that tests choose; it is even.
func newRecorder(group, capacity int) *Recorder {
	took := make([]time.Duration, capacity)
	clear(took) // touches every page now, so that no query waits for one
	return &Recorder{run: run{Group: max(group, 1), Stride: 1, Took: took[:0]}}
}

// start is what the clock is read against. Reading a difference takes only the
// monotonic half of the clock, which is half the cost of time.Now.
var start = time.Now()

// Begin starts the clock for one sample.
func (r *Recorder) Begin() { r.began = time.Since(start) }

// End stops it. The sample includes one reading of the clock, some 25 ns, which
// nothing subtracts: what it costs differs from one reading to the next.
func (r *Recorder) End() { r.add(time.Since(start) - r.began) }

// add keeps a sample, if its turn has come.
func (r *Recorder) add(took time.Duration) {
	if r.count&(r.run.Stride-1) == 0 {
		if len(r.run.Took) == cap(r.run.Took) {
			r.run.thin()
		}
		r.run.Took = append(r.run.Took, took)
	}
	r.count++
}

// thin drops every second sample. Since the capacity is even, the sample that
// comes next has a number that the doubled stride divides.
func (r *run) thin() {
	kept := r.Took[:0]
	for i := 0; i < len(r.Took); i += 2 {
		kept = append(kept, r.Took[i])
	}
	r.Took, r.Stride = kept, 2*r.Stride
}

// perQuery returns the samples as nanoseconds a query.
func (r *run) perQuery() []float64 {
	ns := make([]float64, len(r.Took))
	for i, took := range r.Took {
		ns[i] = float64(took) / float64(r.Group)
	}
	return ns
}
