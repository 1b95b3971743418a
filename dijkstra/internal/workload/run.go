package workload

import (
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/latency"
)

// Pairs is the number of different seeded pairs of a benchmark: so many that neither
// branch predictors nor caches learn them.
const Pairs = 1 << 17

// BatchSize is the number of pairs that event servers ask about at once.
const BatchSize = 64

// Ask is one query of a benchmark. It gets pairs that no query before it got, until all
// have been asked about.
type Ask func(sources, targets []csr.Node) error

// Load is how a benchmark asks. The zero Load stands for one pair and one query.
type Load struct {
	Width int // pairs that a query gets
	Group int // queries for each reading of the clock: above 1 for those that take about as long as that
}

// pairs hands out the pairs of a graph, so many at a time.
type pairs struct {
	sources, targets []csr.Node
	width            int
	next             int
}

func newPairs(g *csr.CSRGraph, width int) *pairs {
	p := &pairs{width: max(width, 1)}
	p.sources, p.targets = graphtest.Pairs(g.NumNodes(), Pairs-Pairs%p.width, 1)
	return p
}

// take returns the next ones, and no room behind them: a query that needs more of them
// than its Load says fails.
func (p *pairs) take() (sources, targets []csr.Node) {
	lo, hi := p.next, p.next+p.width
	if p.next = hi; hi == len(p.sources) {
		p.next = 0
	}
	return p.sources[lo:hi:hi], p.targets[lo:hi:hi]
}

// Run measures a query on a graph.
func Run(b *testing.B, g *csr.CSRGraph, load Load, ask Ask) {
	p, group := newPairs(g, load.Width), max(load.Group, 1)
	record := latency.NewGrouped(group)
	measure := func() {
		record.Begin()
		for range group {
			if err := ask(p.take()); err != nil {
				b.Fatal(err)
			}
		}
		record.End()
	}
	measure() // warm
	b.ReportAllocs()
	for b.Loop() {
		measure()
	}
	record.Report(b)
}

// RunCold is Run for queries that are faster than what caches do for them. It also
// reports cold-ns, the mean of a query that comes after something else has used as much
// memory as the second level of caches holds; reading the clock is in it, some 25 ns.
func RunCold(b *testing.B, g *csr.CSRGraph, load Load, ask Ask) {
	Run(b, g, load, ask)
	const rounds, line = 1000, 64
	p, other := newPairs(g, load.Width), make([]byte, 2<<20)
	var total time.Duration
	for i := range rounds {
		for at := 0; at < len(other); at += line {
			other[at] += byte(i)
		}
		began := time.Now()
		err := ask(p.take())
		total += time.Since(began)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(total.Nanoseconds())/rounds, "cold-ns")
}
