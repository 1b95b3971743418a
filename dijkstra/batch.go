package dijkstra

import (
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// Batch appends to dst the distances from sources[i] to targets[i], pair by
// pair, and returns it; Unreachable where there is no path. It costs what as
// many calls of Distance do. The error is ErrLength if there are not as many
// sources as targets; after any error dst is as it was given.
func (s *Solver) Batch(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	if len(sources) != len(targets) {
		return dst, fmt.Errorf("dijkstra: %d sources, %d targets: %w", len(sources), len(targets), ErrLength)
	}
	if err := s.beginMany(sources, targets); err != nil {
		return dst, err
	}
	answers := dst
	for i, from := range sources {
		d, err := s.toTarget(from, targets[i])
		if err != nil {
			return dst, err
		}
		answers = append(answers, d)
	}
	return answers, nil
}

// Matrix appends to dst the distances from each of n sources to each of m
// targets: n rows of m, Unreachable where there is no path. It costs one search
// a source, or one a target if there are fewer of those. After an error dst is
// as it was given.
func (s *Solver) Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	if err := s.beginMany(sources, targets); err != nil {
		return dst, err
	}
	rows, columns := len(sources), len(targets)
	answers := slices.Grow(dst, rows*columns)[:len(dst)+rows*columns]
	matrix := answers[len(dst):]
	for i := range min(rows, columns) {
		if err := s.line(matrix, i, sources, targets); err != nil {
			return dst, err
		}
	}
	return answers, nil
}

// line fills row i of a matrix by one search from its source or, where the
// columns are fewer, column i by one search from its target.
func (s *Solver) line(matrix []uint32, i int, sources, targets []csr.Node) (err error) {
	columns := len(targets)
	if columns < len(sources) {
		s.engine.search(backward, targets[i], sources)
		for j, from := range sources {
			if matrix[j*columns+i], err = s.answer(from, from, targets[i]); err != nil {
				return err
			}
		}
		return nil
	}
	s.engine.search(forward, sources[i], targets)
	for j, to := range targets {
		if matrix[i*columns+j], err = s.answer(to, sources[i], to); err != nil {
			return err
		}
	}
	return nil
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
	if err := s.checkAll(sources, "sources"); err != nil {
		return err
	}
	return s.checkAll(targets, "targets")
}

func (s *Solver) checkAll(nodes []csr.Node, name string) error {
	for i, v := range nodes {
		if !s.g.HasNode(v) {
			return s.g.CheckNode(v, fmt.Sprintf("%s[%d]", name, i))
		}
	}
	return nil
}
