package trip

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/dijkstra/internal/indextest"
)

// asked is a question as tests draw it.
type asked struct {
	n      int
	matrix []uint32
	o      Options
}

// draw draws a question with options of all kinds.
func draw(r *rand.Rand, n int) asked {
	q := asked{n: n, matrix: make([]uint32, n*n)}
	most := []uint32{3, 20, 1000, 1 << 30}[r.IntN(4)]
	symmetric, closed := r.IntN(3) == 0, r.IntN(3) == 0
	for i := range n {
		for j := range n {
			q.matrix[i*n+j] = r.Uint32N(most)
			if closed && r.IntN(4) == 0 {
				q.matrix[i*n+j] = unreachable
			}
			if symmetric && j < i {
				q.matrix[i*n+j] = q.matrix[j*n+i]
			}
		}
	}
	q.o = Options{Round: r.IntN(2) == 0, FreeFirst: r.IntN(2) == 0, FixedLast: r.IntN(3) == 0}
	if r.IntN(2) == 0 {
		q.drawPairs(r)
	}
	if r.IntN(3) == 0 {
		for range n {
			q.o.Service = append(q.o.Service, r.Uint32N(most))
		}
	}
	if r.IntN(3) == 0 {
		q.o.Depart = r.Uint32N(most)
	}
	if r.IntN(2) == 0 {
		q.drawWindows(r, most)
	}
	return q
}

// drawPairs draws pairs that agree with some order of the stops.
func (q *asked) drawPairs(r *rand.Rand) {
	order := r.Perm(q.n)
	for range r.IntN(q.n) {
		i, j := r.IntN(q.n), r.IntN(q.n)
		a, b := order[min(i, j)], order[max(i, j)]
		if a != b && (b != 0 || q.o.FreeFirst) && (a != q.n-1 || !q.o.FixedLast) {
			q.o.Before = append(q.o.Before, [2]int{a, b})
		}
	}
}

// drawWindows draws windows, some narrow and some always open.
func (q *asked) drawWindows(r *rand.Rand, most uint32) {
	all := most * uint32(min(q.n, 3)) / 2
	for range q.n {
		var w Window
		if r.IntN(3) > 0 {
			w.Open = r.Uint32N(all)
		}
		if r.IntN(3) > 0 {
			w.Close = 1 + w.Open + r.Uint32N(all)
		}
		q.o.Windows = append(q.o.Windows, w)
	}
}

// walk serves stops in an order and returns when the trip ends; ok is false if a stop is
// not served in time or cannot be gone to, or a rule is broken.
func (q *asked) walk(order []int) (end, travel uint64, begin []uint64, ok bool) {
	place := make([]int, q.n)
	for i, stop := range order {
		place[stop] = i
	}
	for _, pair := range q.o.Before {
		if place[pair[0]] > place[pair[1]] {
			return 0, 0, nil, false
		}
	}
	if order[0] != 0 && !q.o.FreeFirst || order[q.n-1] != q.n-1 && q.o.FixedLast {
		return 0, 0, nil, false
	}
	time := uint64(q.o.Depart)
	for i, stop := range order {
		if i > 0 {
			d := q.matrix[order[i-1]*q.n+stop]
			if d == unreachable {
				return 0, 0, nil, false
			}
			time, travel = time+uint64(d), travel+uint64(d)
		}
		if q.o.Windows != nil {
			w := q.o.Windows[stop]
			if time = max(time, uint64(w.Open)); w.Close != 0 && time > uint64(w.Close) {
				return 0, 0, nil, false
			}
		}
		begin = append(begin, time)
		if q.o.Service != nil {
			time += uint64(q.o.Service[stop])
		}
	}
	if q.o.Round && q.n > 1 {
		d := q.matrix[order[q.n-1]*q.n+order[0]]
		if d == unreachable {
			return 0, 0, nil, false
		}
		time, travel = time+uint64(d), travel+uint64(d)
	}
	return time, travel, begin, true
}

// permutations calls f with every order of n stops.
func permutations(n int, f func(order []int)) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	var place func(k int)
	place = func(k int) {
		if k == n {
			f(order)
		}
		for i := k; i < n; i++ {
			order[k], order[i] = order[i], order[k]
			place(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	place(0)
}

// best tries all orders.
func (q *asked) best() (cost uint64, ok bool) {
	permutations(q.n, func(order []int) {
		if end, _, _, fits := q.walk(order); fits && (!ok || end < cost) {
			cost, ok = end, true
		}
	})
	return cost - uint64(q.o.Depart), ok
}

// checkOrder checks an order that was found by walking it.
func (q *asked) checkOrder(t *testing.T, r Result) {
	t.Helper()
	seen := make([]bool, q.n)
	for _, stop := range r.Order {
		seen[stop] = true
	}
	for stop, ok := range seen {
		if !ok || len(r.Order) != q.n {
			t.Fatalf("%+v: %v is without stop %d", q, r.Order, stop)
		}
	}
	end, travel, begin, ok := q.walk(r.Order)
	if !ok || end-uint64(q.o.Depart) != r.Cost || travel != r.Travel || r.Stop != -1 || len(begin) != len(r.Begin) {
		t.Fatalf("%+v: %+v; walked to %d, %d, %v", q, r, end, travel, ok)
	}
	for i := range begin {
		if begin[i] != r.Begin[i] {
			t.Fatalf("%+v: begins at %v, want %v", q, r.Begin, begin)
		}
	}
	if r.Bound > r.Cost || (r.Outcome == Optimal) != (r.Bound == r.Cost) {
		t.Fatalf("%+v: %v of cost %d, bound %d", q, r.Outcome, r.Cost, r.Bound)
	}
}

// Every kind of question, against all orders.
func TestAllOrders(t *testing.T) {
	var p Planner
	impossible := 0
	for seed := range uint64(indextest.Fewer(4000)) {
		r := rand.New(rand.NewPCG(seed, 18))
		q := draw(r, 1+r.IntN(7))
		want, ok := q.best()
		got, err := p.Order(nil, q.matrix, q.n, &q.o)
		if err != nil {
			t.Fatalf("seed %d: %+v: %v", seed, q, err)
		}
		if !ok {
			if impossible++; got.Outcome != Impossible || got.Stop < 0 || got.Stop >= q.n || got.Order != nil {
				t.Fatalf("seed %d: %+v: %+v, there is no order", seed, q, got)
			}
			continue
		}
		if got.Outcome != Optimal || got.Cost != want {
			t.Fatalf("seed %d: %+v: %+v, want %d", seed, q, got, want)
		}
		q.checkOrder(t, got)
	}
	if impossible < indextest.Fewer(200) || impossible > 2000 {
		t.Errorf("%d questions had no order", impossible)
	}
}
