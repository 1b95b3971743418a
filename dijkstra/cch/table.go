package cch

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/minplus"
)

// There are two ways to a matrix. Rows go up from each source and each target, and compare
// the two for each pair: few nodes are looked at, again and again. A sweep looks at each
// ancestor of the targets once for up to hierarchy.Lanes sources. An arc takes it, by
// measurement, so many of the steps that going up is counted in:
const (
	oneLane   = 2
	manyLanes = 4
)

// few is for how few targets it is not found out whether a sweep pays.
const few = 32

// Table answers for each source and each target, row by row.
func (s *searcher[C]) Table(dst []uint32, sources, targets []csr.Node) error {
	q := s.take()
	defer s.pool.Put(q)
	if s.pays(q, len(sources), targets) {
		return s.sweep(q, dst, sources, targets)
	}
	for at := 0; at < len(targets); at += columns {
		if err := s.columns(q, dst, sources, targets, at); err != nil {
			return err
		}
	}
	return nil
}

// pays tells whether sweeps cost less than rows, and selects the targets then.
func (s *searcher[C]) pays(q *scratch[C], sources int, targets []csr.Node) bool {
	if sources == 0 || len(targets) < few {
		return false
	}
	if q.table == nil {
		q.table = s.NewTable()
	}
	arcs := q.table.Select(targets)
	if sources == 1 {
		return oneLane*arcs < s.climb*len(targets)
	}
	sweeps := (sources + hierarchy.Lanes - 1) / hierarchy.Lanes
	return manyLanes*arcs*sweeps+2*s.climb*sources < s.climb*(sources+len(targets)) // it goes up, too
}

// sweep answers by sweeps to targets that were selected.
func (s *searcher[C]) sweep(q *scratch[C], dst []uint32, sources, targets []csr.Node) error {
	for len(sources) > 0 {
		n := min(len(sources), hierarchy.Lanes)
		q.table.Sweep(sources[:n])
		for j, to := range targets {
			for i, c := range q.table.Costs(to) {
				d, err := indexkit.ToDistance(s.joined(q, sources[i], to, c), sources[i], to)
				if err != nil {
					return err
				}
				dst[i*len(targets)+j] = d
			}
		}
		dst, sources = dst[n*len(targets):], sources[n:]
	}
	return nil
}

const (
	together = 64   // how many pairs are taken by one call of a kernel
	columns  = 1024 // how many targets have rows at a time
)

// rows is a row of costs for each target of a matrix, and behind them one for the source at
// hand, each of whole blocks.
type rows[C hierarchy.Cost] struct {
	costs []C
	pairs [together]minplus.Pair
	least [together]C
}

// columns answers for each source and the targets from a number on.
func (s *searcher[C]) columns(q *scratch[C], dst []uint32, sources, targets []csr.Node, at int) error {
	some, stride := targets[at:min(len(targets), at+columns)], s.stride()
	q.rows.costs = slices.Grow(q.rows.costs[:0], (len(some)+1)*stride)[:(len(some)+1)*stride]
	for j, to := range some {
		s.Upward(q.rows.costs[j*stride:][:stride], s.Tree.Rank[to], s.Down)
	}
	for i, from := range sources {
		s.Upward(q.rows.costs[len(some)*stride:], s.Tree.Rank[from], s.Up)
		row := dst[i*len(targets)+at:][:len(some)]
		for j := 0; j < len(some); j += together {
			end := min(len(some), j+together)
			if err := s.cells(q, row[j:end], from, some[j:end], j, len(some)); err != nil {
				return err
			}
		}
	}
	return nil
}

// stride returns how far rows are apart.
func (s *searcher[C]) stride() int {
	return (s.Tree.Height + minplus.Block32 - 1) &^ (minplus.Block32 - 1) // whole blocks of 64 bits, too
}

// cells answers for a source, whose row has a number, and some targets, whose rows have
// numbers from first on.
func (s *searcher[C]) cells(q *scratch[C], dst []uint32, from csr.Node, targets []csr.Node, first, source int) (err error) {
	stride, rank := uint32(s.stride()), s.Tree.Rank[from]
	pairs, least := q.rows.pairs[:len(targets)], q.rows.least[:len(targets)]
	for j, to := range targets {
		pairs[j] = minplus.Pair{A: uint32(source) * stride, B: uint32(first+j) * stride}
		if from != to {
			pairs[j].N = s.Codes.Common(rank, s.Tree.Rank[to])
		}
	}
	indexkit.Minima(least, q.rows.costs, pairs)
	for j, to := range targets {
		if dst[j], err = indexkit.ToDistance(s.joined(q, from, to, least[j]), from, to); err != nil {
			return err
		}
	}
	return nil
}

// joined returns the distance of a pair whose least cost is known.
func (s *searcher[C]) joined(q *scratch[C], from, to csr.Node, least C) uint64 {
	if from == to || s.Closed(from) {
		return s.between(q, from, to)
	}
	return stands(s.Metric, least, from, to)
}
