package latency

import "slices"

// Summary is the report of a benchmark: nanoseconds a query, and shares of the samples in
// percent. If half of the samples are equal, as with a coarse clock, every other sample
// is an outlier.
type Summary struct {
	Mean float64 `json:"mean_ns"` // of all samples
	Low  float64 `json:"low_ns"`  // its 95 % bootstrap confidence interval
	High float64 `json:"high_ns"`

	P50  float64 `json:"p50_ns"` // the smallest sample that half of them do not exceed
	P99  float64 `json:"p99_ns"`
	P999 float64 `json:"p999_ns"`

	Outliers float64 `json:"outliers_percent"` // beyond 1.5 interquartile ranges from the quartiles (Tukey 1977)
	Severe   float64 `json:"severe_percent"`   // of these, beyond 3
}

// halfWidth returns half of the mean's confidence interval, in percent of the mean.
func (s Summary) halfWidth() float64 {
	if s.Mean == 0 {
		return 0
	}
	return 50 * (s.High - s.Low) / s.Mean
}

// Summarize returns the summary of all samples so far, zero if there are none. It sorts
// the samples, and gives the same result for the same samples.
func (r *Recorder) Summarize() Summary { return summarize([]run{r.run}) }

// summarize returns the summary of all runs together.
func summarize(runs []run) Summary {
	var ns []float64
	for i := range runs {
		ns = append(ns, runs[i].perQuery()...)
	}
	if len(ns) == 0 {
		return Summary{}
	}
	s := Summary{Mean: sum(ns) / float64(len(ns))}
	s.Low, s.High = bootstrap(blocksOf(runs))
	slices.Sort(ns)
	s.P50, s.P99, s.P999 = quantile(ns, 500), quantile(ns, 990), quantile(ns, 999)
	s.Outliers, s.Severe = beyond(ns, 1.5), beyond(ns, 3)
	return s
}

func sum(ns []float64) (total float64) {
	for _, x := range ns {
		total += x
	}
	return total
}

// quantile returns the smallest of sorted values that at least perMille of a thousand do
// not exceed.
func quantile(sorted []float64, perMille int) float64 {
	rank := (len(sorted)*perMille + 999) / 1000
	return sorted[max(rank, 1)-1]
}

// beyond returns the percentage of sorted values outside Tukey's fences, so many
// interquartile ranges below and above the quartiles.
func beyond(sorted []float64, ranges float64) float64 {
	q1, q3 := quantile(sorted, 250), quantile(sorted, 750)
	low, high := q1-ranges*(q3-q1), q3+ranges*(q3-q1)
	n := 0
	for _, x := range sorted {
		if x < low || x > high {
			n++
		}
	}
	return 100 * float64(n) / float64(len(sorted))
}
