package places

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/routers"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// inRange is the oracle of a Range: both distances are known.
func inRange(r Range, from, to uint64) bool {
	ok := func(d uint64) bool {
		return d != graphtest.Inf && d >= uint64(r.Least) && (r.Most == 0 || d <= uint64(r.Most))
	}
	switch r.Direction {
	case FromPlace:
		return ok(from)
	case ToPlace:
		return ok(to)
	}
	return ok(from) && ok(to)
}

// fitting counts the candidates that are left after each condition, and returns the last.
func fitting(o *graphtest.Graph, q *Options) (left []int, fit []csr.Node) {
	for i, v := range candidatesOf(o, q) {
		if q.Weights == nil || q.Weights[i] > 0 {
			fit = append(fit, v)
		}
	}
	slices.Sort(fit)
	fit = slices.Compact(fit)
	for _, c := range q.Where {
		from, to := o.DistancesFrom(c.Place), o.DistancesTo(c.Place)
		fit = slices.DeleteFunc(fit, func(v csr.Node) bool { return !inRange(c.Range, from[v], to[v]) })
		left = append(left, len(fit))
	}
	return left, fit
}

func candidatesOf(o *graphtest.Graph, q *Options) []csr.Node {
	if q.Candidates != nil {
		return q.Candidates
	}
	all := make([]csr.Node, o.N)
	for v := range all {
		all[v] = csr.Node(v)
	}
	return all
}

// checkResult compares a result with the oracle's distances.
func checkResult(o *graphtest.Graph, q *Options, k int, got Result) error {
	left, fit := fitting(o, q)
	if !slices.Equal(left, got.Left) || len(fit) != got.Fit {
		return fmt.Errorf("%d fit, left %v; want %d, %v", got.Fit, got.Left, len(fit), left)
	}
	if (got.Outcome == Found) != (len(got.Nodes) == k) || (got.Outcome == TooFew) != (len(fit) < k) || len(got.Nodes) > k {
		return fmt.Errorf("%v: %d of %d nodes, %d fit", got.Outcome, len(got.Nodes), k, len(fit))
	}
	if q.Among == (Range{}) && len(got.Nodes) != min(k, len(fit)) {
		return fmt.Errorf("%d of %d nodes, %d fit", len(got.Nodes), k, len(fit))
	}
	for i, v := range got.Nodes {
		if !slices.Contains(fit, v) || slices.Contains(got.Nodes[:i], v) {
			return fmt.Errorf("node %d of %v does not fit or is there twice", v, got.Nodes)
		}
		for _, before := range got.Nodes[:i] {
			if q.Among != (Range{}) && !inRange(q.Among, o.DistancesFrom(before)[v], o.DistancesTo(before)[v]) {
				return fmt.Errorf("nodes %d and %d of %v do not fit together", before, v, got.Nodes)
			}
		}
	}
	return nil
}

// randomRange returns a range that a part of all distances up to most is in.
func randomRange(r *rand.Rand, most uint32) Range {
	a, b := r.Uint32N(most+1), r.Uint32N(most+1)
	return Range{Least: min(a, b), Most: max(a, b) * r.Uint32N(4) / 3, Direction: Direction(r.IntN(3))}
}

// randomOptions returns options for a graph with distances up to most, of which a few are wrong.
func randomOptions(r *rand.Rand, n int, most uint32) *Options {
	q := &Options{Seed: r.Uint64(), Tries: r.IntN(3)}
	for range r.IntN(3) {
		q.Where = append(q.Where, Condition{r.Uint32N(uint32(n)), randomRange(r, most)})
	}
	if r.IntN(2) == 0 {
		q.Among = randomRange(r, most)
	}
	if r.IntN(2) == 0 {
		q.Candidates = []csr.Node{}
		for range r.IntN(2 * n) {
			q.Candidates = append(q.Candidates, r.Uint32N(uint32(n)))
		}
	}
	if r.IntN(3) == 0 && q.Candidates == nil {
		for range n {
			q.Weights = append(q.Weights, []uint32{0, 1, 2, math.MaxUint32}[r.IntN(4)])
		}
	}
	return q
}

// On small graphs Solver and indexes give one result, which the oracle confirms.
func TestSmallGraphs(t *testing.T) {
	var p Picker
	asked, found := 0, 0
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 3))
		o := graphtest.Random(2+r.IntN(20), 10+r.IntN(80), 20, seed)
		g := workload.Build(t, o)
		all := routers.Of(t, g)
		for range 10 {
			q, k := randomOptions(r, o.N, 60), r.IntN(6)
			first, err := p.Pick(all.Solver, k, q)
			if q.check(g, k) != nil {
				continue
			}
			first.Nodes = slices.Clone(first.Nodes)
			if err == nil {
				err = checkResult(o, q, k, first)
			}
			if err != nil {
				t.Fatalf("seed %d: %+v: %v", seed, q, err)
			}
			if asked++; first.Outcome == Found {
				found++
			}
			for _, other := range []Router{all.CCH, all.Hublabel} {
				if got, err := p.Pick(other, k, q); err != nil || !slices.Equal(got.Nodes, first.Nodes) || got.Outcome != first.Outcome {
					t.Errorf("seed %d: %T: %+v, %v; a Solver's is %+v", seed, other, got, err, first)
				}
			}
		}
	}
	if found < asked/4 || found == asked {
		t.Errorf("%d of %d found", found, asked)
	}
}

// The draws of nodes are spread as their weights say, in the first place and in the second.
func TestDrawsAreSpread(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(3, 3, 5, 1))
	solver := dijkstra.NewSolver(g)
	for _, weights := range [][]uint32{nil, {1, 2, 3, 0, 5, 1, 1, 1, 6}} {
		const draws = 20_000
		var p Picker
		var first, second [9]float64
		for seed := range uint64(draws) {
			got, err := p.Pick(solver, 2, &Options{Weights: weights, Seed: seed})
			if err != nil || got.Outcome != Found {
				t.Fatal(got, err)
			}
			first[got.Nodes[0]]++
			second[got.Nodes[1]]++
		}
		wantFirst, wantSecond := probabilities(weights)
		for i, c := range []struct{ got, want [9]float64 }{{first, wantFirst}, {second, wantSecond}} {
			if x := chiSquare(c.got, c.want, draws); x > 26.1 { // with probability 0.001, of 8 degrees of freedom
				t.Errorf("weights %v, draw %d: %v, want %v of %d; chi-square %v", weights, i, c.got, c.want, draws, x)
			}
		}
	}
}

// probabilities returns how likely each of nine nodes is to be drawn first, and second.
func probabilities(weights []uint32) (first, second [9]float64) {
	w, total := [9]float64{}, 0.0
	for i := range w {
		if w[i] = 1; weights != nil {
			w[i] = float64(weights[i])
		}
		total += w[i]
	}
	for i := range w {
		first[i] = w[i] / total
		for j := range w {
			if i != j {
				second[j] += first[i] * w[j] / (total - w[i])
			}
		}
	}
	return first, second
}

func chiSquare(got, want [9]float64, draws float64) (sum float64) {
	for i, p := range want {
		if p > 0 {
			sum += (got[i] - p*draws) * (got[i] - p*draws) / (p * draws)
		} else if got[i] > 0 {
			return math.Inf(1)
		}
	}
	return sum
}
