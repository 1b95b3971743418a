package hublabel

import (
	"context"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/indextest"
)

// subject is this package to the tests that it shares with the other index.
var subject = indextest.Subject{
	Build: func(g *csr.CSRGraph, o indexkit.Options) (indextest.Index, error) {
		all := Options(o)
		return Build(g, &all)
	},
	Customize: func(x indextest.Index, o *csr.Overlay) (indextest.Index, error) { return x.(*Index).Customize(o) },
	FromBytes: func(b []byte, g *csr.CSRGraph) (indextest.Index, error) { return FromBytes(b, g) },
	CustomizeContext: func(ctx context.Context, x indextest.Index, o *csr.Overlay) (indextest.Index, error) {
		return x.(*Index).CustomizeContext(ctx, o)
	},
	Open: func(b []byte, g *csr.CSRGraph, o indexkit.Options) (indextest.Index, error) {
		all := Options(o)
		return FromBytesOptions(b, g, &all)
	},
	WriteFile: func(name string, x indextest.Index) error { return WriteFile(name, x.(*Index)) },
	ReadFile: func(name string, g *csr.CSRGraph, o indexkit.Options) (indextest.Index, error) {
		all := Options(o)
		return ReadFile(name, g, &all)
	},
}

func TestSmallGraphs(t *testing.T)           { subject.Small(t) }
func TestCustomizedSmallGraphs(t *testing.T) { subject.SmallCustomized(t) }
func TestLargerGraphs(t *testing.T)          { subject.Larger(t) }
func TestWorkloads(t *testing.T)             { subject.Workloads(t) }
func TestRandomWorkload(t *testing.T)        { subject.RandomWorkload(t) }
func TestWideGraphs(t *testing.T)            { subject.Wide(t) }
func TestPublishedAnswers(t *testing.T)      { subject.Published(t) }
func TestDisk(t *testing.T)                  { subject.Disk(t) }
func TestRefusals(t *testing.T)              { subject.Refusals(t) }
func TestAllocatesNothing(t *testing.T)      { subject.Allocates(t) }
func TestBounds(t *testing.T)                { subject.Bounds(t) }
func TestBases(t *testing.T)                 { subject.Bases(t) }
func TestBoundedMaps(t *testing.T)           { subject.BoundedMaps(t) }
func TestFiles(t *testing.T)                 { subject.Files(t) }
func TestDamagedFiles(t *testing.T)          { subject.DamagedFiles(t) }
func TestOptions(t *testing.T)               { subject.Options(t) }
func TestForgedGraphs(t *testing.T)          { subject.ForgedGraphs(t) }
func TestForgedIndexes(t *testing.T)         { subject.ForgedIndexes(t) }
func TestOpen(t *testing.T)                  { subject.Opens(t) }
func FuzzFromBytes(f *testing.F)             { subject.Fuzz(f) }
