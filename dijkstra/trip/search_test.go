package trip

import (
	"math/rand/v2"
	"testing"
)

// searched has all questions answered by the local search.
func searched(t *testing.T) {
	before := maxExact
	maxExact = 0
	t.Cleanup(func() { maxExact = before })
}

// The search against all orders: what it finds is an order, the bound is none above the
// best, and what it says to be impossible or optimal is.
func TestSearchAgainstAllOrders(t *testing.T) {
	searched(t)
	var p Planner
	var outcomes [NotFound + 1]int
	best := 0
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 19))
		q := draw(r, 1+r.IntN(7))
		q.o.Moves = 2000
		want, ok := q.best()
		got, err := p.Order(nil, q.matrix, q.n, &q.o)
		if err != nil {
			t.Fatalf("seed %d: %+v: %v", seed, q, err)
		}
		outcomes[got.Outcome]++
		switch {
		case got.Outcome == Found || got.Outcome == Optimal:
			q.checkOrder(t, got)
			if !ok || got.Cost < want || got.Bound > want {
				t.Fatalf("seed %d: %+v: %+v, want %d", seed, q, got, want)
			}
			if got.Cost == want {
				best++
			}
		case ok && got.Outcome == Impossible, ok && got.Bound > want, got.Stop < 0, got.Stop >= q.n:
			t.Fatalf("seed %d: %+v: %+v, want %d", seed, q, got, want)
		case ok:
			t.Logf("seed %d: not found", seed)
		}
	}
	t.Logf("outcomes %v, %d the best", outcomes, best)
}
