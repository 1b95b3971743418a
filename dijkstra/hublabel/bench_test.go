package hublabel

import (
	"testing"

	"github.com/veltrix/cairn/dijkstra/internal/indextest"
)

func BenchmarkBuild(b *testing.B)            { factory.BenchmarkBuild(b) }
func BenchmarkCustomize(b *testing.B)        { factory.BenchmarkCustomize(b) }
func BenchmarkCustomize16(b *testing.B)      { factory.BenchmarkCustomize16(b) }
func BenchmarkCosts(b *testing.B)            { factory.BenchmarkCosts(b) }
func BenchmarkProve(b *testing.B)            { factory.BenchmarkProve(b) }
func BenchmarkDistance(b *testing.B)         { factory.BenchmarkDistance(b, 64) }
func BenchmarkPositions(b *testing.B)        { factory.BenchmarkPositions(b) }
func BenchmarkBatch64(b *testing.B)          { factory.BenchmarkBatch64(b) }
func BenchmarkBatch64OneSource(b *testing.B) { factory.BenchmarkBatch64One(b, false) }
func BenchmarkBatch64OneTarget(b *testing.B) { factory.BenchmarkBatch64One(b, true) }
func BenchmarkAppendPath(b *testing.B)       { factory.BenchmarkAppendPath(b) }
func BenchmarkMatrix64x64(b *testing.B)      { factory.BenchmarkMatrix64x64(b) }
func BenchmarkNearest(b *testing.B)          { factory.BenchmarkNearest(b) }
func BenchmarkWithin(b *testing.B)           { factory.BenchmarkWithin(b) }
func BenchmarkBetween(b *testing.B)          { factory.BenchmarkBetween(b) }
func BenchmarkAppendDistances(b *testing.B)  { factory.BenchmarkAppendDistances(b) }
func BenchmarkSolverDistances(b *testing.B)  { indextest.BenchmarkSolverDistances(b) }
func BenchmarkTextbook(b *testing.B)         { indextest.BenchmarkTextbook(b) }
func TestTextbook(t *testing.T)              { indextest.Textbook(t) }
func BenchmarkBounded(b *testing.B)          { factory.BenchmarkBounded(b) }
func BenchmarkBoundedDistance(b *testing.B)  { factory.BenchmarkBoundedDistance(b) }
func BenchmarkPersonal(b *testing.B)         { factory.BenchmarkPersonal(b) }
func BenchmarkKeptCosts(b *testing.B)        { factory.BenchmarkKeptCosts(b) }
func BenchmarkAppendPathNear(b *testing.B)   { factory.BenchmarkAppendPathNear(b) }
func BenchmarkBothWays(b *testing.B)         { factory.BenchmarkBothWays(b) }
