package latency

import (
	"slices"
	"sort"
)

// shift is the difference between two runs, by Wilcoxon's signed-rank test (1945) on the
// differences of their blocks, with the corresponding estimate and interval (Hodges &
// Lehmann 1963). All three follow from the Walsh averages, the means of every two
// differences: their median is the estimate, the number above zero the test's statistic,
// and the interval holds the shifts that the test would not reject. This is exact at
// every size, without resampling; the cost is quadratic in the number of blocks.
type shift struct {
	estimate, low, high float64 // 95 % confidence
	p                   float64 // two-sided
}

// fewest is the smallest number of differences for which a result can be significant.
const fewest = 6

// signedRank returns the shift of at least fewest differences.
func signedRank(differences []float64) shift {
	walsh := walshAverages(differences)
	tail := lowerTail(len(differences))
	below := sort.Search(len(walsh), func(i int) bool { return walsh[i] >= 0 })
	notAbove := sort.Search(len(walsh), func(i int) bool { return walsh[i] > 0 })
	zeros := notAbove - below // half of which count on either side
	statistic := min(below, len(walsh)-notAbove) + (zeros+1)/2
	// The shifts outside the interval: the test rejects them with fewer averages than
	// that on one side.
	out := sort.Search(len(tail), func(w int) bool { return tail[w] > 0.025 })
	return shift{
		estimate: (walsh[(len(walsh)-1)/2] + walsh[len(walsh)/2]) / 2,
		low:      walsh[out-1],
		high:     walsh[len(walsh)-out],
		p:        min(1, 2*tail[statistic]),
	}
}

// walshAverages returns the means of every two of n differences, and of each with itself,
// in ascending order: n(n+1)/2 of them.
func walshAverages(differences []float64) []float64 {
	averages := make([]float64, 0, len(differences)*(len(differences)+1)/2)
	for i, x := range differences {
		for _, y := range differences[i:] {
			averages = append(averages, (x+y)/2)
		}
	}
	slices.Sort(averages)
	return averages
}

// lowerTail returns the probability that the statistic is at most w, for every w from 0
// to n(n+1)/2, if every difference is as likely above zero as below: then each rank 1 to
// n is in the sum with probability one half.
func lowerTail(n int) []float64 {
	tail := make([]float64, n*(n+1)/2+1)
	tail[0] = 1
	for rank := 1; rank <= n; rank++ {
		for w := rank * (rank + 1) / 2; w >= 0; w-- {
			if w >= rank {
				tail[w] += tail[w-rank]
			}
			tail[w] /= 2
		}
	}
	for w := range tail[1:] {
		tail[w+1] += tail[w]
	}
	return tail
}
