package main

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/testdata"
)

// world is one version of the map and what is made of it. It is not changed once it is
// made: where the map is replaced, hunts move from one world to the next.
type world struct {
	graph    *csr.CSRGraph
	index    dijkstra.Index // nil if the map is none for labels
	places   *csr.Locator
	hash     string // the map's version, as clients see it
	drawing  drawing
	near     float64 // as far as a street can be from where a client points, in metres or plane units
	far      float64 // as far as a client can be from the map
	planners chan *planner
}

// openMap reads the map of a file, or that of Göteborg if there is no name. The file is
// read, not mapped, so that who replaces it may do as they like.
func openMap(name string) (*csr.CSRGraph, error) {
	if name == "" {
		return csr.FromBytes(testdata.Goteborg())
	}
	g, err := csr.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return g, g.Verify()
}

// openWorld is newWorld of openMap.
func openWorld(name string) (*world, error) {
	g, err := openMap(name)
	if err != nil {
		return nil, err
	}
	return newWorld(g)
}

// errNoPlace: a hunt needs somewhere to be.
var errNoPlace = errors.New("the map has no nodes")

// newWorld makes all that is made of a map, in some 60 ms for 8,000 nodes.
func newWorld(g *csr.CSRGraph) (*world, error) {
	if g.NumNodes() == 0 {
		return nil, errNoPlace
	}
	w := &world{graph: g, hash: fmt.Sprintf("%016x", g.Hash())}
	var err error
	if w.places, err = csr.NewLocator(g); err != nil {
		return nil, err
	}
	if w.index, err = labelsOf(g); err != nil {
		return nil, err
	}
	if w.drawing, err = draw(w.hash, g); err != nil {
		return nil, err
	}
	w.near, w.far = w.reach()
	w.planners = make(chan *planner, runtime.GOMAXPROCS(0))
	for range cap(w.planners) {
		w.planners <- newPlanner(g)
	}
	return w, nil
}

// labelsOf returns the index of a map. One without small separators has none: it is
// searched then.
func labelsOf(g *csr.CSRGraph) (dijkstra.Index, error) {
	x, err := hublabel.Build(g, nil)
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

// reach returns how near a street has to be and how far away a client may: on a street
// map 50 metres, and as far as the map is wide; of other maps the same shares.
func (w *world) reach() (near, far float64) {
	b := w.drawing.Bounds
	far = w.metres(b[0], b[1], b[2], b[3])
	if w.graph.Meta().LonLat {
		return 50, far
	}
	return far / 100, far
}

// metres returns how far apart two points are, in metres or plane units. On a globe it
// takes the meridians for parallel, which they are over some kilometres.
func (w *world) metres(x1, y1, x2, y2 float64) float64 {
	dx, dy := x2-x1, y2-y1
	if w.graph.Meta().LonLat {
		const degree = 111195 // metres, on a sphere of the earth's mean radius
		dx, dy = dx*degree*math.Cos((y1+y2)/2*math.Pi/180), dy*degree
	}
	return math.Hypot(dx, dy)
}

// nearest returns the node nearest to where a client is, if that is on the map or
// beside it.
func (w *world) nearest(lon, lat float64) (csr.Node, error) {
	v, distance, err := w.places.Nearest(lon, lat)
	if err != nil {
		return 0, badRequest("lon", err.Error())
	}
	if distance > w.far {
		return 0, badRequest("lon", "this is not on the map")
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
