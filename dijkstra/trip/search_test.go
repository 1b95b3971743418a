package trip

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/dijkstra/internal/indextest"
)

// searched has all questions answered by the local search, and round trips begin at few
// stops.
func searched(t *testing.T, firsts int) {
	before := [2]int{maxExact, maxFirsts}
	maxExact, maxFirsts = 0, firsts
	t.Cleanup(func() { maxExact, maxFirsts = before[0], before[1] })
}

// The search against all orders: what it finds is an order, the bound is not above the best,
// and what it says to be impossible or optimal is so.
func TestSearchAgainstAllOrders(t *testing.T) {
	for _, firsts := range []int{2, 8} {
		searched(t, firsts)
		var p Planner
		orders, best := 0, 0
		for seed := range uint64(indextest.Fewer(3000)) {
			r := rand.New(rand.NewPCG(seed, uint64(firsts)))
			q := draw(r, 1+r.IntN(7))
			q.o.Moves = 2000
			want, ok := q.best()
			got := q.checkSearch(t, &p, want, ok)
			if ok {
				orders++
			}
			if got.Order != nil && got.Cost == want {
				best++
			}
		}
		if part := float64(best) / float64(orders); part < 0.97 {
			t.Errorf("%d firsts: %d of %d orders are the best", firsts, best, orders)
		}
	}
}

// checkSearch answers a question by the search and checks the answer.
func (q *asked) checkSearch(t *testing.T, p *Planner, want uint64, ok bool) Result {
	t.Helper()
	got, err := p.Order(t.Context(), q.matrix, q.n, &q.o)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	found := got.Outcome == Found || got.Outcome == Optimal
	switch {
	case found && !ok, found && got.Cost < want, ok && got.Bound > want, got.Outcome == Optimal && got.Cost != want,
		ok && got.Outcome == Impossible, !found && (got.Order != nil || got.Stop < 0 || got.Stop >= q.n):
		t.Fatalf("%+v: %+v, want %d, %v", q, got, want, ok)
	case found:
		q.checkOrder(t, got)
	}
	return got
}

// The largest distances and services, with ways that are not there: no sum overflows.
func TestLargestNumbers(t *testing.T) {
	var p Planner
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 22))
		q := asked{n: 150, matrix: make([]uint32, 150*150), o: Options{Depart: 1<<32 - 1, Moves: 20_000, Round: seed%2 == 0}}
		for i := range q.matrix {
			if q.matrix[i] = unreachable - 1 - r.Uint32N(1000); r.IntN(3) == 0 {
				q.matrix[i] = r.Uint32N(2) * unreachable
			}
		}
		for range q.n {
			q.o.Service = append(q.o.Service, 1<<32-1-r.Uint32N(2))
			if seed > 1 {
				q.o.Windows = append(q.o.Windows, Window{Open: r.Uint32()})
			}
		}
		if part := gap(t, &p, q); part < 0 {
			t.Errorf("seed %d: %.1f %% above the bound", seed, 100*part)
		}
	}
}
