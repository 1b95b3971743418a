// Package ways finds what a player may want beside the shortest way to a clue: other ways there
// that are not much longer, and where there is none, the way as near as they can get.
//
//	finders := ways.NewFinders(graph, index)
//	others, err := finders.Alternatives(ctx, overlay, from, clue) // from is a csr.Position
//	near, err := finders.Near(ctx, overlay, from, clue)
package ways

import (
	"context"
	"log/slog"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/alternative"
)

// Finders answer questions on one map, for as many players at a time as there are processors;
// further calls wait. They are safe for concurrent use.
type Finders struct{ free chan *finder }

// NewFinders returns Finders of a map, with an index of it or nil.
func NewFinders(g *csr.CSRGraph, index dijkstra.Index) *Finders {
	s := &Finders{make(chan *finder, runtime.GOMAXPROCS(0))}
	for range cap(s.free) {
		s.free <- newFinder(g, index)
	}
	return s
}

// Way is a path and its length.
type Way struct {
	route.Path
	Distance uint32 // in the map's unit; dijkstra.Unreachable if it does not fit
}

// length returns the length of a way of two parts.
func length(a uint32, b uint64) uint32 { return uint32(min(uint64(a)+b, uint64(dijkstra.Unreachable))) }

// Alternatives returns ways to a node that differ from the shortest, two at most; see package
// alternative for how. overlay closes streets; nil closes none. There are none if there is
// no way at all.
//
// It costs some ten paths without an index: see package alternative.
func (s *Finders) Alternatives(ctx context.Context, overlay *csr.Overlay, from csr.Position, to csr.Node) (others []Way, err error) {
	err = s.with(ctx, overlay, func(f *finder) error { others, err = f.alternatives(from, to); return err })
	return others, err
}

// with waits for a finder and has it do something under an overlay.
func (s *Finders) with(ctx context.Context, overlay *csr.Overlay, do func(*finder) error) error {
	select {
	case f := <-s.free:
		defer func() { s.free <- f }()
		f.overlay = overlay
		f.solver.Use(overlay)
		defer f.solver.Use(nil)
		return do(f)
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// finder answers one question at a time. It is not safe for concurrent use.
type finder struct {
	solver  *dijkstra.Solver
	between *dijkstra.PositionSolver // of solver
	finder  alternative.Finder
	overlay *csr.Overlay // in use
}

func newFinder(g *csr.CSRGraph, index dijkstra.Index) *finder {
	s := dijkstra.NewSolver(g)
	if err := s.UseIndex(index); err != nil { // it goes on without
		slog.Warn("other ways are found without the index", "reason", err)
	}
	return &finder{solver: s, between: dijkstra.NewPositionSolver(s)}
}

// alternatives is Finders.Alternatives. They begin at the corner where the shortest way leaves
// the street.
func (f *finder) alternatives(from csr.Position, to csr.Node) (others []Way, err error) {
	nodes, d, err := f.between.AppendPath(nil, from, csr.AtNode(to))
	if err != nil || len(nodes) < 2 {
		return nil, err
	}
	found, err := f.finder.Alternatives(f.solver, nodes[0], to, nil)
	if err != nil {
		return nil, err
	}
	for _, w := range found[min(len(found), 1):] {
		o := Way{route.Path{From: from, Nodes: append([]csr.Node(nil), w.Path...), To: csr.AtNode(to)}, length(d, w.Cost-found[0].Cost)}
		if o.turnsBack() {
			err = f.turnRound(&o, w.Cost)
		}
		others = append(others, o)
	}
	return others, err
}

// turnsBack tells whether a way leaves the street at one end and goes back past the place where
// it begins to the other.
func (w *Way) turnsBack() bool {
	p := w.From
	if _, isNode := p.Node(); isNode || len(w.Nodes) < 2 {
		return false
	}
	first := [2]csr.Node{w.Nodes[0], w.Nodes[1]}
	return first == [2]csr.Node{p.From, p.To} || first == [2]csr.Node{p.To, p.From}
}

// turnRound has such a way begin in the other direction. cost is that from its first node.
func (f *finder) turnRound(w *Way, cost uint64) error {
	g, next := f.solver.Graph(), w.Nodes[1]
	arc, _ := f.overlay.ArcWeightOn(g, w.Nodes[0], next) // the way uses it
	d, err := f.between.Distance(w.From, csr.AtNode(next))
	w.Distance = length(d, cost-uint64(arc)-uint64(f.overlay.NodeWeightOn(g, next)))
	w.Nodes = w.Nodes[1:]
	return err
}
