package main

import (
	"bufio"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"
)

// A peer runs in a process of its own and is asked line by line, whatever it is
// written in:
//
//	to the peer    QUESTION FIRST COUNT       of queries.txt, from number FIRST on
//	from the peer  NANOSECONDS MALLOCS BYTES DISTANCE...
//
// It says "ready" and its version first, with the variant that it chose if it has
// several, and ends when its input does. The clock runs in the peer, over all the
// queries of a line, so that neither reading nor writing counts. -1 is the
// distance where there is no path, and an allocation that nobody counted.
const (
	onePair  = "pair" // each query's distance from source to target
	oneToAll = "tree" // a search from each source to all nodes; the distance of each target
	allOf    = "all"  // likewise, but the distances of all nodes, to check them
)

// unknown is what a peer says where it has no number to give.
const unknown = -1

// solver is a library as it answers on one graph.
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

// server answers the lines that come in.
type server struct {
	solver  solver
	nodes   int
	queries queries
	answers []int64
}

// serve is the whole life of a Go peer's process.
func serve(name, dir string, in io.Reader, out io.Writer) error {
	open, ok := goPeers[name]
	if !ok {
		return fmt.Errorf("%q is not a peer written in Go", name)
	}
	n, s, err := open(dir)
	if err != nil {
		return err
	}
	q, err := readQueries(dir)
	if err != nil {
		return err
	}
	runtime.GC() // what reading left is no peer's garbage
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

// answer runs the queries of one line between two looks at clock and allocator.
func (s *server) answer(question string, first, count int) (r reply, err error) {
	ask, err := s.asker(question)
	if err != nil {
		return r, err
	}
	s.answers = slices.Grow(s.answers[:0], count)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	for i := first; i < first+count && err == nil; i++ {
		err = ask(i)
	}
	r.took = time.Since(began)
	runtime.ReadMemStats(&after)
	r.mallocs = int64(after.Mallocs - before.Mallocs)
	r.bytes = int64(after.TotalAlloc - before.TotalAlloc)
	r.distances = s.answers
	return r, err
}

// asker returns what answers query i of a question and appends the answer.
func (s *server) asker(question string) (func(i int) error, error) {
	sources, targets := s.queries.sources, s.queries.targets
	t, trees := s.solver.(treeSolver)
	switch {
	case question == onePair:
		return func(i int) error { return s.note(s.solver.pair(sources[i], targets[i])) }, nil
	case question == oneToAll && trees:
		return func(i int) error {
			if err := t.tree(sources[i]); err != nil {
				return err
			}
			return s.note(t.at(targets[i]))
		}, nil
	case question == allOf && trees:
		return func(i int) error { return s.noteAll(t, sources[i]) }, nil
	}
	return nil, fmt.Errorf("%q: this peer does not answer that", question)
}

// note appends an answer.
func (s *server) note(d int64, err error) error {
	s.answers = append(s.answers, d)
	return err
}

// noteAll appends the distances of all nodes.
func (s *server) noteAll(t treeSolver, source uint32) error {
	err := t.tree(source)
	for v := uint32(0); int(v) < s.nodes && err == nil; v++ {
		err = s.note(t.at(v))
	}
	return err
}
