package trip

import (
	"errors"
	"fmt"
	"math"

	"github.com/veltrix/cairn/dijkstra"
)

// Errors of questions, wrapped with what they are about; test for them with errors.Is.
var (
	// ErrLength: a matrix is not of n times n distances, or there are windows or services
	// but not one for each stop.
	ErrLength = errors.New("not as many as the stops need")
	// ErrTooMany: there are more than MaxStops stops.
	ErrTooMany = errors.New("too many stops")
	// ErrStop: a pair names a stop that is none.
	ErrStop = errors.New("no such stop")
	// ErrContradiction: a stop is to come before itself, before the first, or after the last.
	ErrContradiction = errors.New("pairs contradict each other, the first stop or the last")
	// ErrRouter: the paths of a Router do not have the distances of its Matrix.
	ErrRouter = errors.New("path and matrix differ in distance")
)

// MaxStops is the largest number of stops. The Planner of so many takes 340 MB.
const MaxStops = 4096

const unreachable = dijkstra.Unreachable

// question is a question as it was asked.
type question struct {
	matrix []uint32
	n      int
	o      Options
}

// service returns how long a stop takes.
func (q *question) service(stop int) int64 {
	if len(q.o.Service) == 0 {
		return 0
	}
	return int64(q.o.Service[stop])
}

// window returns when service at a stop may begin.
func (q *question) window(stop int) (open, close int64) {
	w := q.o.Windows[stop]
	if w.Close == 0 {
		return int64(w.Open), math.MaxInt64
	}
	return int64(w.Open), int64(w.Close)
}

// check returns the error of a question that has one.
func (p *Planner) check(q *question) error {
	switch n := q.n; {
	case n <= 0:
		return fmt.Errorf("trip: %w", dijkstra.ErrNoNodes)
	case n > MaxStops:
		return fmt.Errorf("trip: %d stops, at most %d: %w", n, MaxStops, ErrTooMany)
	case len(q.matrix) != n*n:
		return fmt.Errorf("trip: matrix of %d for %d stops: %w", len(q.matrix), n, ErrLength)
	case len(q.o.Windows) != 0 && len(q.o.Windows) != n:
		return fmt.Errorf("trip: %d windows for %d stops: %w", len(q.o.Windows), n, ErrLength)
	case len(q.o.Service) != 0 && len(q.o.Service) != n:
		return fmt.Errorf("trip: %d services for %d stops: %w", len(q.o.Service), n, ErrLength)
	}
	for i, pair := range q.o.Before {
		if err := q.checkPair(pair); err != nil {
			return fmt.Errorf("trip: pair %d, %d before %d: %w", i, pair[0], pair[1], err)
		}
	}
	return p.checkCycle(q)
}

// checkPair checks one pair.
func (q *question) checkPair(pair [2]int) error {
	a, b := pair[0], pair[1]
	switch {
	case a < 0 || b < 0 || a >= q.n || b >= q.n:
		return ErrStop
	case a == b, b == 0 && !q.o.FreeFirst, a == q.n-1 && q.o.FixedLast:
		return ErrContradiction
	}
	return nil
}

// checkCycle finds a stop that is to come before itself. The depth of a stop is one more
// than that of any before it; n stops have no depth of n.
func (p *Planner) checkCycle(q *question) error {
	depth := resized(p.depth, q.n)
	p.depth = depth
	clear(depth)
	for changed := true; changed; {
		changed = false
		for _, pair := range q.o.Before {
			if a, b := pair[0], pair[1]; depth[b] <= depth[a] {
				depth[b], changed = depth[a]+1, true
				if depth[b] >= int32(q.n) {
					return fmt.Errorf("trip: pairs lead in a circle before stop %d: %w", b, ErrContradiction)
				}
			}
		}
	}
	return nil
}
