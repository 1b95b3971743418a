package hublabel

import (
	"testing"

	"github.com/veltrix/cairn/dijkstra/internal/indextest"
)

func BenchmarkBuild(b *testing.B)            { subject.BenchmarkBuild(b) }
func BenchmarkCustomize(b *testing.B)        { subject.BenchmarkCustomize(b) }
func BenchmarkCustomize16(b *testing.B)      { subject.BenchmarkCustomize16(b) }
func BenchmarkProve(b *testing.B)            { subject.BenchmarkProve(b) }
func BenchmarkDistance(b *testing.B)         { subject.BenchmarkDistance(b, 64) }
func BenchmarkBatch64(b *testing.B)          { subject.BenchmarkBatch64(b) }
func BenchmarkBatch64OneSource(b *testing.B) { subject.BenchmarkBatch64One(b, false) }
func BenchmarkBatch64OneTarget(b *testing.B) { subject.BenchmarkBatch64One(b, true) }
func BenchmarkAppendPath(b *testing.B)       { subject.BenchmarkAppendPath(b) }
func BenchmarkMatrix64x64(b *testing.B)      { subject.BenchmarkMatrix64x64(b) }
func BenchmarkTextbook(b *testing.B)         { indextest.BenchmarkTextbook(b) }
func TestTextbook(t *testing.T)              { indextest.Textbook(t) }
func BenchmarkBounded(b *testing.B)          { subject.BenchmarkBounded(b) }
func BenchmarkBoundedDistance(b *testing.B)  { subject.BenchmarkBoundedDistance(b) }
