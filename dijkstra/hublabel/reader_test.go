package hublabel

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/parallel/paralleltest"
)

// Labels of small graphs, of any kind and width, are the same on any number of processors,
// even if each row is worth a goroutine.
func TestReaders(t *testing.T) {
	defer func(old int) { worthwhile = old }(worthwhile)
	worthwhile = 1
	paralleltest.Same(t, func(t *testing.T) (all string) {
		for seed := range uint64(100) {
			r := rand.New(rand.NewPCG(seed, 9))
			all += string(factory.Shuffled(t, r, workload.Build(t, graphtest.Small(r))).Bytes())
		}
		for _, o := range []*graphtest.Graph{graphtest.Grid(12, 12, 9, 1), graphtest.Grid(9, 9, 1<<31, 1), graphtest.Grid(12, 12, 50_000, 1),
			graphtest.Random(120, 700, 9, 1), graphtest.Random(200, 190, 9, 1)} {
			all += string(factory.Ordered(t, workload.Build(t, o)).Bytes())
		}
		return all
	})
}
