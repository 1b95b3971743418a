package latency

import (
	"errors"
	"fmt"
	"math"
)

// noise is the largest change that never counts. Two runs of one program differ by so
// much, since memory placement, clock rate and other programs can affect a run as a
// whole.
const noise = 0.02

// comparison is the change of a benchmark since its baseline.
type comparison struct {
	old, new          float64 // means of the common queries, in nanoseconds
	change, low, high float64 // relative, as a fraction, with its 95 % confidence interval
	p                 float64
	samples, blocks   int
}

var (
	errGroups = errors.New("not comparable: its samples are of another number of queries each")
	errFew    = fmt.Errorf("not comparable: fewer than %d samples in common", fewest)
)

// compare returns the change from the runs before to those after. Run by run, it pairs
// the samples of the same number, which are of the same query, and compares their blocks:
// the ratio of two blocks' times does not depend on the cost of their queries. Surplus
// samples of one side are left out.
func compare(before, after []run) (comparison, error) {
	var c comparison
	var ratios []float64
	pairs := min(len(before), len(after))
	for i := range pairs {
		if before[i].Group != after[i].Group {
			return c, errGroups
		}
		old, new := match(before[i], after[i])
		c.samples += len(old)
		c.old += sum(old)
		c.new += sum(new)
		ratios = append(ratios, logRatios(old, new, partsOf(pairs))...)
	}
	if len(ratios) < fewest {
		return c, errFew
	}
	c.old /= float64(c.samples)
	c.new /= float64(c.samples)
	s := signedRank(ratios)
	c.change, c.low, c.high = math.Expm1(s.estimate), math.Expm1(s.low), math.Expm1(s.high)
	c.p, c.blocks = s.p, len(ratios)
	return c, nil
}

// match returns the samples of two runs that have the same numbers, in nanoseconds a
// query.
func match(a, b run) (x, y []float64) {
	stride := max(a.Stride, b.Stride)
	x, y = every(stride/a.Stride, a.perQuery()), every(stride/b.Stride, b.perQuery())
	n := min(len(x), len(y))
	return x[:n], y[:n]
}

// every returns every step-th sample, from the first.
func every(step int, ns []float64) []float64 {
	kept := ns[:0]
	for i := 0; i < len(ns); i += step {
		kept = append(kept, ns[i])
	}
	return kept
}

// logRatios returns the logarithm of new to old for every block, except those for which a
// coarse clock shows no time.
func logRatios(old, new []float64, parts int) (ratios []float64) {
	bounds := cut(len(old), parts)
	for i := range bounds[1:] {
		from, to := bounds[i], bounds[i+1]
		x, y := sum(old[from:to]), sum(new[from:to])
		if x > 0 && y > 0 {
			ratios = append(ratios, math.Log(y/x))
		}
	}
	return ratios
}

// verdict tells whether the whole interval of the change lies beyond the noise. It then
// excludes zero, so p is below 0.05.
func (c comparison) verdict() string {
	switch {
	case c.high < -noise:
		return "faster"
	case c.low > noise:
		return "slower"
	}
	return "no change"
}

// String returns the line that a benchmark logs.
func (c comparison) String() string {
	p := fmt.Sprintf("p = %.4f", c.p)
	if c.p < 0.0001 {
		p = "p < 0.0001"
	}
	return fmt.Sprintf("%s: the same queries take %+.1f %% (%+.1f to %+.1f), %s, in the median of %d blocks of %d samples; mean %s -> %s, %+.1f %%",
		c.verdict(), 100*c.change, 100*c.low, 100*c.high, p, c.blocks, c.samples, duration(c.old), duration(c.new), 100*(c.new/c.old-1))
}

// duration formats nanoseconds in three digits and a suitable unit.
func duration(ns float64) string {
	for _, unit := range []string{"ns", "µs", "ms"} {
		if ns < 999.5 {
			return threeDigits(ns) + " " + unit
		}
		ns /= 1000
	}
	return threeDigits(ns) + " s"
}

func threeDigits(x float64) string {
	switch {
	case x < 9.995:
		return fmt.Sprintf("%.2f", x)
	case x < 99.95:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}
