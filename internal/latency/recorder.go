package latency

import "time"

// capacity is the largest number of samples that a Recorder keeps: 2 MB.
const capacity = 1 << 18

// Recorder records the times of the queries of one benchmark. It is not safe for
// concurrent use.
//
// When its memory is full it drops every second sample, and from then on keeps every
// second new one; when full again, every fourth; and so on. The kept samples are spread
// evenly over the whole run, however long, and the query of each is known.
type Recorder struct {
	run   run
	count int // samples so far, kept or not
	began time.Duration
}

// run is the record of one call of a benchmark: the samples numbered 0, Stride, 2·Stride
// and so on, each the time of Group queries together.
type run struct {
	Group  int             `json:"group"`
	Stride int             `json:"stride"` // a power of two
	Took   []time.Duration `json:"took_ns"`
}

// NewRecorder returns an empty Recorder for one query a sample. It has all the memory it
// will need, so recording allocates nothing.
func NewRecorder() *Recorder { return NewGrouped(1) }

// NewGrouped returns an empty Recorder for samples of several queries each: between Begin
// and End the benchmark asks that many, and all reported numbers are per query. It is for
// queries that take little longer than reading the clock. Two readings cost some 50 ns
// (see BenchmarkClock), a quarter of which is noise; in groups of 64 each query bears
// less than 1 ns of that.
//
// The mean and its interval lose nothing. The quantiles and outliers are those of groups,
// which are closer together than those of queries. A group below 1 counts as 1.
func NewGrouped(group int) *Recorder { return newRecorder(group, capacity) }

// newRecorder is NewGrouped with a capacity, which must be even; tests choose it.
func newRecorder(group, capacity int) *Recorder {
	took := make([]time.Duration, capacity)
	clear(took) // touches every page now, so that no query waits for one
	return &Recorder{run: run{Group: max(group, 1), Stride: 1, Took: took[:0]}}
}

// start is the reference of the clock. A difference reads only the monotonic half of the
// clock, at half the cost of time.Now.
var start = time.Now()

// Begin starts the clock for one sample.
func (r *Recorder) Begin() { r.began = time.Since(start) }

// End stops the clock. The sample includes one reading of the clock, some 25 ns. Nothing
// is subtracted, since the cost differs from one reading to the next.
func (r *Recorder) End() { r.add(time.Since(start) - r.began) }

// add keeps a sample if its number is a multiple of the stride.
func (r *Recorder) add(took time.Duration) {
	if r.count&(r.run.Stride-1) == 0 {
		if len(r.run.Took) == cap(r.run.Took) {
			r.run.thin()
		}
		r.run.Took = append(r.run.Took, took)
	}
	r.count++
}

// thin drops every second sample. Since the capacity is even, the doubled stride divides
// the number of the next sample.
func (r *run) thin() {
	kept := r.Took[:0]
	for i := 0; i < len(r.Took); i += 2 {
		kept = append(kept, r.Took[i])
	}
	r.Took, r.Stride = kept, 2*r.Stride
}

// perQuery returns the samples in nanoseconds a query.
func (r *run) perQuery() []float64 {
	ns := make([]float64, len(r.Took))
	for i, took := range r.Took {
		ns[i] = float64(took) / float64(r.Group)
	}
	return ns
}
