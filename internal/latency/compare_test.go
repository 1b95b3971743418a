package latency

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// machine simulates runs of a real one: queries of widely different cost, the same in
// every run, times noise that differs from run to run and has bursts.
type machine struct {
	queries []float64
	random  *rand.Rand
}

func newMachine(seed uint64, queries int) *machine {
	costs := rand.New(rand.NewPCG(10, 11))
	m := &machine{make([]float64, queries), rand.New(rand.NewPCG(seed, 12))}
	for i := range m.queries {
		m.queries[i] = 20_000 * math.Exp(costs.NormFloat64())
	}
	return m
}

// run returns a run in which every query costs factor times as much.
func (m *machine) run(factor float64) run {
	r := run{Group: 1, Stride: 1}
	slow, burst := 1.0, 0
	for _, cost := range m.queries {
		if burst--; burst < 0 {
			slow = 1
			if m.random.IntN(2000) == 0 {
				slow, burst = 1+m.random.ExpFloat64(), m.random.IntN(200)
			}
		}
		noise := 1 + 0.03*m.random.ExpFloat64()
		r.Took = append(r.Took, time.Duration(cost*factor*slow*noise))
	}
	return r
}

// verdicts compares pairs of runs, the second with a factor, on many seeds.
func verdicts(t *testing.T, factor float64) map[string]int {
	t.Helper()
	count := map[string]int{}
	for seed := range uint64(40) {
		m := newMachine(seed, 8192)
		c, err := compare([]run{m.run(1)}, []run{m.run(factor)})
		if err != nil {
			t.Fatal(err)
		}
		count[c.verdict()]++
		if math.Abs(c.change-(factor-1)) > 0.02 {
			t.Errorf("seed %d: the change is %+.4f, want about %+.4f", seed, c.change, factor-1)
		}
	}
	return count
}

func TestVerdictsOnKnownChanges(t *testing.T) {
	for _, c := range []struct {
		factor float64
		want   string
	}{{1, "no change"}, {1.002, "no change"}, {0.998, "no change"}, {1.05, "slower"}, {0.95, "faster"}, {2, "slower"}} {
		if got := verdicts(t, c.factor); got[c.want] < 39 {
			t.Errorf("costs times %v: %v, want %s", c.factor, got, c.want)
		}
	}
}

// Without any noise p is as small as possible, and the verdict depends on the size of the
// change.
func TestSureButSmallIsNoChange(t *testing.T) {
	var old, small, large run
	for _, r := range []*run{&old, &small, &large} {
		r.Group, r.Stride = 1, 1
	}
	for _, cost := range newMachine(0, 1000).queries {
		old.Took = append(old.Took, time.Duration(1000*cost))
		small.Took = append(small.Took, time.Duration(1015*cost))
		large.Took = append(large.Took, time.Duration(1025*cost))
	}
	for _, c := range []struct {
		now     run
		verdict string
	}{{small, "no change"}, {large, "slower"}} {
		if got, err := compare([]run{old}, []run{c.now}); err != nil || got.p > 1e-12 || got.verdict() != c.verdict {
			t.Errorf("%+v, %v: %s, want %s", got, err, got.verdict(), c.verdict)
		}
	}
}

// A burst slows an eighth of a run five times: the mean rises by half, but the verdict
// stays.
func TestOneLongBurstDecidesNothing(t *testing.T) {
	for seed := range uint64(20) {
		m := newMachine(seed, 8192)
		old, now := m.run(1), m.run(1)
		for i := 3000; i < 4000; i++ {
			now.Took[i] *= 5
		}
		c, err := compare([]run{old}, []run{now})
		if err != nil || c.verdict() != "no change" || c.new < 1.3*c.old {
			t.Errorf("seed %d: %v, %v", seed, c, err)
		}
	}
}

// Runs of the same queries, compared in pairs, and compared with a different order for
// each. Both intervals contain the truth, no change, but those without pairs are much
// wider.
func TestPairsTakeTheQueriesOut(t *testing.T) {
	const seeds = 20
	right := 0
	for seed := range uint64(seeds) {
		m := newMachine(seed, 8192)
		old, now := m.run(1), m.run(1)
		paired, err := compare([]run{old}, []run{now})
		if err != nil {
			t.Fatal(err)
		}
		for _, took := range [][]time.Duration{old.Took, now.Took} {
			m.random.Shuffle(len(took), func(i, j int) { took[i], took[j] = took[j], took[i] })
		}
		apart, err := compare([]run{old}, []run{now})
		if err != nil {
			t.Fatal(err)
		}
		if apart.high-apart.low < 3*(paired.high-paired.low) {
			t.Errorf("seed %d: interval %+.4f to %+.4f with pairs, %+.4f to %+.4f without", seed, paired.low, paired.high, apart.low, apart.high)
		}
		if apart.low <= 0 && apart.high >= 0 {
			right++
		}
	}
	if right < seeds-4 {
		t.Errorf("without pairs, only %d of %d intervals are right", right, seeds)
	}
}

