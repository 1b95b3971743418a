package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// world is one version of the map and what is made of it. It is not changed once it is
// made: where the map is replaced, hunts move from one world to the next.
type world struct {
	graph   *csr.CSRGraph
	index   dijkstra.Index // nil if the map is none for labels
	places  *csr.Locator
	hash    string // the map's version, as clients see it
	drawing drawing
	extent
	near     float64 // as far as a street can be from where a client points, in metres or plane units
	found    float64 // as far as a player can be from a clue that they find
	far      float64 // as far as a client can be from the map
	planners chan *planner
}

// errNoPlace: a hunt needs somewhere to be.
var errNoPlace = errors.New("the map has no nodes")

// newWorld makes all that is made of a map, in some 60 ms for 8,000 nodes, unless ctx is
// done before. found is how near a clue has to be to be found; see reach.
func newWorld(ctx context.Context, g *csr.CSRGraph, found float64) (*world, error) {
	if g.NumNodes() == 0 {
		return nil, errNoPlace
	}
	w := &world{graph: g, hash: fmt.Sprintf("%016x", g.Hash())}
	var err error
	if w.places, err = csr.NewLocator(g); err != nil {
		return nil, err
	}
	if w.index, err = labelsOf(ctx, g); err != nil {
		return nil, err
	}
	w.extent = extentOf(g)
	if w.drawing, err = draw(w.hash, g, w.extent); err != nil {
		return nil, err
	}
	w.reach(found)
	w.planners = make(chan *planner, runtime.GOMAXPROCS(0))
	for range cap(w.planners) {
		w.planners <- newPlanner(w)
	}
	return w, nil
}

// labelsOf returns the index of a map. One without small separators has none: it is
// searched then.
func labelsOf(ctx context.Context, g *csr.CSRGraph) (dijkstra.Index, error) {
	x, err := hublabel.Build(g, &hublabel.Options{Context: ctx})
	var size *hublabel.SizeError
	switch {
	case errors.As(err, &size):
		slog.Warn("the map gets no index; paths are searched for", "reason", err)
		return nil, nil
	case err != nil:
		return nil, err
	}
	return x, nil
}

// reach sets how near a street or a clue has to be and how far away a client may: on a
// street map 50 metres, 25 of them to find a clue, and as far as the map is wide; of other
// maps the same shares. found, if it is not 0, is how near a clue has to be.
func (w *world) reach(found float64) {
	w.far = w.diagonal()
	if w.near = 50; !w.lonLat {
		w.near = w.far / 100
	}
	if w.found = found; found == 0 {
		w.found = w.near / 2
	}
}

// nearest returns the node nearest to where a client is, if that is on the map or
// beside it.
func (w *world) nearest(lon, lat float64) (csr.Node, error) {
	v, distance, err := w.places.Nearest(lon, lat)
	if err != nil {
		return 0, refusal.BadRequest(w.blame(lon, lat), "this is no place")
	}
	if distance > w.far {
		return 0, refusal.BadRequest(w.blame(lon, lat), "this is not on the map")
	}
	return v, nil
}

// closest returns the node of some that is nearest to where a client points, the first
// if several are, and whether it is near enough to be meant.
func (w *world) closest(lon, lat float64, nodes []csr.Node) (best csr.Node, ok bool) {
	least := math.Inf(1)
	for _, v := range nodes {
		x, y := w.point(v)
		if d := w.metres(lon, lat, x, y); d < least {
			best, least = v, d
		}
	}
	return best, least <= w.near
}

// point returns where a node is.
func (w *world) point(v csr.Node) (lon, lat float64) {
	lon, lat, _ = w.graph.Point(v) // maps without points have no Locator
	return lon, lat
}
