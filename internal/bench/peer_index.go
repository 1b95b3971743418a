package main

import (
	"errors"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/cch"
	"github.com/veltrix/cairn/dijkstra/hublabel"
)

// cchBytes is the size limit of an index of package cch: enough for any map, but small
// enough to refuse graphs that would take minutes.
const cchBytes = 64 << 20

// indexLeast is how long an index repeats each line: see repeater.
const indexLeast = 50 * time.Millisecond

// pairwise is an index, or a Solver, of Cairn.
type pairwise interface {
	Distance(from, to csr.Node) (uint32, error)
	Batch(dst []uint32, sources, targets []csr.Node) ([]uint32, error)
}

// single is asked pair by pair.
type single struct {
	index   pairwise
	atLeast time.Duration
}

func (s *single) pair(from, to uint32) (int64, error) { return signed(s.index.Distance(from, to)) }

func (s *single) least() time.Duration { return s.atLeast }

// batched is asked for many pairs at once, and reuses the memory of the answers.
type batched struct {
	single
	last []uint32
}

func (b *batched) batch(dst []int64, sources, targets []uint32) (_ []int64, err error) {
	if b.last, err = b.index.Batch(b.last[:0], sources, targets); err != nil {
		return dst, err
	}
	for _, d := range b.last {
		d, _ := signed(d, nil)
		dst = append(dst, d)
	}
	return dst, nil
}

func newCairnBatch(g *csr.CSRGraph) (solver, error) {
	return &batched{single: single{index: dijkstra.NewSolver(g)}}, nil
}

func newCCH(g *csr.CSRGraph) (solver, error) {
	x, err := cch.Build(g, &cch.Options{MaxBytes: cchBytes})
	return &single{x, indexLeast}, refusal(err)
}

func newHublabel(g *csr.CSRGraph) (solver, error) {
	x, err := hublabel.Build(g, nil)
	return &single{x, indexLeast}, refusal(err)
}

func newHublabelBatch(g *csr.CSRGraph) (solver, error) {
	x, err := hublabel.Build(g, nil)
	return &batched{single: single{x, indexLeast}}, refusal(err)
}

// refusal turns the error for a graph without small separators, common to both packages,
// into one for the table.
func refusal(err error) error {
	var size *hublabel.SizeError
	if errors.As(err, &size) {
		return errRefuses{size.Error()}
	}
	return err
}
