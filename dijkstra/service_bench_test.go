package dijkstra

import (
	"context"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/latency"
)

// serviceLoad is a Service on the map of Göteborg, with an index, and what to ask it:
// paths, each for the next of 1,000 hunts.
type serviceLoad struct {
	service          *Service
	index            Index
	hunts            []*csr.Overlay
	sources, targets []csr.Node
}

func newServiceLoad(b *testing.B, opts *ServiceOptions) *serviceLoad {
	l := &serviceLoad{index: solvedPairs(b, workloads[0].open(b))}
	g := l.index.Graph()
	l.hunts = hunts(b, g, 1000, 16)
	l.sources, l.targets = graphtest.Pairs(g.NumNodes(), pairs, 1)
	var err error
	if l.service, err = NewService(g, l.index, opts); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.service.Close() })
	return l
}

// request is the i-th question.
func (l *serviceLoad) request(i int, into []csr.Node) Request {
	return Request{
		From: l.sources[i&(pairs-1)], To: l.targets[i&(pairs-1)], Overlay: l.hunts[i%len(l.hunts)],
		WantPath: true, Into: into[:0],
	}
}

// BenchmarkServiceDirect is the queries of the other benchmarks with no Service
// between: what is above it is what the Service costs.
func BenchmarkServiceDirect(b *testing.B) {
	l := newServiceLoad(b, nil)
	s, into := NewSolver(l.index.Graph()), make([]csr.Node, 0, 10000)
	if err := s.UseIndex(l.index); err != nil {
		b.Fatal(err)
	}
	record := latency.NewRecorder()
	for i := 0; b.Loop(); i++ {
		record.Begin()
		r := l.request(i, into)
		s.Use(r.Overlay)
		if _, _, err := s.AppendPath(r.Into, r.From, r.To); err != nil {
			b.Fatal(err)
		}
		record.End()
	}
	record.Report(b)
}

// BenchmarkServiceDo is a question and its answer.
func BenchmarkServiceDo(b *testing.B) {
	l := newServiceLoad(b, nil)
	into, record := make([]csr.Node, 0, 10000), latency.NewRecorder()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		record.Begin()
		if _, err := l.service.Do(context.Background(), l.request(i, into)); err != nil {
			b.Fatal(err)
		}
		record.End()
	}
	record.Report(b)
}

// BenchmarkServiceIdle is Do of a question that takes no time, from a node to itself.
func BenchmarkServiceIdle(b *testing.B) {
	l := newServiceLoad(b, nil)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.service.Do(context.Background(), Request{From: 1, To: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkServiceMany is Do from 64 goroutines a processor.
func BenchmarkServiceMany(b *testing.B) {
	l := newServiceLoad(b, nil)
	var asked atomic.Int64
	b.SetParallelism(64)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		into := make([]csr.Node, 0, 10000)
		for pb.Next() {
			if _, err := l.service.Do(context.Background(), l.request(int(asked.Add(1)), into)); err != nil {
				b.Error(err)
			}
		}
	})
	b.Logf("%+v", l.service.Stats())
}

// BenchmarkServiceBatch is DoBatch of 64 questions.
func BenchmarkServiceBatch(b *testing.B) {
	l := newServiceLoad(b, nil)
	calls := make([]Call, batchSize)
	into := make([]csr.Node, 0, 10000)
	record := latency.NewGrouped(batchSize)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		for j := range calls {
			calls[j].Request = l.request(i*batchSize+j, into)
		}
		record.Begin()
		if err := l.service.DoBatch(context.Background(), calls); err != nil {
			b.Fatal(err)
		}
		record.End()
	}
	record.Report(b)
}

// BenchmarkServiceSubmit is Go alone: the time that its caller waits, while the
// workers are at work and the queue has room.
func BenchmarkServiceSubmit(b *testing.B) {
	l := newServiceLoad(b, &ServiceOptions{Queue: 4096})
	calls, done := make([]Call, 1024), make(chan *Call, 1024)
	record := latency.NewRecorder()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c := &calls[i%len(calls)]
		for range len(done) {
			<-done
		}
		for c.Busy() {
			<-done
		}
		c.Request, c.Done = l.request(i, c.Into), done
		record.Begin()
		if err := l.service.Go(context.Background(), c); err != nil {
			b.Fatal(err)
		}
		record.End()
	}
	record.Report(b)
}

// BenchmarkServiceOpenLoop submits 20,000 questions a second, at times that do not
// depend on the answers (a Poisson process), from one goroutine that polls the clock.
// The latency is from when a question should have been submitted until it was answered.
func BenchmarkServiceOpenLoop(b *testing.B) {
	l := newServiceLoad(b, nil)
	const mean = int64(time.Second) / 20000
	calls, done := make([]Call, 2048), make(chan *Call, 2048)
	var total Histogram
	gaps := exponential(mean)
	next, i := now(), 0
	for ; b.Loop(); i++ {
		next += gaps[i%len(gaps)]
		for now() < next {
			for range len(done) {
				c := <-done
				total.Record(c.Waited + c.Solved)
			}
		}
		c := &calls[i%len(calls)]
		for c.Busy() {
			runtime.Gosched()
		}
		c.Request, c.Done = l.request(i, c.Into), done
		if err := l.service.Go(context.Background(), c); err != nil && err != ErrShed {
			b.Fatal(err)
		}
	}
	reportLatency(b, "total", total.Latency())
	stats := l.service.Stats()
	reportLatency(b, "wait", stats.Wait)
	reportLatency(b, "solve", stats.Solve)
	b.Logf("%+v", stats)
}

func reportLatency(b *testing.B, what string, l Latency) {
	b.Logf("%-6s mean %v, p50 %v, p99 %v, p999 %v, max %v", what, l.Mean, l.P50, l.P99, l.P999, l.Max)
}

// exponential returns times between the events of a Poisson process.
func exponential(mean int64) []int64 {
	r := rand.New(rand.NewPCG(1, 1))
	gaps := make([]int64, 1<<16)
	for i := range gaps {
		gaps[i] = int64(r.ExpFloat64() * float64(mean))
	}
	return gaps
}
