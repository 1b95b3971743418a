// Package indexkit is what the indexes have in common towards those who use them: how
// a graph is prepared, which weights an overlay makes, which questions are refused,
// and how distances become answers.
package indexkit

import (
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// Pair refuses a question about a pair of nodes, or returns nil.
func Pair(g *csr.CSRGraph, from, to csr.Node) error {
	if err := g.Err(); err != nil {
		return err
	}
	if err := g.CheckNode(from, "from"); err != nil {
		return err
	}
	return g.CheckNode(to, "to")
}

// Answerer writes the answers to a question about many nodes, which were checked.
type Answerer interface {
	// Pairs writes the distances pair by pair.
	Pairs(dst []uint32, sources, targets []csr.Node) error
	// Table writes the distances of each source to each target, row by row.
	Table(dst []uint32, sources, targets []csr.Node) error
}

// Batch appends to dst what a answers pair by pair. After an error dst is as it
// was given.
func Batch(g *csr.CSRGraph, a Answerer, dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	if len(sources) != len(targets) {
		return dst, fmt.Errorf("%d sources, %d targets: %w", len(sources), len(targets), dijkstra.ErrLength)
	}
	if err := many(g, sources, targets); err != nil {
		return dst, err
	}
	answers := slices.Grow(dst, len(sources))[:len(dst)+len(sources)]
	sources, targets = apart(answers[len(dst):], sources, targets)
	if err := a.Pairs(answers[len(dst):], sources, targets); err != nil {
		return dst, err
	}
	return answers, nil
}

// Matrix appends to dst what a answers for each source and each target. After an
// error dst is as it was given.
func Matrix(g *csr.CSRGraph, a Answerer, dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	if err := many(g, sources, targets); err != nil {
		return dst, err
	}
	cells := len(sources) * len(targets)
	answers := slices.Grow(dst, cells)[:len(dst)+cells]
	sources, targets = apart(answers[len(dst):], sources, targets)
	if err := a.Table(answers[len(dst):], sources, targets); err != nil {
		return dst, err
	}
	return answers, nil
}

// apart returns sources and targets that stay as they are while the answers are written.
func apart(answers []uint32, sources, targets []csr.Node) (_, _ []csr.Node) {
	return unsafecast.Apart(sources, answers), unsafecast.Apart(targets, answers)
}

// many refuses a question about many nodes, or returns nil.
func many(g *csr.CSRGraph, sources, targets []csr.Node) error {
	if err := g.Err(); err != nil {
		return err
	}
	if err := g.CheckNodes(sources, "sources"); err != nil {
		return err
	}
	return g.CheckNodes(targets, "targets")
}

// ToDistance returns a distance, or dijkstra.Unreachable for hierarchy.Inf. The error is
// a *dijkstra.OverflowError if it does not fit in 32 bits.
func ToDistance(d uint64, from, to csr.Node) (uint32, error) {
	switch {
	case d < uint64(dijkstra.Unreachable):
		return uint32(d), nil
	case d == hierarchy.Inf:
		return dijkstra.Unreachable, nil
	}
	return dijkstra.Unreachable, &dijkstra.OverflowError{From: from, To: to}
}
