package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"
)

// A peer, in whatever language, runs in a process of its own and answers line by line:
//
//	to the peer    QUESTION FIRST COUNT       of queries.txt, from number FIRST on
//	from the peer  NANOSECONDS MALLOCS BYTES DISTANCE...
//
// Its first line is "ready" and its version, with the variant that it chose if it has
// several. It ends when its input does. A peer that does not take the graph writes
// "refuses: " and the reason, and ends. The clock runs in the peer, over all queries of a
// line, so that neither reading nor writing counts. -1 means that there is no path, or
// that allocations were not counted.
const (
	onePair  = "pair" // each query's distance from source to target
	oneToAll = "tree" // a search from each source to all nodes; the distance of each target
	allOf    = "all"  // the same, with the distances of all nodes, to check them
)

// unknown replaces a number that a peer does not have.
const unknown = -1

// solver is a library that answers on one graph.
type solver interface {
	// pair returns the distance from one node to another.
	pair(from, to uint32) (int64, error)
}

// treeSolver is a solver that also answers one-to-all.
type treeSolver interface {
	solver
	tree(source uint32) error   // searches from source to all nodes
	at(v uint32) (int64, error) // the distance of v in the last tree
}

// batchSize is the number of pairs in a call to a batchSolver, typical of a program that
// gathers the questions of some milliseconds.
const batchSize = 64

// batchSolver is a solver that is asked for many pairs at once.
type batchSolver interface {
	solver
	// batch appends the distances from sources[i] to targets[i].
	batch(dst []int64, sources, targets []uint32) ([]int64, error)
}

// repeater is a solver so fast that the time of one pass would depend on what happens
// before it: the wait for the line, and caches filled by Cairn's process meanwhile. It
// repeats each line for at least the returned time.
type repeater interface {
	solver
	least() time.Duration
}

// server answers the lines of its input.
type server struct {
	solver  solver
	nodes   int
	queries queries
	answers []int64
}

// serve runs a Go peer's process.
func serve(name, dir string, in io.Reader, out io.Writer) error {
	open, ok := goPeers[name]
	if !ok {
		return fmt.Errorf("%q is not a peer written in Go", name)
	}
	n, s, err := open(dir)
	if no := (errRefuses{}); errors.As(err, &no) {
		_, err := fmt.Fprintln(out, no)
		return err
	}
	if err != nil {
		return err
	}
	q, err := readQueries(dir)
	if err != nil {
		return err
	}
	runtime.GC() // garbage from reading must not count
	fmt.Fprintln(out, "ready", version(name))
	server := &server{solver: s, nodes: n, queries: q}
	for lines := bufio.NewScanner(in); lines.Scan(); {
		if err := server.line(lines.Text(), out); err != nil {
			return err
		}
	}
	return nil
}

// line answers one line.
func (s *server) line(line string, out io.Writer) error {
	var question string
	var first, count int
	if _, err := fmt.Sscan(line, &question, &first, &count); err != nil {
		return fmt.Errorf("%q: not a question: %w", line, err)
	}
	if first < 0 || count < 0 || first+count > len(s.queries.sources) {
		return fmt.Errorf("%q: there are %d queries", line, len(s.queries.sources))
	}
	r, err := s.answer(question, first, count)
	if err == nil {
		err = r.write(out)
	}
	return err
}

// answer runs the queries of one line between two readings of clock and allocator. The
// reply is of one pass, if a repeater makes several.
func (s *server) answer(question string, first, count int) (r reply, err error) {
	ask, err := s.asker(question)
	if err != nil {
		return r, err
	}
	q, least := s.queries.part(first, count), s.least()
	s.answers = slices.Grow(s.answers[:0], count)
	passes := int64(0)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for began := time.Now(); (passes == 0 || r.took < least) && err == nil; passes++ {
		s.answers = s.answers[:0]
		err = ask(q)
		r.took = time.Since(began)
	}
	runtime.ReadMemStats(&after)
	r.took /= time.Duration(passes)
	r.mallocs = int64(after.Mallocs-before.Mallocs) / passes
	r.bytes = int64(after.TotalAlloc-before.TotalAlloc) / passes
	r.distances = s.answers
	return r, err
}

// least returns the minimum time that the solver spends on a line.
func (s *server) least() time.Duration {
	if r, ok := s.solver.(repeater); ok {
		return r.least()
	}
	return 0
}

// asker returns a function that answers queries of one kind and appends the answers.
func (s *server) asker(question string) (func(q queries) error, error) {
	t, trees := s.solver.(treeSolver)
	b, batches := s.solver.(batchSolver)
	switch {
	case question == onePair && batches:
		return func(q queries) error { return s.batches(b, q) }, nil
	case question == onePair:
		return s.pairs, nil
	case question == oneToAll && trees:
		return func(q queries) error { return s.trees(t, q) }, nil
	case question == allOf && trees:
		return func(q queries) error { return s.all(t, q) }, nil
	}
	return nil, fmt.Errorf("%q: this peer does not answer that", question)
}

// note appends an answer.
func (s *server) note(d int64, err error) error {
	s.answers = append(s.answers, d)
	return err
}

// pairs asks for one pair after the other.
func (s *server) pairs(q queries) (err error) {
	for i := 0; i < len(q.sources) && err == nil; i++ {
		err = s.note(s.solver.pair(q.sources[i], q.targets[i]))
	}
	return err
}

// batches asks for batchSize pairs at once, and for the rest at the end.
func (s *server) batches(b batchSolver, q queries) (err error) {
	for first := 0; first < len(q.sources) && err == nil; first += batchSize {
		part := q.part(first, min(batchSize, len(q.sources)-first))
		s.answers, err = b.batch(s.answers, part.sources, part.targets)
	}
	return err
}

// trees asks for a search from each source, and reads the distance of the target.
func (s *server) trees(t treeSolver, q queries) (err error) {
	for i := 0; i < len(q.sources) && err == nil; i++ {
		if err = t.tree(q.sources[i]); err == nil {
			err = s.note(t.at(q.targets[i]))
		}
	}
	return err
}

// all asks for a search from each source, and reads the distance of every node.
func (s *server) all(t treeSolver, q queries) (err error) {
	for i := 0; i < len(q.sources) && err == nil; i++ {
		err = t.tree(q.sources[i])
		for v := uint32(0); int(v) < s.nodes && err == nil; v++ {
			err = s.note(t.at(v))
		}
	}
	return err
}
