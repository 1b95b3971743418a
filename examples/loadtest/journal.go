package main

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/service"
)

// sample is a question as it was when it was asked, and its answer.
type sample struct {
	from, to csr.Node
	distance uint32
	path     []csr.Node
	hunt     uint32 // its number
	changes  []change
}

// journal keeps a sample of the answers to check them when the load is over: to
// solve one the plain way takes as long as a hundred events, and by then the hunt
// may have changed. All its memory is there from the start.
type journal struct {
	every   uint64 // one answer of so many is kept
	seen    uint64
	samples []sample
	paths   []csr.Node
	changes []change
}

// newJournal returns a journal for the answers of a whole run.
func newJournal(c config) *journal {
	const usual = 200 // nodes a path; longer ones make the journal grow
	expected := uint64(c.rate * c.duration.Seconds())
	return &journal{
		every:   max(expected/uint64(max(c.checks, 1)), 1),
		samples: touched[sample](c.checks),
		paths:   touched[csr.Node](c.checks * usual),
		changes: touched[change](c.checks * c.changes),
	}
}

// touched returns an empty slice whose memory the operating system has given, and
// not only promised.
func touched[T any](n int) []T {
	s := make([]T, n)
	clear(s)
	return s[:0]
}

// observe takes in an answer to a hunt that has not moved on.
func (j *journal) observe(h *hunt, c *service.Call) {
	j.seen++
	if j.seen%j.every != 0 || len(j.samples) == cap(j.samples) {
		return
	}
	path, changes := len(j.paths), len(j.changes)
	j.paths = append(j.paths, c.Path...)
	j.changes = append(j.changes, h.changes...)
	j.samples = append(j.samples, sample{c.From, c.To, c.Distance, j.paths[path:], h.number, j.changes[changes:]})
}

// check solves the questions again and returns what is wrong with the answers.
func (j *journal) check(w *world) (wrong []error) {
	o := newOracle(w)
	for i := range j.samples {
		if err := o.check(&j.samples[i]); err != nil {
			wrong = append(wrong, err)
		}
	}
	return wrong
}

// check solves one question. The distance is to be that of the oracle, the path is
// to lead from the one end to the other at that cost.
func (o *oracle) check(s *sample) error {
	o.apply(s.hunt, s.changes)
	want, path := dijkstra.Unreachable, s.path
	if d := o.distance(s.from, s.to); d < uint64(want) {
		want = uint32(d)
	}
	switch {
	case s.distance != want:
		return fmt.Errorf("%d to %d: distance %d, want %d", s.from, s.to, s.distance, want)
	case want == dijkstra.Unreachable && len(path) == 0:
		return nil
	case len(path) == 0 || path[0] != s.from || path[len(path)-1] != s.to:
		return fmt.Errorf("%d to %d: the path has other ends", s.from, s.to)
	case o.cost(path) != uint64(want):
		return fmt.Errorf("%d to %d: distance %d, but not along the path", s.from, s.to, want)
	}
	return nil
}
