package latency

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// One sample in ten thousand is far away.
func TestScaleLeavesOutTheExtremes(t *testing.T) {
	sorted := make([]float64, 10000)
	for i := range sorted {
		sorted[i] = 1000 + float64(i)/10
	}
	sorted[0], sorted[9999] = 0, 1e9
	s := scaleOf(sorted)
	if s.low < 900 || s.low > 1001 || s.high < 1999 || s.high > 2200 {
		t.Errorf("the axis goes from %v to %v", s.low, s.high)
	}
	if both := scaleOf(sorted, []float64{50}); both.low > 50 || both.high != scaleOf([]float64{50}, sorted).high {
		t.Errorf("with another distribution it goes from %v to %v", both.low, both.high)
	}
	if at := s.at(math.Sqrt(s.low * s.high)); math.Abs(at-0.5) > 1e-9 || s.at(s.low) != 0 || math.Abs(s.at(s.high)-1) > 1e-9 {
		t.Errorf("the middle is at %v, the ends at %v and %v", at, s.at(s.low), s.at(s.high))
	}
}

// Axes of every length that occurs.
func TestTicksAreFewAndRound(t *testing.T) {
	for _, low := range []float64{0.1, 1, 7.3, 99, 1234, 9.99e6} {
		for _, ratio := range []float64{1.05, 1.2, 2, 5, 7.9, 8.1, 30, 1000, 9999, 1e5, 1e9} {
			s := scale{low, low * ratio}
			ticks := s.ticks()
			if len(ticks) < 2 || len(ticks) > 14 || !slices.IsSorted(ticks) {
				t.Errorf("from %v, times %v: ticks %v", low, ratio, ticks)
			}
			for _, tick := range ticks {
				if tick < s.low*(1-1e-9) || tick > s.high*(1+1e-9) {
					t.Errorf("from %v, times %v: tick %v", low, ratio, tick)
				}
			}
		}
	}
}

func TestRoundSteps(t *testing.T) {
	for _, c := range [][2]float64{{1, 1}, {1.1, 2}, {2.5, 5}, {6, 10}, {0.03, 0.05}, {70, 100}, {199, 200}} {
		if got := roundStep(c[0]); math.Abs(got-c[1]) > 1e-9*c[1] {
			t.Errorf("the step above %v is %v, want %v", c[0], got, c[1])
		}
	}
}

// area integrates a density over the logarithm of time.
func area(s scale, density []float64) float64 { return sum(density) * s.span() / points }

// The density of log-normal samples, which is known.
func TestDensityIsThatOfTheDistribution(t *testing.T) {
	const n, median, sigma = 50000, 40_000.0, 0.5
	random := rand.New(rand.NewPCG(13, 14))
	sorted := make([]float64, n)
	for i := range sorted {
		sorted[i] = median * math.Exp(sigma*random.NormFloat64())
	}
	slices.Sort(sorted)
	s := scaleOf(sorted)
	density := s.density(sorted, 1)
	if a := area(s, density); math.Abs(a-1) > 0.01 {
		t.Errorf("the area below the curve is %v", a)
	}
	for i, got := range density {
		x := s.low * math.Exp((float64(i)+0.5)/points*s.span())
		z := math.Log(x/median) / sigma
		want := math.Exp(-z*z/2) / sigma / math.Sqrt(2*math.Pi)
		if math.Abs(got-want) > 0.05 {
			t.Fatalf("at %v the density is %v, want %v", x, got, want)
		}
	}
}

// All samples at one time, no time at all, or only whole nanoseconds, which must not look
// like a comb.
func TestDensityOfHardCases(t *testing.T) {
	for _, sorted := range [][]float64{{100}, {0}, {0, 0, 0, 5}, {1, 1, 1, 1, 1e9}} {
		s := scaleOf(sorted)
		density := s.density(sorted, 1)
		if a := area(s, density); math.IsNaN(a) || a <= 0 || a > 1+1e-9 {
			t.Errorf("%v: the area below the curve is %v", sorted, a)
		}
	}
	var whole []float64
	for i := range 20000 {
		whole = append(whole, float64(40+i*20/20000))
	}
	s := scaleOf(whole)
	density := s.density(whole, 1)
	turns := 0
	for i := points / 4; i < points*3/4; i++ {
		if density[i] > density[i-1] && density[i] > density[i+1]*1.001 {
			turns++
		}
	}
	if turns > 1 {
		t.Errorf("the curve of whole nanoseconds has %d peaks", turns)
	}
}

// One bin is spread: in the middle nothing is lost, at an end half of it.
func TestSmoothingKeepsTheWhole(t *testing.T) {
	spread := func(at int, width float64) (total, own float64) {
		bins := make([]float64, points)
		bins[at] = 1
		out := smooth(bins, width)
		return sum(out), out[at]
	}
	for _, width := range []float64{1, 2.5, 40} {
		if total, _ := spread(points/2, width); math.Abs(total-1) > 1e-9 {
			t.Errorf("one in the middle, spread by %v, is %v", width, total)
		}
		for _, end := range []int{0, points - 1} {
			if total, own := spread(end, width); math.Abs(total-(1+own)/2) > 1e-9 {
				t.Errorf("one at %d, spread by %v, is %v, of which %v is left there", end, width, total, own)
			}
		}
	}
}
