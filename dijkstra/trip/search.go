package trip

import (
	"context"
	"math/bits"
	"math/rand/v2"
)

// search is an iterated local search (Lourenço, Martin and Stützle 2003) for models that are
// too large for program. From a greedy start it makes moves that improve the tour, 2-opt,
// Or-opt and 3-opt without reversals, between neighbours and near nodes whose arcs have
// changed (Bentley 1992). Where none is left, it makes a random double bridge of short pieces
// and begins again there; if that ends in a worse tour, it takes all back.
type search struct {
	m     *model
	near  neighbours
	tour  tour
	limit int // moves stay below this position
	tried int // moves that were looked at

	queue  []int32 // nodes to look at, a ring
	head   int     // of the ring: position of the next, position above
	count  int
	queued []bool

	lo, hi    int     // positions that changed since the best was saved
	best      []int32 // the best tour, by position
	bestValue value
	random    rand.PCG
	visited   []int32 // by greedy: predecessors that are not visited yet, -1 for visited nodes
}

// run searches from the tour of start until it has tried so many moves, reached the bound, or ctx is done. The
// order is then in s.best, behind the root.
func (s *search) run(ctx context.Context, a *ascent, bound int64, moves int) value {
	s.near.build(s.m, a)
	s.settle()
	s.save()
	for s.tried < moves && !s.reached(bound) && !done(ctx) {
		if !s.perturb() {
			break
		}
		s.settle()
		if s.bestValue.less(s.tour.now) {
			s.restore()
		} else {
			s.save()
		}
	}
	return s.bestValue
}

// start makes the greedy tour and queues all nodes.
func (s *search) start(m *model) {
	s.m, s.tried, s.count, s.head = m, 0, 0, 0
	s.random.Seed(1, 1962)
	if s.limit = m.n; m.last != 0 {
		s.limit--
	}
	s.queue, s.queued = resized(s.queue, m.n), resized(s.queued, m.n)
	clear(s.queued)
	s.best = resized(s.best, m.n)
	s.greedy(m)
	s.tour.begin(m)
	for v := range m.n {
		s.push(int32(v))
	}
	s.lo, s.hi = 1, m.n
}

// reached tells whether the best tour is proven to be the best.
func (s *search) reached(bound int64) bool {
	return s.bestValue.late == 0 && s.bestValue.end <= bound
}

// settle makes moves until no node is queued.
func (s *search) settle() {
	for s.count > 0 {
		u := s.queue[s.head]
		if s.head++; s.head == s.m.n {
			s.head = 0
		}
		s.count--
		s.queued[u] = false
		for s.improve(u) {
		}
	}
}

// push queues a node that is not queued.
func (s *search) push(v int32) {
	if s.queued[v] {
		return
	}
	at := s.head + s.count
	if at >= s.m.n {
		at -= s.m.n
	}
	s.queue[at], s.queued[v] = v, true
	s.count++
}

// save keeps the tour as the best.
func (s *search) save() {
	copy(s.best[s.lo:s.hi], s.tour.at[s.lo:s.hi])
	s.bestValue = s.tour.now
	s.lo, s.hi = s.m.n, 0
}

// restore goes back to the best tour.
func (s *search) restore() {
	copy(s.tour.at[s.lo:s.hi], s.best[s.lo:s.hi])
	s.tour.refresh(s.lo, s.hi)
	s.lo, s.hi = s.m.n, 0
}

const (
	maxPiece = 30 // nodes of a piece of a random double bridge
	attempts = 50 // to find one that keeps the pairs
)

// perturb makes a random double bridge that keeps the pairs. It returns false if it finds none.
func (s *search) perturb() bool {
	if s.limit < 4 {
		return false
	}
	most := min(maxPiece, (s.limit-1)/3)
	for range attempts {
		s.tried++
		a := 1 + s.draw(s.limit-3)
		b := a + 1 + s.draw(min(most, s.limit-a-2))
		c := b + 1 + s.draw(min(most, s.limit-b-1))
		d := c + 1 + s.draw(min(most, s.limit-c))
		if v := doubleBridge(a, b, c, d); s.tour.keepsPairs(&v) {
			s.make(&v)
			return true
		}
	}
	return false
}

// draw draws a number below n.
func (s *search) draw(n int) int {
	high, _ := bits.Mul64(s.random.Uint64(), uint64(n))
	return int(high)
}

// greedy writes a first order to the tour: always the node that can be served soonest of
// those whose predecessors were.
func (s *search) greedy(m *model) {
	s.visited = resized(s.visited, m.n)
	for v := range s.visited {
		s.visited[v] = int32(len(m.predecessors(int32(v))))
	}
	s.tour.at = append(resized(s.tour.at, m.n+1)[:0], 0)
	s.visited[0] = -1
	for at, time := int32(0), m.start; len(s.tour.at) < m.n; {
		next, when := s.soonest(at, time)
		s.visited[next] = -1
		s.tour.at = append(s.tour.at, next)
		for i := 0; i < len(m.pairs); i += 2 {
			if m.pairs[i] == next {
				s.visited[m.pairs[i+1]]--
			}
		}
		at, time = next, when
	}
}

// soonest returns the node that can be served soonest and when; the one that closes first
// if there are several, or if all are late.
func (s *search) soonest(at int32, time int64) (next int32, when int64) {
	m, best := s.m, [2]int64{none, none}
	for v := int32(1); v < int32(m.n); v++ {
		if s.visited[v] != 0 || v == m.last && len(s.tour.at) < m.n-1 {
			continue
		}
		arrive := max(time+s.cost(at, v), m.open[v])
		key := [2]int64{arrive, m.close[v]}
		if next == 0 || key[0] < best[0] || key[0] == best[0] && key[1] < best[1] {
			next, when, best = v, arrive, key
		}
	}
	return next, when
}

// missed returns the first stop of the best tour that is late or cannot be gone to.
func (s *search) missed() int {
	time, late, t := s.m.start, int64(0), &s.tour
	for k := 1; k < s.m.n; k++ {
		if time, late = t.serve(time, late, s.best[k-1], s.best[k], false); late > 0 {
			return int(s.m.stop[s.best[k]])
		}
	}
	return int(s.m.stop[s.best[s.m.n-1]]) // whence there is no way back
}
