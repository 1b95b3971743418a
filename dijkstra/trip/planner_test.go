package trip

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

func TestErrors(t *testing.T) {
	four := make([]uint32, 16)
	for _, c := range []struct {
		n      int
		matrix []uint32
		o      Options
		want   error
	}{
		{0, nil, Options{}, dijkstra.ErrNoNodes},
		{-1, four, Options{}, dijkstra.ErrNoNodes},
		{MaxStops + 1, four, Options{}, ErrTooMany},
		{3, four, Options{}, ErrLength},
		{4, four, Options{Windows: make([]Window, 3)}, ErrLength},
		{4, four, Options{Service: make([]uint32, 5)}, ErrLength},
		{4, four, Options{Before: [][2]int{{1, 4}}}, ErrStop},
		{4, four, Options{Before: [][2]int{{1, 2}, {-1, 2}}}, ErrStop},
		{4, four, Options{Before: [][2]int{{2, 2}}}, ErrContradiction},
		{4, four, Options{Before: [][2]int{{2, 0}}}, ErrContradiction},
		{4, four, Options{Before: [][2]int{{3, 2}}, FixedLast: true}, ErrContradiction},
		{4, four, Options{Before: [][2]int{{1, 2}, {2, 3}, {3, 1}}}, ErrContradiction},
		{4, four, Options{Before: [][2]int{{2, 0}, {3, 2}, {1, 3}, {1, 2}}, FreeFirst: true}, nil},
	} {
		r, err := Order(c.matrix, c.n, &c.o)
		if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) || err != nil && (r.Stop != -1 || r.Outcome != 0) {
			t.Errorf("%d stops, %+v: %+v, %v; want %v", c.n, c.o, r, err, c.want)
		}
	}
}

// The stop that is named cannot be served: nothing leads to it, it closes too soon, or the
// others close while it is served.
func TestNamesTheStop(t *testing.T) {
	for _, n := range []int{4, 30} {
		for name, c := range map[string]func(q *asked){
			"no way there":  func(q *asked) { q.forbid(func(from, to int) bool { return to == 2 }) },
			"closed":        func(q *asked) { q.o.Windows[2] = Window{0, 3} },
			"never open":    func(q *asked) { q.o.Windows[2] = Window{10, 3} },
			"there too far": func(q *asked) { q.o.Depart, q.o.Windows[2].Close = 100, 102 },
		} {
			q := asked{n: n, matrix: slices.Repeat([]uint32{5}, n*n), o: Options{Windows: make([]Window, n)}}
			c(&q)
			if r, err := Order(q.matrix, n, &q.o); err != nil || r.Outcome != Impossible || r.Stop != 2 || r.Order != nil {
				t.Errorf("%s, %d stops: %+v, %v", name, n, r, err)
			}
		}
	}
}

// forbid takes ways between stops out.
func (q *asked) forbid(these func(from, to int) bool) {
	for i := range q.matrix {
		if these(i/q.n, i%q.n) {
			q.matrix[i] = unreachable
		}
	}
}

// Two stops that nothing leads away from leave no order, though each can be the last: the
// program proves it, a search cannot.
func TestTwoDeadEnds(t *testing.T) {
	for n, want := range map[int]Outcome{6: Impossible, 30: NotFound} {
		q := asked{n: n, matrix: slices.Repeat([]uint32{5}, n*n)}
		q.forbid(func(from, _ int) bool { return from == 2 || from == 4 })
		r, err := Order(q.matrix, n, nil)
		if err != nil || r.Outcome != want || n == 6 && r.Stop != 2 && r.Stop != 4 || r.Stop < 0 {
			t.Errorf("%d stops: %+v, %v", n, r, err)
		}
	}
}

func TestOneStop(t *testing.T) {
	for _, o := range []Options{{}, {Round: true}, {FreeFirst: true}, {Round: true, FreeFirst: true, FixedLast: true}} {
		o.Depart, o.Windows, o.Service = 7, []Window{{10, 12}}, []uint32{5}
		r, err := Order([]uint32{99}, 1, &o)
		if err != nil || r.Outcome != Optimal || r.Cost != 8 || r.Travel != 0 || r.Bound != 8 || !slices.Equal(r.Order, []int{0}) || r.Begin[0] != 10 {
			t.Errorf("%+v: %+v, %v", o, r, err)
		}
	}
}

