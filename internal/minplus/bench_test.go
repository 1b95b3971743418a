package minplus

import (
	"math/rand/v2"
	"testing"
)

// The benchmarks ask batches of 64 pairs of rows anywhere in 4 MB. Each pair comes only
// once in 131,072, so that neither caches nor branch predictors learn them.
const (
	benchBytes = 4 << 20
	benchPairs = 1 << 17
	benchBatch = 64
)

// labelPairs draws pairs as labels have them: N from 1 to 268, few of them long, 90 on
// average.
func labelPairs(r *rand.Rand, entries, block int) []Pair {
	pairs := make([]Pair, benchPairs)
	for i := range pairs {
		u := r.Float64()
		n := 1 + int(267*u*u)
		starts := uint32((entries - roundUp(n, block)) / block)
		pairs[i] = Pair{uint32(block) * r.Uint32N(starts), uint32(block) * r.Uint32N(starts), uint32(n)}
	}
	return pairs
}

func benchmarkPairs[T uint16 | uint32](b *testing.B, size, block int, kernel func([]uint32, []T, []Pair)) {
	r := rand.New(rand.NewPCG(9, 10))
	rows := make([]T, benchBytes/size)
	for i := range rows {
		rows[i] = T(r.Uint32N(30000))
	}
	pairs := labelPairs(r, len(rows), block)
	dst := make([]uint32, benchBatch)
	at := 0
	for b.Loop() {
		kernel(dst, rows, pairs[at:at+benchBatch])
		at = (at + benchBatch) % len(pairs)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*benchBatch), "ns/pair")
}

// benchmarkBoth runs a benchmark on the assembly, if there is any, and on the generic
// code.
func benchmarkBoth(b *testing.B, run func(b *testing.B, k kernels)) {
	if avx2 {
		b.Run(assembly.name, func(b *testing.B) { run(b, assembly) })
	}
	b.Run(generic.name, func(b *testing.B) { run(b, generic) })
}

func BenchmarkPairs16(b *testing.B) {
	benchmarkBoth(b, func(b *testing.B, k kernels) { benchmarkPairs(b, 2, Block16, k.pairs16) })
}

func BenchmarkPairs32(b *testing.B) {
	benchmarkBoth(b, func(b *testing.B, k kernels) { benchmarkPairs(b, 4, Block32, k.pairs32) })
}

// Rows of 200 entries, anywhere in 4 MB.
func BenchmarkRelax32(b *testing.B) {
	const entries = 200
	r := rand.New(rand.NewPCG(11, 12))
	rows := make([]uint32, benchBytes/4)
	for i := range rows {
		rows[i] = r.Uint32N(None32)
	}
	starts := make([]uint32, 2*benchPairs)
	for i := range starts {
		starts[i] = r.Uint32N(uint32(len(rows)/2-entries)) + uint32(i%2*len(rows)/2) // rows to lower in front
	}
	benchmarkBoth(b, func(b *testing.B, k kernels) {
		at := 0
		for b.Loop() {
			row, other := rows[starts[at]:], rows[starts[at+1]:]
			k.relax32(row[:entries], other, uint32(at))
			at = (at + 2) % len(starts)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N), "ns/row")
	})
}

// 4 MB copied into 2.
func BenchmarkNarrow(b *testing.B) {
	r := rand.New(rand.NewPCG(13, 14))
	src, dst := make([]uint32, benchBytes/4), make([]uint16, benchBytes/4)
	for i := range src {
		src[i] = r.Uint32N(None16)
	}
	benchmarkBoth(b, func(b *testing.B, k kernels) {
		b.SetBytes(benchBytes)
		for b.Loop() {
			k.narrow(dst, src)
		}
	})
}
