package hublabel

import (
	"context"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/indextest"
)

// factory is this package to the tests that it shares with the other index.
var factory = indextest.Factory{
	Build: func(g *csr.CSRGraph, o indexkit.Options) (indextest.Index, error) {
		all := Options(o)
		return Build(g, &all)
	},
	Customize: func(x indextest.Index, o *csr.Overlay) (indextest.Index, error) { return x.(*Index).Customize(o) },
	FromBytes: func(b []byte, g *csr.CSRGraph) (indextest.Index, error) { return FromBytes(b, g) },
	CustomizeContext: func(ctx context.Context, x indextest.Index, o *csr.Overlay) (indextest.Index, error) {
		return x.(*Index).CustomizeContext(ctx, o)
	},
	FromBytesOptions: func(b []byte, g *csr.CSRGraph, o indexkit.Options) (indextest.Index, error) {
		all := Options(o)
		return FromBytesOptions(b, g, &all)
	},
	WriteFile: func(name string, x indextest.Index) error { return WriteFile(name, x.(*Index)) },
	ReadFile: func(name string, g *csr.CSRGraph, o indexkit.Options) (indextest.Index, error) {
		all := Options(o)
		return ReadFile(name, g, &all)
	},
	Open: func(name string, g *csr.CSRGraph, o indexkit.Options) (indextest.Index, error) {
		all := Options(o)
		return Open(name, g, &all)
	},
}

func TestSmallGraphs(t *testing.T)           { factory.Small(t) }
func TestCustomizedSmallGraphs(t *testing.T) { factory.SmallCustomized(t) }
func TestFollowedChanges(t *testing.T)       { factory.Followed(t) }
func TestLargerGraphs(t *testing.T)          { factory.Larger(t) }
func TestWorkloads(t *testing.T)             { factory.Workloads(t) }
func TestRandomWorkload(t *testing.T)        { factory.RandomWorkload(t) }
func TestWideGraphs(t *testing.T)            { factory.Wide(t) }
func TestPublishedAnswers(t *testing.T)      { factory.Published(t) }
func TestDisk(t *testing.T)                  { factory.Disk(t) }
func TestMapped(t *testing.T)                { factory.Mapped(t) }
func TestRefusals(t *testing.T)              { factory.Refusals(t) }
func TestScales(t *testing.T)                { factory.Scales(t) }
func TestZeroIndex(t *testing.T)             { factory.Zero(t, new(Index)) }
func TestAllocatesNothing(t *testing.T)      { factory.Allocates(t) }
func TestBounds(t *testing.T)                { factory.Bounds(t) }
func TestBases(t *testing.T)                 { factory.Bases(t) }
func TestOverlaid(t *testing.T)              { factory.Overlaid(t) }
func TestOverlaidMaps(t *testing.T)          { factory.OverlaidMaps(t) }
func TestCustomizedOverlays(t *testing.T)    { factory.Customized(t) }
func TestCustomizedAllocates(t *testing.T)   { factory.CustomizedAllocates(t) }
func TestNear(t *testing.T)                  { factory.Near(t) }
func TestBothWays(t *testing.T)              { factory.BothWays(t) }
func TestNearAndBothWays(t *testing.T)       { factory.NearAndBothWays(t) }
func TestKeptCosts(t *testing.T)             { factory.KeptCosts(t) }
func TestSharedOverlays(t *testing.T)        { factory.SharedOverlays(t) }
func FuzzOverlaid(f *testing.F)              { factory.FuzzOverlaid(f) }
func TestFiles(t *testing.T)                 { factory.Files(t) }
func TestDamagedFiles(t *testing.T)          { factory.DamagedFiles(t) }
func TestOptions(t *testing.T)               { factory.Options(t) }
func TestForgedGraphs(t *testing.T)          { factory.ForgedGraphs(t) }
func TestForgedIndexes(t *testing.T)         { factory.ForgedIndexes(t) }
func TestFromBytesOptions(t *testing.T)      { factory.Opens(t) }
func TestQuestions(t *testing.T)             { factory.Questions(t) }
func TestPositions(t *testing.T)             { factory.Positions(t) }
func TestConcurrent(t *testing.T)            { factory.Concurrent(t) }
func TestMatrices(t *testing.T)              { factory.Matrices(t) }
func TestProcessors(t *testing.T)            { factory.Processors(t) }
func FuzzFromBytes(f *testing.F)             { factory.Fuzz(f) }