// A context that is done ends a search, with what it has; what is exact is not hurried.
func TestContext(t *testing.T) {
	cause := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	var p Planner
	for n, want := range map[int]error{10: nil, 60: cause} {
		q := asked{n: n, matrix: distances(scattered(1, n))}
		r, err := p.Order(ctx, q.matrix, n, nil)
		if err != want {
			t.Errorf("%d stops: %v", n, err)
		}
		q.checkOrder(t, r)
	}
	q := asked{n: 60, matrix: distances(scattered(1, 60)), o: Options{Round: true, FreeFirst: true, Before: [][2]int{{3, 4}}}}
	r, err := p.Order(ctx, q.matrix, 60, &q.o)
	if err != cause {
		t.Error(err)
	}
	q.checkOrder(t, r)
}

// Answers do not depend on what a Planner answered before.
func TestPlannerForgets(t *testing.T) {
	var used Planner
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 21))
		q := draw(r, 1+r.IntN(40))
		q.o.Moves = 3000
		if q.n < 16 && q.n > 8 {
			continue
		}
		a, err := used.Order(nil, q.matrix, q.n, &q.o)
		b, err2 := Order(q.matrix, q.n, &q.o)
		if err != nil || err2 != nil || a.Outcome != b.Outcome || a.Cost != b.Cost || a.Bound != b.Bound || a.Stop != b.Stop || !slices.Equal(a.Order, b.Order) {
			t.Fatalf("seed %d: %+v, %v; afresh %+v, %v", seed, a, err, b, err2)
		}
	}
}

// More moves never make an order worse.
func TestMoreMoves(t *testing.T) {
	matrix, last := distances(scattered(9, 80)), uint64(1<<63)
	for _, moves := range []int{1, 1000, 10_000, 100_000} {
		r, err := Order(matrix, 80, &Options{Moves: moves})
		if err != nil || r.Cost > last {
			t.Errorf("%d moves: cost %d, with fewer %d; %v", moves, r.Cost, last, err)
		}
		last = r.Cost
	}
}

// Once warm nothing is allocated.
func TestNoAllocations(t *testing.T) {
	g := workload.Maps[0].Open(t)
	s, ctx := dijkstra.NewSolver(g), t.Context()
	var p Planner
	var way []csr.Node
	stops, _ := graphtest.Pairs(g.NumNodes(), 40, 3)
	for _, n := range []int{12, 40} {
		windows := Options{Windows: make([]Window, n), Service: make([]uint32, n), Round: true, FreeFirst: n > 12, Moves: 5000}
		pairs := Options{Before: [][2]int{{3, 4}, {5, 2}}, Moves: 5000}
		for _, o := range []*Options{nil, &windows, &pairs} {
			ask := func() {
				var err error
				if way, _, err = p.AppendTrip(ctx, way[:0], s, stops[:n], o); err != nil {
					t.Fatal(err)
				}
			}
			if allocs := testing.AllocsPerRun(3, ask); allocs != 0 {
				t.Errorf("%d stops, %+v: %v allocations", n, o, allocs)
			}
		}
	}
}

// wrong is a Router whose paths cost more than its matrix says.
type wrong struct{ *dijkstra.Solver }

func (w wrong) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	dst, d, err := w.Solver.AppendPath(dst, from, to)
	return dst, d + 1, err
}

