package latency

import (
	"math"
	"slices"
)

// scale is a logarithmic time axis.
type scale struct{ low, high float64 } // nanoseconds, low < high

// shortest replaces a time of zero, from a coarse clock, which has no logarithm.
const shortest = 0.1

// scaleOf returns an axis, with some margin, for all but the fastest and slowest
// thousandth of each distribution. The rest would compress everything else.
func scaleOf(distributions ...[]float64) scale {
	s := scale{math.Inf(1), 0}
	for _, sorted := range distributions {
		s.low = min(s.low, quantile(sorted, 1))
		s.high = max(s.high, quantile(sorted, 999))
	}
	s.low, s.high = max(s.low, shortest), max(s.high, shortest)
	air := 1.05 * math.Pow(s.high/s.low, 0.03)
	return scale{s.low / air, s.high * air}
}

// at returns the position of a time on the axis, 0 at its low end and 1 at its high end.
func (s scale) at(ns float64) float64 {
	return math.Log(max(ns, shortest)/s.low) / s.span()
}

func (s scale) span() float64 { return math.Log(s.high / s.low) }

// ticks returns round times on the axis, some four to twelve.
func (s scale) ticks() (ticks []float64) {
	if s.high < 8*s.low {
		step := roundStep((s.high - s.low) / 6)
		for i := math.Ceil(s.low / step); i*step <= s.high; i++ {
			ticks = append(ticks, i*step)
		}
		return ticks
	}
	digits := []float64{1, 2, 5}
	if s.high > 1e4*s.low {
		digits = digits[:1]
	}
	for power := math.Pow(10, math.Floor(math.Log10(s.low))); power <= s.high; power *= 10 {
		for _, d := range digits {
			if t := d * power; t >= s.low && t <= s.high {
				ticks = append(ticks, t)
			}
		}
	}
	return ticks
}

// roundStep returns the least of 1, 2, 5 times a power of ten that is not below x.
func roundStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, d := range []float64{1, 2, 5} {
		if d*power >= x {
			return d * power
		}
	}
	return 10 * power
}

// points is the number of places on the axis at which a density is computed.
const points = 400

// density returns the density of sorted samples along the axis: the percentage of them
// within a step of 1 % of time. It is a kernel estimate: each sample is spread as a
// Gaussian, of the width of Silverman's rule (1986), but no narrower than the nanosecond
// of the clock, and no wider than a tenth of the axis.
func (s scale) density(sorted []float64, nanosecond float64) []float64 {
	low, middle, high := max(quantile(sorted, 250), shortest), max(quantile(sorted, 500), shortest), max(quantile(sorted, 750), shortest)
	width := 0.9 * math.Log(high/low) / 1.34 / math.Pow(float64(len(sorted)), 0.2)
	width = max(width, nanosecond/middle, s.span()/points)
	width = min(width, s.span()/10)
	return smooth(s.histogram(sorted), width/s.span()*points)
}

// histogram returns the share of sorted samples at each of the axis' points, as a density
// over the logarithm of time. Samples beyond the axis are left out.
func (s scale) histogram(sorted []float64) []float64 {
	bins := make([]float64, points)
	each := points / s.span() / float64(len(sorted))
	for _, ns := range sorted {
		if i := int(math.Floor(s.at(ns) * points)); i >= 0 && i < points {
			bins[i] += each
		}
	}
	return bins
}

// smooth spreads each bin as a Gaussian of a width, in bins. What falls beyond the ends
// is lost.
func smooth(bins []float64, width float64) []float64 {
	reach := int(math.Ceil(4 * width))
	kernel := make([]float64, 2*reach+1)
	for i := range kernel {
		x := float64(i-reach) / width
		kernel[i] = math.Exp(-x * x / 2)
	}
	total := sum(kernel)
	out := make([]float64, len(bins))
	for i := range out {
		for j, k := range kernel {
			if from := i + j - reach; from >= 0 && from < len(bins) {
				out[i] += bins[from] * k / total
			}
		}
	}
	return out
}

// sortedSamples returns the samples of all runs in ascending order, in nanoseconds a
// query.
func sortedSamples(runs []run) (ns []float64) {
	for i := range runs {
		ns = append(ns, runs[i].perQuery()...)
	}
	slices.Sort(ns)
	return ns
}
