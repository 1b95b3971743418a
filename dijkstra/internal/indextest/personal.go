package indextest

import (
	"reflect"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/latency"
)

// BenchmarkPersonal measures paths under overlays, found by a Solver that uses the index and,
// in turn, by one that has none. Each overlay is asked about ten times in a row, or 20 if all
// of it is changed, and was never seen before: the first query includes what it takes to get
// to know it. A turn is some overlays long, so that a Solver finds in the caches what it has
// left there, and not what the other has. An op is one turn of both; the metrics are of single
// queries:
//
//	plain-ns, mean-ns        the mean without the index, and with it
//	plain/mean, p99/plain    how many times faster the index is; its tail as a multiple of plain-ns
//	…-%                      how many queries were answered in each of the ways that QueryStats counts
//	settled/query            nodes that searches of the Solver with the index settled
func (s Factory) BenchmarkPersonal(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		x := s.Ordered(b, g)
		for c := range allChanges {
			b.Run(c.String(), func(b *testing.B) { newComparison(b, g, x, c).run(b) })
		}
	})
}

// BenchmarkKeptCosts is BenchmarkPersonal for overlays that change every node and are asked about
// once in turn, in each of which the same 32 come again: with costs that the host keeps, and
// without.
func (s Factory) BenchmarkKeptCosts(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		x := s.Ordered(b, g)
		for _, kept := range []bool{false, true} {
			b.Run(map[bool]string{false: "searched", true: "kept"}[kept], func(b *testing.B) {
				p := newComparison(b, g, x, changes{"arrays", everything, true})
				p.overlays, p.questions, p.known = p.overlays[:min(32, len(p.overlays))], 1, true
				if kept {
					p.indexed.keep(p.overlays)
				}
				p.run(b)
			})
		}
	})
}

// turn is how many overlays a Solver is asked about before the other is.
const turn = 128

// comparison compares a Solver that has an index with one that has none, under one overlay after
// the other.
type comparison struct {
	plain, indexed   *timedSolver
	overlays         []*csr.Overlay
	sources, targets []csr.Node
	questions        int  // under each overlay
	known            bool // overlays come again as they were
	next             int  // the number of turns so far
}

// timedSolver is a Solver, and how long it took.
type timedSolver struct {
	*dijkstra.Solver
	record    *latency.Recorder
	path      []csr.Node
	distances []uint32 // found in the turn at hand
	kept      map[*csr.Overlay]*dijkstra.KeptCosts
}

func newTimedSolver(b *testing.B, g *csr.CSRGraph, x dijkstra.Index) *timedSolver {
	s := dijkstra.NewSolver(g)
	if err := s.UseIndex(x); err != nil {
		b.Fatal(err)
	}
	return &timedSolver{s, latency.NewRecorder(), make([]csr.Node, 0, g.NumNodes()), make([]uint32, 0, 20*turn), nil}
}

// keep has the Solver keep costs of each of some overlays.
func (c *timedSolver) keep(overlays []*csr.Overlay) {
	c.kept = map[*csr.Overlay]*dijkstra.KeptCosts{}
	for _, o := range overlays {
		c.kept[o] = dijkstra.NewKeptCosts(make([]uint32, c.CostsSize(false)))
	}
}

func newComparison(b *testing.B, g *csr.CSRGraph, x Index, c changes) *comparison {
	const memory, fewest, most = 16 << 20, 16, 512
	n := min(max(memory/max(c.bytes(g), 1), fewest), most)
	p := &comparison{
		plain: newTimedSolver(b, g, nil), indexed: newTimedSolver(b, g, x),
		overlays: c.overlays(b, g, n), questions: 10,
	}
	if c.count == everything {
		p.questions = 20
	}
	p.sources, p.targets = graphtest.Pairs(g.NumNodes(), workload.Pairs-workload.Pairs%p.questions, 1)
	return p
}

func (p *comparison) run(b *testing.B) {
	p.compare(b) // warm
	p.plain.record, p.indexed.record = latency.NewRecorder(), latency.NewRecorder()
	before, n := p.indexed.Stats(), 0
	b.ReportAllocs()
	for ; b.Loop(); n++ {
		p.compare(b)
	}
	p.report(b)
	reportWays(b, before, p.indexed.Stats(), n*turn*p.questions)
}

// compare asks both Solvers about the overlays of one turn; neither is always the first.
func (p *comparison) compare(b *testing.B) {
	first, second := p.plain, p.indexed
	if p.next%2 == 1 {
		first, second = second, first
	}
	p.ask(b, first)
	p.ask(b, second)
	p.next++
	for i, d := range first.distances {
		if second.distances[i] != d {
			b.Fatalf("question %d of turn %d: distances %d and %d", i, p.next, d, second.distances[i])
		}
	}
}

// ask takes the time of each of the queries of a turn.
func (p *comparison) ask(b *testing.B, s *timedSolver) {
	s.distances = s.distances[:0]
	for i := range turn {
		hunt := p.next*turn + i
		o, at := p.overlays[hunt%len(p.overlays)], hunt*p.questions%len(p.sources)
		if !p.known {
			renew(b, o)
		}
		s.answer(b, o, p.sources[at:][:p.questions], p.targets[at:][:p.questions])
	}
}

// answer takes the time of each of the queries under an overlay.
func (c *timedSolver) answer(b *testing.B, o *csr.Overlay, sources, targets []csr.Node) {
	for i, from := range sources {
		c.record.Begin()
		if i == 0 {
			c.Use(o)
			c.KeepCosts(c.kept[o])
		}
		_, d, err := c.AppendPath(c.path, from, targets[i])
		c.record.End()
		if err != nil {
			b.Fatal(err)
		}
		c.distances = append(c.distances, d)
	}
}

// report adds the metrics that take a clock.
func (p *comparison) report(b *testing.B) {
	plain, indexed := p.plain.record.Summarize(), p.indexed.record.Summarize()
	b.ReportMetric(plain.Mean, "plain-ns")
	b.ReportMetric(plain.Mean/indexed.Mean, "plain/mean")
	b.ReportMetric(indexed.P99/plain.Mean, "p99/plain")
	p.indexed.record.Report(b)
}

// reportWays adds what a Solver counted between two calls of Stats.
func reportWays(b *testing.B, before, after dijkstra.QueryStats, queries int) {
	b.ReportMetric(float64(after.Settled-before.Settled)/float64(queries), "settled/query")
	for way, count := range ways(before, after) {
		if count > 0 {
			b.ReportMetric(100*float64(count)/float64(queries), strings.ToLower(way)+"-%")
		}
	}
}

// ways returns what each counter but Settled counted between two calls of Stats, by its
// name.
func ways(before, after dijkstra.QueryStats) map[string]uint64 {
	counts, old, now := map[string]uint64{}, reflect.ValueOf(before), reflect.ValueOf(after)
	for i := range now.NumField() {
		if name := now.Type().Field(i).Name; name != "Settled" {
			counts[name] = now.Field(i).Uint() - old.Field(i).Uint()
		}
	}
	return counts
}
