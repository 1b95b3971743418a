package dijkstra

import (
	"fmt"
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// minShared is how many pairs must share a node for one search from it to cost
// less than a search from both ends for each of them.
const minShared = 3

// Batch appends to dst the distances from sources[i] to targets[i], pair by
// pair, and returns it; Unreachable where there is no path. Three pairs or more that share
// a source or a target are answered by one search from it; the rest cost what calls of
// Distance do. The error wraps ErrLength if there are
// not as many sources as targets; after any error dst is as it was given. dst may
// share memory with sources or targets, which are copied then.
func (s *Solver) Batch(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	defer runtime.KeepAlive(s)
	if len(sources) != len(targets) {
		return dst, fmt.Errorf("dijkstra: %d sources, %d targets: %w", len(sources), len(targets), ErrLength)
	}
	if err := s.beginMany(sources, targets); err != nil {
		return dst, err
	}
	answers := slices.Grow(dst, len(sources))[:len(dst)+len(sources)]
	b := batch{s: s, answers: answers[len(dst):]}
	b.ends = [2][]csr.Node{unsafecast.Apart(sources, b.answers), unsafecast.Apart(targets, b.answers)}
	if err := b.solve(); err != nil {
		return dst, err
	}
	return answers, nil
}

// batch is the state of one call of Batch. It orders the numbers of the pairs by
// their sources, solves the large groups, orders what is left by targets, solves
// the large groups again, and then each pair that is still left.
type batch struct {
	s       *Solver
	ends    [2][]csr.Node // sources and targets, by the direction of a search from them
	answers []uint32
}

func (b *batch) solve() error {
	for dir, ends := range b.ends {
		if len(ends) >= minShared && !slices.ContainsFunc(ends, func(v csr.Node) bool { return v != ends[0] }) {
			return b.s.row(search.Direction(dir), ends[0], b.ends[1-dir], b.answers, 1)
		}
	}
	left := b.s.order[:0]
	for i := range b.answers {
		left = append(left, uint64(i))
	}
	b.s.order = left
	for dir := search.Forward; dir <= search.Backward && len(left) >= minShared; dir++ {
		var err error
		if left, err = b.groups(dir, left); err != nil {
			return err
		}
	}
	for _, pair := range left {
		i := int(uint32(pair))
		d, err := b.s.distance(b.ends[search.Forward][i], b.ends[search.Backward][i])
		if err != nil {
			return err
		}
		b.answers[i] = d
	}
	return nil
}

// groups solves the pairs that share their end on the side that a search.Direction
// starts from with enough others, and returns the rest.
func (b *batch) groups(dir search.Direction, pairs []uint64) (rest []uint64, err error) {
	for i, pair := range pairs {
		pairs[i] = uint64(b.ends[dir][uint32(pair)])<<32 | uint64(uint32(pair))
	}
	slices.Sort(pairs)
	rest = pairs[:0]
	for start := 0; start < len(pairs); {
		end := start + 1
		for end < len(pairs) && pairs[end]>>32 == pairs[start]>>32 {
			end++
		}
		if end-start < minShared {
			rest = append(rest, pairs[start:end]...)
		} else if err := b.group(dir, pairs[start:end]); err != nil {
			return nil, err
		}
		start = end
	}
	return rest, nil
}

// group solves pairs of one root by one search.
func (b *batch) group(dir search.Direction, pairs []uint64) error {
	s := b.s
	s.nodes = s.nodes[:0]
	for _, pair := range pairs {
		s.nodes = append(s.nodes, b.ends[1-dir][uint32(pair)])
	}
	root := csr.Node(pairs[0] >> 32)
	s.toMany(dir, root, s.nodes)
	for i, pair := range pairs {
		d, err := s.answer(dir, root, s.nodes[i])
		if err != nil {
			return err
		}
		b.answers[uint32(pair)] = d
	}
	return nil
}

// toMany searches from one root until the distances of all goals are known. If they are
// many, it searches on for those of all nodes, which are written down at once.
func (s *Solver) toMany(dir search.Direction, root csr.Node, goals []csr.Node) {
	s.engine.Begin(dir, root)
	if s.hasAll = len(goals) >= s.g.NumNodes()/manyGoals; !s.hasAll {
		s.engine.SettleGoals(goals)
		return
	}
	s.engine.SettleAll()
	s.writeAll()
}

// manyGoals is the part of all nodes that counts as many.
const manyGoals = 8

// row writes the distances between a root and goals, each so far from the one before.
func (s *Solver) row(dir search.Direction, root csr.Node, goals []csr.Node, dst []uint32, stride int) error {
	s.toMany(dir, root, goals)
	for i, v := range goals {
		d, err := s.answer(dir, root, v)
		if err != nil {
			return err
		}
		dst[i*stride] = d
	}
	return nil
}

// answer reads the distance between the root of the last search and a node.
func (s *Solver) answer(dir search.Direction, root, v csr.Node) (uint32, error) {
	d, overflow := s.read(v)
	switch {
	case !overflow:
		return d, nil
	case dir == search.Backward:
		return d, &OverflowError{From: v, To: root}
	}
	return d, &OverflowError{From: root, To: v}
}

// Matrix appends to dst the distances from each of n sources to each of m
// targets: n rows of m, Unreachable where there is no path. It costs one search
// a source, or one a target if there are fewer of those; where either is one or
// two, what calls of Distance do. After an error dst is as it was given. dst may
// share memory with sources or targets, which are copied then.
func (s *Solver) Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	defer runtime.KeepAlive(s)
	if err := s.beginMany(sources, targets); err != nil {
		return dst, err
	}
	cells := len(sources) * len(targets)
	answers := slices.Grow(dst, cells)[:len(dst)+cells]
	sources, targets = unsafecast.Apart(sources, answers[len(dst):]), unsafecast.Apart(targets, answers[len(dst):])
	if err := s.matrix(answers[len(dst):], sources, targets); err != nil {
		return dst, err
	}
	return answers, nil
}

// matrix fills a matrix row by row, or column by column if there are fewer of these.
func (s *Solver) matrix(dst []uint32, sources, targets []csr.Node) (err error) {
	rows, columns := len(sources), len(targets)
	switch {
	case rows <= columns && columns >= minShared:
		for i := 0; i < rows && err == nil; i++ {
			err = s.row(search.Forward, sources[i], targets, dst[i*columns:], 1)
		}
	case rows > columns && rows >= minShared:
		for j := 0; j < columns && err == nil; j++ {
			err = s.row(search.Backward, targets[j], sources, dst[j:], columns)
		}
	default:
		for i := 0; i < rows*columns && err == nil; i++ {
			dst[i], err = s.distance(sources[i/columns], targets[i%columns])
		}
	}
	return err
}

// Batch returns the distances from sources[i] to targets[i], with a Solver made
// for the purpose: for a program that asks once. See Solver.Batch.
func Batch(g *csr.CSRGraph, sources, targets []csr.Node) ([]uint32, error) {
	return NewSolver(g).Batch(nil, sources, targets)
}

// beginMany checks a query for many nodes and gets ready for it.
func (s *Solver) beginMany(sources, targets []csr.Node) error {
	if err := s.ready(); err != nil {
		return err
	}
	if err := s.g.CheckNodes(sources, "sources"); err != nil {
		return err
	}
	return s.g.CheckNodes(targets, "targets")
}
