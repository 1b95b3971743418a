package mapmatch_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/mapmatch"
)

// FuzzMatch matches any points on a small map, some of whose streets are one way or
// closed: nothing panics, and walks are connected.
func FuzzMatch(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 10, 1, 0, 0, 20, 2, 1, 5}, uint64(1), false)
	f.Add([]byte{200, 200, 3, 0, 10, 100, 0, 9, 20, 20, 255, 255}, uint64(2), true)
	f.Fuzz(func(t *testing.T, b []byte, seed uint64, wild bool) {
		r := rand.New(rand.NewPCG(seed, 1))
		g := patchwork(t, r, seed%2 == 0)
		streets, err := csr.NewStreetLocator(g)
		must(t, err)
		m, err := mapmatch.New(streets, dijkstra.NewSolver(g), &mapmatch.Options{Sigma: 1 + r.Float64()*20, Skip: r.IntN(4) - 1, Unit: 1})
		must(t, err)
		trace := tracesOf(b, wild)
		var match mapmatch.Match
		if err := m.Match(&match, trace); err == nil {
			checkMatch(t, g, &match, len(trace))
		} else if !wild {
			t.Fatal(err)
		}
	})
}

// tracesOf reads points from bytes: four a point near the map, or sixteen of any numbers.
func tracesOf(b []byte, wild bool) (trace []mapmatch.Point) {
	for ; wild && len(b) >= 32; b = b[32:] {
		number := func(i int) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b[i:])) }
		trace = append(trace, mapmatch.Point{X: number(0), Y: number(8), Accuracy: number(16), Time: time.Unix(int64(number(24)), 0)})
	}
	for ; len(b) >= 4; b = b[4:] {
		p := mapmatch.Point{X: float64(int8(b[0])) / 3e4, Y: float64(int8(b[1])) / 3e4, Accuracy: float64(b[2])}
		if b[3] > 0 {
			p.Time = time.Unix(int64(b[3]), 0)
		}
		trace = append(trace, p)
	}
	return trace
}

// patchwork draws a map of some ten crossings around 0, 0.
func patchwork(t *testing.T, r *rand.Rand, lonLat bool) *csr.CSRGraph {
	n := 2 + r.IntN(12)
	b := csr.NewBuilder(n)
	b.SetMeta(csr.Meta{LonLat: lonLat})
	for v := range csr.Node(n) {
		b.SetPoint(v, (r.Float64()-0.5)/100, (r.Float64()-0.5)/100)
		b.SetNodeWeight(v, []uint32{0, 0, 0, 7, csr.Blocked}[r.IntN(5)])
	}
	for range 3 * n {
		b.AddArc(r.Uint32N(uint32(n)), r.Uint32N(uint32(n)), []uint32{0, 100, 500, math.MaxUint32 - 1, csr.Blocked}[r.IntN(5)])
	}
	g, err := b.Build()
	must(t, err)
	return g
}
