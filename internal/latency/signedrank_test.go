package latency

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"
)

// The example of Hollander & Wolfe (1973, 29f), with the results of R's wilcox.test: V =
// 40, p = 0.03906, pseudomedian 0.46, 95 % interval 0.010 to 0.786.
func TestSignedRankOfDepressionScores(t *testing.T) {
	x := []float64{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30}
	y := []float64{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29}
	for i := range x {
		x[i] -= y[i]
	}
	got, want := signedRank(x), shift{0.46, 0.010, 0.786, 0.0390625}
	for _, c := range [][2]float64{{got.estimate, want.estimate}, {got.low, want.low}, {got.high, want.high}, {got.p, want.p}} {
		if math.Abs(c[0]-c[1]) > 1e-9 {
			t.Errorf("got %+v, want %+v", got, want)
			break
		}
	}
}

// The ranks of every subset are added up.
func TestLowerTailCountsSubsets(t *testing.T) {
	for n := range 13 {
		want := make([]float64, n*(n+1)/2+1)
		for subset := range uint(1) << n {
			total := 0
			for rest := subset; rest != 0; rest &= rest - 1 {
				total += bits.TrailingZeros(rest) + 1
			}
			for w := total; w < len(want); w++ {
				want[w] += 1 / float64(uint(1)<<n)
			}
		}
		got := lowerTail(n)
		for w := range want {
			if math.Abs(got[w]-want[w]) > 1e-12 {
				t.Fatalf("%d ranks: P(at most %d) is %v, want %v", n, w, got[w], want[w])
			}
		}
	}
}

// With one difference less, the most extreme value of the statistic is too probable.
func TestFewestIsWhereAnIntervalExists(t *testing.T) {
	if least := lowerTail(fewest)[0]; least > 0.025 {
		t.Errorf("with %d differences the extreme has probability %v", fewest, least)
	}
	if least := lowerTail(fewest - 1)[0]; least <= 0.025 {
		t.Errorf("%d differences would do", fewest-1)
	}
	s := signedRank([]float64{3, 1, 4, 1.5, 9, 2.6})
	if s.low != 1 || s.high != 9 || s.p != 2.0/64 {
		t.Errorf("of six above zero: %+v", s)
	}
}

func TestSignedRankOfNoDifference(t *testing.T) {
	if s := signedRank(make([]float64, 20)); s != (shift{0, 0, 0, 1}) {
		t.Errorf("of zeros: %+v", s)
	}
}

// Differences are negated, shifted and scaled.
func TestSignedRankMirrors(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 7))
	for range 50 {
		n := fewest + random.IntN(40)
		x, negated := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i] = 0.3 + random.NormFloat64()
			negated[i] = -x[i]
		}
		s, m := signedRank(x), signedRank(negated)
		if m != (shift{-s.estimate, -s.high, -s.low, s.p}) {
			t.Errorf("%+v is mirrored as %+v", s, m)
		}
		if s.low > s.estimate || s.estimate > s.high {
			t.Errorf("the estimate is not in the interval: %+v", s)
		}
		if excludes := s.low > 0 || s.high < 0; excludes != (s.p < 0.05) {
			t.Errorf("interval and p disagree: %+v", s)
		}
	}
}

// For differences around zero p is below any level about as often as the level says.
func TestPIsUniformWithoutAChange(t *testing.T) {
	const seeds = 400
	below := map[float64]int{0.05: 0, 0.25: 0, 0.5: 0, 0.75: 0}
	for seed := range uint64(seeds) {
		random := rand.New(rand.NewPCG(seed, 8))
		x := make([]float64, blocks)
		for i := range x {
			x[i] = random.NormFloat64() * random.ExpFloat64() // far from normal
		}
		p := signedRank(x).p
		for level := range below {
			if p < level {
				below[level]++
			}
		}
	}
	for level, n := range below {
		spread := 4 * math.Sqrt(level*(1-level)/seeds)
		if share := float64(n) / seeds; math.Abs(share-level) > spread {
			t.Errorf("p is below %v in %.3f of the cases", level, share)
		}
	}
}

// The interval contains the true shift as often as it should.
func TestIntervalCoversTheShift(t *testing.T) {
	const seeds, truth = 400, 0.7
	covered := 0
	for seed := range uint64(seeds) {
		random := rand.New(rand.NewPCG(seed, 9))
		x := make([]float64, 30)
		for i := range x {
			x[i] = truth + random.NormFloat64()
		}
		if s := signedRank(x); s.low <= truth && truth <= s.high {
			covered++
		}
	}
	if share := float64(covered) / seeds; share < 0.92 || share > 0.99 {
		t.Errorf("%.3f of the intervals contain the shift, want about 0.95", share)
	}
}
