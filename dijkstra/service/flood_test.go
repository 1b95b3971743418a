package service

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// flood is a set of goroutines that ask, each with a deadline, and ask again at once when
// refused.
type flood struct {
	service           *Service
	callers           int
	patience          time.Duration
	answered, refused atomic.Int64
	overdue           Histogram // how long after its deadline each call returned
}

// run makes all goroutines ask until enough returns true.
func (f *flood) run(t testing.TB, enough func() bool) {
	var group sync.WaitGroup
	nodes := f.service.Graph().NumNodes()
	for i := range f.callers {
		group.Go(func() {
			for n := i; !enough(); n += f.callers {
				f.ask(t, Request{From: csr.Node(n % nodes), To: csr.Node(uint64(n) * 7919 % uint64(nodes))})
			}
		})
	}
	group.Wait()
}

func (f *flood) ask(t testing.TB, r Request) {
	r.Deadline = time.Now().Add(f.patience)
	_, err := f.service.Do(context.Background(), r)
	f.overdue.Record(time.Since(r.Deadline))
	switch {
	case err == nil:
		f.answered.Add(1)
	case errors.Is(err, ErrShed) || errors.Is(err, ErrDeadline):
		f.refused.Add(1)
	default:
		t.Errorf("%+v: %v", r, err)
	}
}

// alone returns how long an answer takes while nobody else asks: milliseconds where another
// processor is emulated.
func alone(t *testing.T, s *Service) time.Duration {
	t.Helper()
	began := time.Now()
	if _, err := s.Do(nil, Request{To: csr.Node(s.Graph().NumNodes() - 1)}); err != nil {
		t.Fatal(err)
	}
	return time.Since(began)
}

// processors runs part with GOMAXPROCS set to n.
func processors(n int, part func()) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
	part()
}

// Many more goroutines ask than may wait. Whatever the number of processors, the refused
// ones leave them to the workers. Otherwise there would be 1,000 refusals an answer, and
// more the fewer processors there are, instead of some 50.
func TestFloodIsAnswered(t *testing.T) {
	side := 150
	if underRace() { // then a search takes ten times as long, but a refusal does not
		side = 40
	}
	g := mustBuild(t, graphtest.Grid(side, side, 9, 1))
	for _, n := range []int{1, 2, 4} {
		processors(n, func() {
			f := flood{service: mustServe(t, g, nil, &Options{Workers: n, Queue: 64}), callers: 200}
			f.patience = max(5*time.Millisecond, 20*alone(t, f.service))
			f.run(t, func() bool { return f.answered.Load() >= 1000 || f.refused.Load() >= 400_000 })
			if f.answered.Load() < 1000 {
				t.Errorf("%d processors: %d answered, %d refused", n, f.answered.Load(), f.refused.Load())
			}
		})
	}
}

// 200 goroutines ask again at once: how long an answer takes, how many requests are
// refused meanwhile, and by how much calls exceed their deadline of 5 ms.
func BenchmarkServiceFlood(b *testing.B) {
	for _, n := range []int{1, 2, 4} {
		b.Run(fmt.Sprintf("procs=%d", n), func(b *testing.B) {
			processors(n, func() { runFlood(b, n) })
		})
	}
}

func runFlood(b *testing.B, workers int) {
	s := mustServe(b, mustBuild(b, graphtest.Grid(150, 150, 9, 1)), nil, &Options{Workers: workers, Queue: 64})
	f := flood{service: s, callers: 200, patience: 5 * time.Millisecond}
	b.ResetTimer()
	f.run(b, func() bool { return f.answered.Load() >= int64(b.N) })
	b.ReportMetric(float64(f.refused.Load())/float64(b.N), "refused/op")
	b.ReportMetric(float64(f.overdue.Quantile(0.999)), "overdue-p999-ns")
	b.ReportMetric(float64(f.overdue.Quantile(1)), "overdue-max-ns")
}
