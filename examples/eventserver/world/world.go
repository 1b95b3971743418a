// Package world holds a version of the map with all that is prepared from it: an index,
// places, and a drawing for the page. Versions are read from a File.
//
//	file := world.NewFile("map.csr", world.DefaultBytes, 0)
//	w, err := file.Load(ctx, nil)
//	...
//	place, err := w.Nearest(11.97, 57.70) // on a street
package world

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/examples/eventserver/clues"
	"github.com/veltrix/cairn/examples/eventserver/ways"
)

// World is one version of the map. It is not changed once it is made: where the map is
// replaced, hunts move from one World to the next. It is safe for concurrent use.
type World struct {
	Graph    *csr.CSRGraph   // the map itself
	Index    dijkstra.Index  // of hub labels; nil if the map has no small separators
	Hash     string          // the map's version, as clients see it
	Drawing  Drawing         // for the page
	Extent                   // where it lies
	Near     float64         // as far as a street can be from where a client points, in metres or plane units
	Found    float64         // as far as a player can be from a clue that they find
	Planners *clues.Planners // place clues on it
	Ways     *ways.Finders   // find other ways to a clue

	streets *csr.StreetLocator
	corners *csr.Locator
	far     float64 // as far as a client can be from the map
}

// errNoPlace: a hunt needs somewhere to be.
var errNoPlace = errors.New("the map has no streets")

// New prepares a map, in some 70 ms for 8,000 nodes, unless ctx is done before. found is how
// near a clue has to be to be found, in metres or plane units; 0: 25 metres, or a 200th of
// the diagonal of a plane map. The error says what the map lacks; a
// map without small separators is no error, but has no Index.
func New(ctx context.Context, g *csr.CSRGraph, found float64) (*World, error) {
	if g.NumArcs() == 0 {
		return nil, errNoPlace
	}
	w := &World{Graph: g, Hash: fmt.Sprintf("%016x", g.Hash())}
	var err error
	if w.streets, err = csr.NewStreetLocator(g); err != nil {
		return nil, err
	}
	if w.corners, err = csr.NewLocator(g); err != nil {
		return nil, err
	}
	if w.Index, err = labelsOf(ctx, g); err != nil {
		return nil, err
	}
	w.Extent = extentOf(g)
	if w.Drawing, err = draw(w.Hash, g, w.Extent); err != nil {
		return nil, err
	}
	w.reach(found)
	w.Planners = clues.NewPlanners(g, w.metresBetween)
	w.Ways = ways.NewFinders(g, w.Index)
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
func (w *World) reach(found float64) {
	w.far = w.diagonal()
	if w.Near = 50; !w.LonLat {
		w.Near = w.far / 100
	}
	if w.Found = found; found == 0 {
		w.Found = w.Near / 2
	}
}

// Closest returns the node of some that is nearest to where a client points, the first
// if several are, and whether it is near enough to be meant.
func (w *World) Closest(lon, lat float64, nodes []csr.Node) (best csr.Node, ok bool) {
	least := math.Inf(1)
	for _, v := range nodes {
		x, y := w.Point(v)
		if d := w.Metres(lon, lat, x, y); d < least {
			best, least = v, d
		}
	}
	return best, least <= w.Near
}

// metresBetween returns how far apart two nodes are as the crow flies.
func (w *World) metresBetween(u, v csr.Node) float64 {
	x1, y1 := w.Point(u)
	x2, y2 := w.Point(v)
	return w.Metres(x1, y1, x2, y2)
}

// Point returns where a node is.
func (w *World) Point(v csr.Node) (lon, lat float64) {
	lon, lat, _ = w.Graph.Point(v) // maps without points have no Locator
	return lon, lat
}
