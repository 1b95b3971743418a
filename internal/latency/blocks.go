package latency

import (
	"math/rand/v2"
	"slices"
)

// blocks is the number of parts that the samples of a benchmark are cut into. Noise comes
// in bursts, so that neighbouring samples are not independent. Of a second in 64 parts
// each is 16 ms, and most bursts lie within one (Carlstein 1986).
const blocks = 64

// resamples is the number of draws of the bootstrap; the ends of the interval are then
// the 50th and the 1950th of 2,000 means.
const resamples = 2000

// block is some consecutive samples of a run.
type block struct {
	sum   float64
	count int
}

// cut returns the bounds of at most parts blocks of n samples, of nearly equal size:
// block i is bounds[i] to bounds[i+1].
func cut(n, parts int) []int {
	parts = min(n, parts)
	bounds := make([]int, parts+1)
	for i := range bounds {
		bounds[i] = i * n / max(parts, 1)
	}
	return bounds
}

// partsOf returns the number of blocks for each of several runs. With enough runs for a
// test, each is one block, so that the result includes the differences between runs
// (Kalibera & Jones 2013).
func partsOf(runs int) int {
	if runs >= fewest {
		return 1
	}
	return (blocks + runs - 1) / runs
}

// blocksOf returns the blocks of all runs, in nanoseconds a query.
func blocksOf(runs []run) (all []block) {
	for i := range runs {
		ns := runs[i].perQuery()
		bounds := cut(len(ns), partsOf(len(runs)))
		for j := range bounds[1:] {
			part := ns[bounds[j]:bounds[j+1]]
			all = append(all, block{sum(part), len(part)})
		}
	}
	return all
}

// bootstrap returns the 95 % confidence interval of the mean of blocks: percentiles of
// the means of samples drawn from them with replacement (Efron 1979). The seed is fixed.
func bootstrap(all []block) (low, high float64) {
	random := rand.New(rand.NewPCG(1, 2))
	means := make([]float64, resamples)
	for i := range means {
		var total block
		for range all {
			b := all[random.IntN(len(all))]
			total.sum += b.sum
			total.count += b.count
		}
		means[i] = total.sum / float64(total.count)
	}
	slices.Sort(means)
	return quantile(means, 25), quantile(means, 975)
}