// Samples equal to their numbers are recorded for different lengths into different
// memories.
func TestMatchFindsTheSameQueries(t *testing.T) {
	for _, n := range [][2]int{{100, 100}, {100, 60}, {7, 100}, {1000, 10}, {1000, 999}} {
		for _, capacity := range [][2]int{{1000, 1000}, {16, 1000}, {16, 64}, {64, 2}} {
			a, b := newRecorder(1, capacity[0]), newRecorder(1, capacity[1])
			for i := range n[0] {
				a.add(time.Duration(i))
			}
			for i := range n[1] {
				b.add(time.Duration(i))
			}
			x, y := match(a.run, b.run)
			stride := max(a.run.Stride, b.run.Stride)
			if want := (min(n[0], n[1]) + stride - 1) / stride; len(x) != want || len(y) != want {
				t.Errorf("%v samples in %v: %d and %d in common, want %d", n, capacity, len(x), len(y), want)
			}
			for i := range x {
				if x[i] != y[i] || int(x[i]) != i*stride {
					t.Fatalf("%v samples in %v: %v goes with %v", n, capacity, x[i], y[i])
				}
			}
		}
	}
}

// Runs differ as a whole, as on a busy machine: with one of each a change would seem
// sure, with six it does not.
func TestManyRunsAreOneBlockEach(t *testing.T) {
	m := newMachine(3, 1000)
	var old, now []run
	for _, factor := range []float64{1, 1.3, 1.1, 1, 1.2, 1.1} {
		old, now = append(old, m.run(factor)), append(now, m.run(2.25-factor))
	}
	if one, err := compare(old[:1], now[:1]); err != nil || one.verdict() != "slower" {
		t.Errorf("of one run: %v, %v", one, err)
	}
	if six, err := compare(old, now); err != nil || six.blocks != 6 || six.verdict() != "no change" || six.p < 0.05 {
		t.Errorf("of six runs: %v, %v", six, err)
	}
}

// Two runs are paired with three: the third is left out.
func TestComparisonUsesEveryRun(t *testing.T) {
	m := newMachine(2, 1000)
	old := []run{m.run(1), m.run(1)}
	now := []run{m.run(1.3), m.run(1.3), m.run(50)}
	c, err := compare(old, now)
	if err != nil || c.samples != 2000 || c.blocks != 64 || c.verdict() != "slower" || c.change > 0.5 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestWhatCannotBeCompared(t *testing.T) {
	few := filled(1, 2, 3, 4, 5).run
	enough := filled(1, 2, 3, 4, 5, 6, 7).run
	grouped := enough
	grouped.Group = 64
	still := filled(0, 0, 0, 0, 0, 0, 0, 0).run // a coarse clock
	for _, c := range []struct {
		old, now run
		want     error
	}{{few, enough, errFew}, {enough, few, errFew}, {enough, grouped, errGroups}, {still, enough, errFew}, {enough, enough, nil}} {
		if _, err := compare([]run{c.old}, []run{c.now}); !errors.Is(err, c.want) {
			t.Errorf("%v and %v: %v, want %v", c.old, c.now, err, c.want)
		}
	}
}

func TestComparisonReads(t *testing.T) {
	c := comparison{old: 38_921, new: 36_804, change: -0.0543, low: -0.0587, high: -0.0481, p: 0.00001, samples: 25_602, blocks: 64}
	if got, want := c.String(), "faster: the same queries take -5.4 % (-5.9 to -4.8), p < 0.0001, in the median of 64 blocks of 25602 samples; mean 38.9 µs -> 36.8 µs, -5.4 %"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	c.low, c.high, c.p = -0.06, 0.01, 0.1234
	if got := c.String(); !strings.HasPrefix(got, "no change: the same queries take -5.4 % (-6.0 to +1.0), p = 0.1234,") {
		t.Errorf("got %s", got)
	}
}

func TestDurationsHaveThreeDigits(t *testing.T) {
	for _, c := range []struct {
		ns   float64
		want string
	}{
		{0, "0.00 ns"}, {0.25, "0.25 ns"}, {9.994, "9.99 ns"}, {9.996, "10.0 ns"}, {99.94, "99.9 ns"}, {99.96, "100 ns"},
		{999.4, "999 ns"}, {999.6, "1.00 µs"}, {12_345, "12.3 µs"}, {1.5e6, "1.50 ms"}, {2e9, "2.00 s"}, {4e12, "4000 s"},
	} {
		if got := duration(c.ns); got != c.want {
			t.Errorf("%v ns is written %s, want %s", c.ns, got, c.want)
		}
	}
}
