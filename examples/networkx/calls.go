package main

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
)

// A command is a call of Cairn. It appends to dst the answer to question q, which has at
// least the given number of numbers.
type command struct {
	least int
	call  func(a *answerer, dst, q []uint32) ([]uint32, error)
}

var commands = map[string]command{
	"pairs":   {2, (*answerer).distance},  // from, to: distance
	"path":    {2, (*answerer).path},      // from, to: distance and nodes
	"labels":  {2, (*answerer).labelPath}, // the same
	"tree":    {1, (*answerer).tree},      // sources: distances of all nodes
	"within":  {2, (*answerer).within},    // from, limit: nodes, each with its distance
	"matrix":  {1, (*answerer).matrix},    // places: distances from each to each
	"closed":  {2, (*answerer).closed},    // from, to, closed nodes: distance
	"weights": {2, (*answerer).weights},   // from, to, the weight of each node: distance
	"nearest": {1, (*answerer).nearest},   // from, places: the nearest place and its distance
}

// answerer is what one goroutine uses to answer.
type answerer struct {
	g      *csr.CSRGraph
	solver *dijkstra.Solver
	index  *hublabel.Index // built for the first question that needs it
	hits   []dijkstra.Hit
}

func newAnswerer(g *csr.CSRGraph) *answerer { return &answerer{g: g, solver: dijkstra.NewSolver(g)} }

func (a *answerer) distance(dst, q []uint32) ([]uint32, error) {
	cost, err := a.solver.Distance(q[0], q[1])
	return append(dst, cost), err
}

// pathfinder is a Solver or an index.
type pathfinder interface {
	AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error)
}

func (a *answerer) path(dst, q []uint32) ([]uint32, error) { return pathBy(a.solver, dst, q) }

// pathBy appends the distance and then the nodes.
func pathBy(f pathfinder, dst, q []uint32) ([]uint32, error) {
	path, cost, err := f.AppendPath(append(dst, 0), q[0], q[1])
	path[len(dst)] = cost
	return path, err
}

func (a *answerer) labelPath(dst, q []uint32) (_ []uint32, err error) {
	if a.index == nil {
		if a.index, err = hublabel.Build(a.g, nil); err != nil {
			return dst, err
		}
	}
	return pathBy(a.index, dst, q)
}

func (a *answerer) tree(dst, q []uint32) ([]uint32, error) {
	tree, err := a.solver.Tree(q...)
	if err != nil {
		return dst, err
	}
	return tree.AppendDistances(dst)
}

func (a *answerer) within(dst, q []uint32) (_ []uint32, err error) {
	a.hits, err = a.solver.Within(a.hits[:0], q[0], q[1])
	return appendHits(dst, a.hits), err
}

func (a *answerer) matrix(dst, q []uint32) ([]uint32, error) { return a.solver.Matrix(dst, q, q) }

func (a *answerer) closed(dst, q []uint32) ([]uint32, error) {
	o := csr.NewOverlay(a.g)
	for _, v := range q[2:] {
		if err := o.SetNode(v, csr.Blocked); err != nil {
			return dst, err
		}
	}
	a.solver.Use(o)
	return a.distance(dst, q)
}

func (a *answerer) weights(dst, q []uint32) ([]uint32, error) {
	o, err := csr.OverlayFrom(a.g, q[2:])
	if err != nil {
		return dst, err
	}
	a.solver.Use(o)
	return a.distance(dst, q)
}

func (a *answerer) nearest(dst, q []uint32) (_ []uint32, err error) {
	a.hits, err = a.solver.Nearest(a.hits[:0], q[0], q[1:], 1)
	return appendHits(dst, a.hits), err
}

func appendHits(dst []uint32, hits []dijkstra.Hit) []uint32 {
	for _, h := range hits {
		dst = append(dst, h.Node, h.Distance)
	}
	return dst
}
