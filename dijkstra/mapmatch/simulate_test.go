package mapmatch_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/dijkstra/mapmatch"
	"github.com/veltrix/cairn/internal/geo"
	"github.com/veltrix/cairn/testdata"
)

// city is the walking network of Göteborg with what a Matcher needs.
type city struct {
	g       *csr.CSRGraph
	streets *csr.StreetLocator
	index   *hublabel.Index
}

// goteborg returns the city, made once for all tests.
func goteborg(tb testing.TB) *city {
	tb.Helper()
	g, err := csr.FromBytes(testdata.Goteborg())
	must(tb, err)
	streets, err := csr.StreetLocatorOf(g, csr.LargestComponent(g))
	must(tb, err)
	index, err := hublabel.Build(g, nil)
	must(tb, err)
	return &city{g, streets, index}
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// matcher returns a Matcher with the index.
func (c *city) matcher(tb testing.TB, opts *mapmatch.Options) *mapmatch.Matcher {
	tb.Helper()
	m, err := mapmatch.New(c.streets, c.index, opts)
	must(tb, err)
	return m
}

// stroll returns the nodes of a walk through some random places, as straight on as
// shortest paths are.
func (c *city) stroll(tb testing.TB, r *rand.Rand, legs int) []csr.Node {
	tb.Helper()
	nodes := csr.LargestComponent(c.g)
	path := []csr.Node{nodes[r.IntN(len(nodes))]}
	for range legs {
		leg, _, err := c.index.AppendPath(nil, path[len(path)-1], nodes[r.IntN(len(nodes))])
		must(tb, err)
		path = append(path, leg[1:]...)
	}
	return path
}

// measure returns a point every so many metres along a walk, with noise in both
// directions, and a second for each metre and a half.
func (c *city) measure(r *rand.Rand, walk []csr.Node, every, noise float64) (trace []mapmatch.Point) {
	left, walked := 0.0, 0.0
	for i := 1; i < len(walk); i++ {
		x1, y1, _ := c.g.Point(walk[i-1])
		x2, y2, _ := c.g.Point(walk[i])
		length := geo.Metres(x1, y1, x2, y2)
		for ; left < length; left += every {
			f := left / length
			x, y := x1+f*(x2-x1), y1+f*(y2-y1)
			trace = append(trace, mapmatch.Point{
				X:    x + r.NormFloat64()*noise/111_195/math.Cos(y*math.Pi/180),
				Y:    y + r.NormFloat64()*noise/111_195,
				Time: time.Unix(int64((walked+left)/1.5), 0),
			})
		}
		left, walked = left-length, walked+length
	}
	return trace
}

// shared returns which part of the length of a walk's streets another walk has, too, in either direction.
func (c *city) shared(walk []csr.Node, others ...[]csr.Node) float64 {
	known := map[[2]csr.Node]bool{}
	for _, other := range others {
		for i := 1; i < len(other); i++ {
			known[[2]csr.Node{other[i-1], other[i]}], known[[2]csr.Node{other[i], other[i-1]}] = true, true
		}
	}
	var all, both float64
	for i := 1; i < len(walk); i++ {
		x1, y1, _ := c.g.Point(walk[i-1])
		x2, y2, _ := c.g.Point(walk[i])
		length := geo.Metres(x1, y1, x2, y2)
		all += length
		if known[[2]csr.Node{walk[i-1], walk[i]}] {
			both += length
		}
	}
	return both / all
}

// checkMatch checks all that holds of any match: walks are connected, positions are on
// the graph, and the points of walks are in order.
func checkMatch(tb testing.TB, g *csr.CSRGraph, m *mapmatch.Match, points int) {
	tb.Helper()
	if len(m.Places) != points {
		tb.Fatalf("%d places for %d points", len(m.Places), points)
	}
	for i, p := range m.Places {
		onWalk := p.Status == mapmatch.Matched || p.Status == mapmatch.Merged
		if onWalk != (p.Walk >= 0) || p.Walk >= len(m.Walks) {
			tb.Fatalf("point %d is %v, of walk %d of %d", i, p.Status, p.Walk, len(m.Walks))
		}
		if onWalk {
			must(tb, g.CheckPosition(p.Position, "place"))
		}
	}
	last := -1
	for i, w := range m.Walks {
		if w.First <= last || w.Last < w.First || m.Places[w.First].Walk != i || m.Places[w.Last].Walk != i {
			tb.Fatalf("walk %d is from point %d to %d, after %d", i, w.First, w.Last, last)
		}
		last = w.Last
		checkWalk(tb, g, w)
	}
}

// checkWalk checks that a walk leads over arcs, from its first position to its last.
func checkWalk(tb testing.TB, g *csr.CSRGraph, w mapmatch.Walk) {
	tb.Helper()
	for i := 1; i < len(w.Nodes); i++ {
		if _, ok := g.ArcWeight(w.Nodes[i-1], w.Nodes[i]); !ok {
			tb.Fatalf("no arc from %d to %d", w.Nodes[i-1], w.Nodes[i])
		}
	}
	from, to := w.From, w.To
	if len(w.Nodes) == 0 {
		if ends := []csr.Node{from.From, from.To}; !slices.Contains(ends, to.From) && !slices.Contains(ends, to.To) {
			tb.Fatalf("a walk without nodes from %v to %v", from, to)
		}
		return
	}
	first, end := w.Nodes[0], w.Nodes[len(w.Nodes)-1]
	if first != from.From && first != from.To || end != to.From && end != to.To {
		tb.Fatalf("a walk from %v to %v has nodes from %d to %d", from, to, first, end)
	}
	if math.IsNaN(w.LogLikelihood) || math.IsInf(w.LogLikelihood, 0) || !(w.Length >= 0) || math.IsInf(w.Length, 0) {
		tb.Fatalf("a walk of length %v, log-likelihood %v", w.Length, w.LogLikelihood)
	}
}
