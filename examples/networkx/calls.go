package main

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
)

// A command is a call of Cairn. It appends to dst the answer to a question q, which has
// so many numbers at least.
type command struct {
	least int
	call  func(d *desk, dst, q []uint32) ([]uint32, error)
}

var commands = map[string]command{
	"pairs":   {2, (*desk).distance},  // from, to: distance
	"path":    {2, (*desk).path},      // from, to: distance and nodes
	"labels":  {2, (*desk).labelPath}, // the same
	"tree":    {1, (*desk).tree},      // sources: distances of all nodes
	"within":  {2, (*desk).within},    // from, limit: nodes, each with its distance
	"matrix":  {1, (*desk).matrix},    // places: distances from each to each
	"closed":  {2, (*desk).closed},    // from, to, closed nodes: distance
	"weights": {2, (*desk).weights},   // from, to, the weight of each node: distance
	"nearest": {1, (*desk).nearest},   // from, places: the nearest place and its distance
}

// desk is what one goroutine answers with.
type desk struct {
	g      *csr.CSRGraph
	solver *dijkstra.Solver
	index  *hublabel.Index // from the first question on that needs it
	hits   []dijkstra.Hit
}

func newDesk(g *csr.CSRGraph) *desk { return &desk{g: g, solver: dijkstra.NewSolver(g)} }

func (d *desk) distance(dst, q []uint32) ([]uint32, error) {
	cost, err := d.solver.Distance(q[0], q[1])
	return append(dst, cost), err
}

// pathfinder is what Solvers and indexes find paths by.
type pathfinder interface {
	AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error)
}

func (d *desk) path(dst, q []uint32) ([]uint32, error) { return pathBy(d.solver, dst, q) }

// pathBy answers with the distance and then the nodes.
func pathBy(f pathfinder, dst, q []uint32) ([]uint32, error) {
	path, cost, err := f.AppendPath(append(dst, 0), q[0], q[1])
	path[len(dst)] = cost
	return path, err
}

func (d *desk) labelPath(dst, q []uint32) (_ []uint32, err error) {
	if d.index == nil {
		if d.index, err = hublabel.Build(d.g, nil); err != nil {
			return dst, err
		}
	}
	return pathBy(d.index, dst, q)
}

func (d *desk) tree(dst, q []uint32) ([]uint32, error) {
	tree, err := d.solver.Tree(q...)
	if err != nil {
		return dst, err
	}
	return tree.AppendDistances(dst)
}

func (d *desk) within(dst, q []uint32) (_ []uint32, err error) {
	d.hits, err = d.solver.Within(d.hits[:0], q[0], q[1])
	return appendHits(dst, d.hits), err
}

func (d *desk) matrix(dst, q []uint32) ([]uint32, error) { return d.solver.Matrix(dst, q, q) }

func (d *desk) closed(dst, q []uint32) ([]uint32, error) {
	o := csr.NewOverlay(d.g)
	for _, v := range q[2:] {
		if err := o.SetNode(v, csr.Blocked); err != nil {
			return dst, err
		}
	}
	d.solver.Use(o)
	return d.distance(dst, q)
}

func (d *desk) weights(dst, q []uint32) ([]uint32, error) {
	o, err := csr.OverlayFrom(d.g, q[2:])
	if err != nil {
		return dst, err
	}
	d.solver.Use(o)
	return d.distance(dst, q)
}

func (d *desk) nearest(dst, q []uint32) (_ []uint32, err error) {
	d.hits, err = d.solver.Nearest(d.hits[:0], q[0], q[1:], 1)
	return appendHits(dst, d.hits), err
}

func appendHits(dst []uint32, hits []dijkstra.Hit) []uint32 {
	for _, h := range hits {
		dst = append(dst, h.Node, h.Distance)
	}
	return dst
}