func TestAppendTrip(t *testing.T) {
	b := csr.NewBuilder(5)
	for v := range csr.Node(3) {
		b.AddEdge(v, v+1, 10)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	s, ctx := dijkstra.NewSolver(g), t.Context()
	var p Planner
	stops := []csr.Node{1, 3, 0, 1}
	for _, c := range []struct {
		o    *Options
		want []csr.Node
	}{
		{nil, []csr.Node{9, 1, 0, 1, 2, 3}},
		{&Options{Round: true}, []csr.Node{9, 1, 0, 1, 2, 3, 2, 1}},
		{&Options{FreeFirst: true}, []csr.Node{9, 0, 1, 2, 3}},
	} {
		if way, r, err := p.AppendTrip(ctx, []csr.Node{9}, s, stops, c.o); err != nil || !slices.Equal(way, c.want) {
			t.Errorf("%+v: %v, %+v, %v; want %v", c.o, way, r, err, c.want)
		}
	}
	if way, _, err := p.AppendTrip(ctx, stops[:0:4], s, stops, nil); err != nil || !slices.Equal(way, []csr.Node{1, 0, 1, 2, 3}) {
		t.Errorf("into the memory of stops: %v, %v", way, err)
	}
	if way, _, err := p.AppendTrip(ctx, nil, s, stops[:1], &Options{Round: true}); err != nil || !slices.Equal(way, []csr.Node{1}) {
		t.Errorf("round one stop: %v, %v", way, err)
	}
	if way, r, err := p.AppendTrip(ctx, []csr.Node{9}, s, []csr.Node{1, 4}, nil); err != nil || r.Outcome != Impossible || r.Stop != 1 || len(way) != 1 {
		t.Errorf("to a node apart: %v, %+v, %v", way, r, err)
	}
	testTripErrors(t, s)
}

// testTripErrors asks for trips that do not exist; nothing is appended.
func testTripErrors(t *testing.T, s *dijkstra.Solver) {
	var p Planner
	ctx := t.Context()
	for _, c := range []struct {
		r     Router
		stops []csr.Node
		want  error
	}{{s, nil, dijkstra.ErrNoNodes}, {wrong{s}, []csr.Node{0, 1}, ErrRouter}} {
		if way, r, err := p.AppendTrip(ctx, []csr.Node{9}, c.r, c.stops, nil); !errors.Is(err, c.want) || len(way) != 1 || r.Stop != -1 {
			t.Errorf("%v: %v, %+v, %v", c.stops, way, r, err)
		}
	}
	var node *csr.NodeError
	if way, _, err := p.AppendTrip(ctx, []csr.Node{9}, s, []csr.Node{0, 5}, nil); !errors.As(err, &node) || len(way) != 1 {
		t.Errorf("a node out of range: %v, %v", way, err)
	}
}

func TestOutcomeString(t *testing.T) {
	for o, want := range map[Outcome]string{0: "no outcome", Optimal: "optimal", NotFound: "not found", 9: "unknown outcome"} {
		if o.String() != want {
			t.Errorf("%d: %q", o, o)
		}
	}
}

// FuzzOrder asks for orders of few stops by options of any kind: they are errors, or the
// answer is that of all orders, by the program and by the search.
func FuzzOrder(f *testing.F) {
	f.Add([]byte("\x03\x07123456789abcdefghijkl"))
	f.Add([]byte("\x04\x1f\xff\x00\x05\x0a0123456789012345678901234567890123456789"))
	f.Fuzz(func(t *testing.T, data []byte) {
		q := decode(data)
		var p Planner
		r, err := p.Order(nil, q.matrix, q.n, &q.o)
		if err != nil {
			return
		}
		want, ok := q.best()
		if ok != (r.Outcome == Optimal) || ok && r.Cost != want {
			t.Fatalf("%+v: %+v, want %d, %v", q, r, want, ok)
		}
		q.o.Moves = 500
		searched(t, 2)
		q.checkSearch(t, &p, want, ok)
	})
}

// decode makes a question of bytes; those that are missing are 0.
func decode(data []byte) asked {
	next := func() (b byte) {
		if len(data) > 0 {
			b, data = data[0], data[1:]
		}
		return b
	}
	q := asked{n: 1 + int(next()%5)}
	kind := next()
	q.o = Options{Round: kind&1 != 0, FreeFirst: kind&2 != 0, FixedLast: kind&4 != 0, Depart: uint32(kind >> 5)}
	for range q.n * q.n {
		if d := uint32(next()); d == 255 {
			q.matrix = append(q.matrix, unreachable)
		} else {
			q.matrix = append(q.matrix, d<<(d%24))
		}
	}
	for range q.n {
		if kind&8 != 0 {
			q.o.Windows = append(q.o.Windows, Window{uint32(next()), uint32(next())})
		}
		if kind&16 != 0 {
			q.o.Before = append(q.o.Before, [2]int{int(next() % 6), int(next() % 6)})
		}
	}
	return q
}
