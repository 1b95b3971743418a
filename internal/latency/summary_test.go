package latency

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

func TestQuantilesAreRanks(t *testing.T) {
	var took []time.Duration
	for i := 1000; i > 0; i-- {
		took = append(took, time.Duration(i))
	}
	s := filled(took...).Summarize()
	if s.P50 != 500 || s.P99 != 990 || s.P999 != 999 || s.Mean != 500.5 {
		t.Errorf("of 1 to 1000: %+v", s)
	}
	if s := filled(7).Summarize(); s.P50 != 7 || s.P99 != 7 || s.P999 != 7 || s.Low != 7 || s.High != 7 || s.Outliers != 0 {
		t.Errorf("of 7 alone: %+v", s)
	}
	if s := NewRecorder().Summarize(); s != (Summary{}) {
		t.Errorf("of nothing: %+v", s)
	}
}

// The quartiles are 100 and 200, so that the mild fences are -50 and 350 and the severe
// ones -200 and 500.
func TestOutliersAreBeyondTheFences(t *testing.T) {
	body := []float64{0, 100, 100, 100, 200, 200, 200, 200}
	for _, c := range []struct {
		extreme      []float64
		mild, severe float64
	}{
		{[]float64{150, 150}, 0, 0},
		{[]float64{-50, 350}, 0, 0},
		{[]float64{-51, 200}, 10, 0},
		{[]float64{100, 351}, 10, 0},
		{[]float64{-200, 500}, 20, 0},
		{[]float64{-201, 501}, 20, 20},
		{[]float64{100, 501}, 10, 10},
	} {
		run := append([]float64{c.extreme[0]}, append(body, c.extreme[1])...)
		if low := c.extreme[0]; low > 0 { // keeps the values in order
			run[0], run[1] = run[1], low
		}
		if got := beyond(run, 1.5); got != c.mild {
			t.Errorf("%v: %v %% beyond 1.5 ranges, want %v", run, got, c.mild)
		}
		if got := beyond(run, 3); got != c.severe {
			t.Errorf("%v: %v %% beyond 3 ranges, want %v", run, got, c.severe)
		}
	}
}

// Two runs of different length are pooled.
func TestSummaryIsOfAllRuns(t *testing.T) {
	s := summarize([]run{filled(1, 2, 3, 4, 5, 6).run, filled(7, 8).run})
	if s.Mean != 4.5 || s.P50 != 4 || s.P999 != 8 || s.Low < 1 || s.High > 8 {
		t.Errorf("of 1 to 6 and 7 to 8: %+v", s)
	}
}

// The bootstrap agrees with the central limit theorem for a uniform distribution.
func TestIntervalIsThatOfTheMean(t *testing.T) {
	const n = 10000
	random := rand.New(rand.NewPCG(3, 4))
	r := newRecorder(1, n)
	for _, i := range random.Perm(n) {
		r.add(time.Duration(i))
	}
	s := r.Summarize()
	half := 1.96 * n / math.Sqrt(12) / math.Sqrt(n)
	if s.Low >= s.Mean || s.High <= s.Mean {
		t.Errorf("mean %v is not within %v to %v", s.Mean, s.Low, s.High)
	}
	if got := (s.High - s.Low) / 2; got < 0.7*half || got > 1.3*half {
		t.Errorf("half the interval is %v, want about %v", got, half)
	}
	if again := r.Summarize(); again != s {
		t.Errorf("the same samples gave %+v, then %+v", s, again)
	}
}

// Runs are drawn from distributions with known means. A 95 % interval should contain the
// mean in 95 % of them, and in slightly fewer if samples are skewed or depend on those
// before. An interval that took dependent samples as independent would contain it in some
// 35 %.
func TestIntervalCoversTheMean(t *testing.T) {
	const seeds, n, mean = 120, 4096, 1e6
	for _, c := range []struct {
		name string
		next func(last float64, random *rand.Rand) float64 // relative to the mean
	}{
		{"normal", func(_ float64, random *rand.Rand) float64 { return 1 + 0.1*random.NormFloat64() }},
		{"exponential", func(_ float64, random *rand.Rand) float64 { return random.ExpFloat64() }},
		{"bursts", func(last float64, random *rand.Rand) float64 { return 0.1 + 0.9*last + 0.01*random.NormFloat64() }},
	} {
		covered := 0
		for seed := range uint64(seeds) {
			random := rand.New(rand.NewPCG(seed, 5))
			r, x := newRecorder(1, n), 1.0
			for range n {
				x = c.next(x, random)
				r.add(time.Duration(mean * x))
			}
			if low, high := bootstrap(blocksOf([]run{r.run})); low <= mean && mean <= high {
				covered++
			}
		}
		if covered < seeds*88/100 || covered == seeds {
			t.Errorf("%s: %d of %d intervals contain the mean, want about 95 %%", c.name, covered, seeds)
		}
	}
}
