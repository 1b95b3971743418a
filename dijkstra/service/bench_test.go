package service

import (
	"context"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/latency"
)

// serviceLoad is a Service on the map of Göteborg, with an index, and its requests:
// paths, each under the next of 1,000 overlays.
type serviceLoad struct {
	service          *Service
	index            dijkstra.Index
	hunts            []*csr.Overlay
	sources, targets []csr.Node
}

func newServiceLoad(b *testing.B, opts *Options) *serviceLoad {
	l := &serviceLoad{index: labels(b, workload.Maps[0].Open(b))}
	g := l.index.Graph()
	l.hunts = hunts(b, g, 1000)
	l.sources, l.targets = graphtest.Pairs(g.NumNodes(), workload.Pairs, 1)
	var err error
	if l.service, err = New(g, l.index, opts); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.service.Close() })
	return l
}

// request returns question i.
func (l *serviceLoad) request(i int, into []csr.Node) Request {
	return Request{
		From: l.sources[i&(workload.Pairs-1)], To: l.targets[i&(workload.Pairs-1)], Overlay: l.hunts[i%len(l.hunts)],
		WantPath: true, Dst: into[:0],
	}
}

// The same queries without a Service: the difference to the other benchmarks is the cost
// of the Service.
func BenchmarkServiceDirect(b *testing.B) {
	l := newServiceLoad(b, nil)
	s, into := dijkstra.NewSolver(l.index.Graph()), make([]csr.Node, 0, 10000)
	if err := s.UseIndex(l.index); err != nil {
		b.Fatal(err)
	}
	record := latency.NewRecorder()
	for i := 0; b.Loop(); i++ {
		record.Begin()
		r := l.request(i, into)
		s.Use(r.Overlay)
		if _, _, err := s.AppendPath(r.Dst, r.From, r.To); err != nil {
			b.Fatal(err)
		}
		record.End()
	}
	record.Report(b)
}

// One question and its answer at a time.
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

// Do of a question that takes no time, from a node to itself.
func BenchmarkServiceIdle(b *testing.B) {
	l := newServiceLoad(b, nil)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.service.Do(context.Background(), Request{From: 1, To: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

// Do from 64 goroutines a processor.
func BenchmarkServiceMany(b *testing.B) {
	l := newServiceLoad(b, nil)
	var asked atomic.Int64
	b.SetParallelism(64)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		into := make([]csr.Node, 0, 10000)
		for pb.Next() {
			if _, err := l.service.Do(context.Background(), l.request(int(asked.Add(1)), into)); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(l.service.Stats().Wait.P99), "wait-p99-ns")
}

// DoBatch of 64 questions.
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

// Go alone: how long its caller waits while the workers are busy and the queue has room.
func BenchmarkServiceSubmit(b *testing.B) {
	l := newServiceLoad(b, &Options{Queue: 4096})
	calls, done := make([]Call, 1024), make(chan *Call, 1024)
	for i := range calls {
		calls[i].Dst = make([]csr.Node, 0, 1000)
	}
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
		c.Request, c.Done = l.request(i, c.Dst), done
		record.Begin()
		if err := l.service.Go(context.Background(), c); err != nil {
			b.Fatal(err)
		}
		record.End()
	}
	record.Report(b)
}

// Reading the counters.
func BenchmarkServiceStats(b *testing.B) {
	s := mustServe(b, mustBuild(b, graphtest.Grid(3, 3, 9, 1)), nil, nil)
	for b.Loop() {
		_ = s.Stats()
	}
}

// A Swap, most of whose time is spent before the change.
func BenchmarkServiceSwap(b *testing.B) {
	g := workload.Maps[0].Open(b)
	s := mustServe(b, g, nil, nil)
	for b.Loop() {
		if err := s.Swap(g, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// 20,000 questions a second, at times that do not depend on the answers (a Poisson
// process). One goroutine that polls the clock asks them: by Go with spinning workers, by
// Go with sleeping workers, and by Do. The latency is from when a question is due until
// it is answered.
func BenchmarkServiceOpenLoop(b *testing.B) {
	for _, c := range []struct {
		name string
		opts Options
		ask  func(l *serviceLoad, c *Call) error
	}{
		{"go", Options{}, openGo},
		{"go-asleep", Options{Spin: -1}, openGo},
		{"do", Options{}, openDo},
	} {
		b.Run(c.name, func(b *testing.B) { runOpenLoop(b, newServiceLoad(b, &c.opts), c.ask) })
	}
}

func openGo(l *serviceLoad, c *Call) error { return l.service.Go(context.Background(), c) }

func openDo(l *serviceLoad, c *Call) (err error) {
	c.Answer, err = l.service.Do(context.Background(), c.Request)
	c.Done <- c
	return err
}

func runOpenLoop(b *testing.B, l *serviceLoad, ask func(*serviceLoad, *Call) error) {
	done := make(chan *Call, 4096)
	calls, late := make([]Call, cap(done)), map[*Call]int64{} // how late each was submitted
	for i := range calls {
		calls[i].Dst, calls[i].Done = make([]csr.Node, 0, 1000), done
	}
	var total Histogram
	gaps := exponential(int64(time.Second) / 20000)
	due, refused := now(), 0
	for i := 0; b.Loop(); i++ {
		due += gaps[i%len(gaps)]
		for now() < due || len(done) > cap(done)/2 {
			for range len(done) {
				c := <-done
				total.Record(time.Duration(late[c]) + c.Waited + c.Solved)
			}
		}
		c := &calls[i%len(calls)]
		for c.Busy() {
			runtime.Gosched()
		}
		c.Request, late[c] = l.request(i, c.Dst), now()-due
		if err := ask(l, c); err != nil {
			refused++
		}
	}
	stats := l.service.Stats()
	for _, part := range []struct {
		name string
		Latency
	}{{"", total.Latency()}, {"wait-", stats.Wait}, {"solve-", stats.Solve}} {
		b.ReportMetric(float64(part.P50), part.name+"p50-ns")
		b.ReportMetric(float64(part.P99), part.name+"p99-ns")
		b.ReportMetric(float64(part.P999), part.name+"p999-ns")
	}
	b.ReportMetric(float64(refused), "refused")
}

// exponential returns the times between events of a Poisson process.
func exponential(mean int64) []int64 {
	r := rand.New(rand.NewPCG(1, 1))
	gaps := make([]int64, 1<<16)
	for i := range gaps {
		gaps[i] = int64(r.ExpFloat64() * float64(mean))
	}
	return gaps
}

// hunts returns n overlays, each with 8 random nodes blocked and 8 raised.
func hunts(b *testing.B, g *csr.CSRGraph, n int) (overlays []*csr.Overlay) {
	nodes, _ := graphtest.Pairs(g.NumNodes(), 16*n, 2)
	for ; n > 0; n-- {
		o := csr.NewOverlay(g)
		for i, v := range nodes[:16] {
			weight := csr.Blocked
			if i%2 == 1 {
				weight = g.NodeWeight(v) + 100
			}
			if err := o.SetNode(v, weight); err != nil {
				b.Fatal(err)
			}
		}
		overlays, nodes = append(overlays, o), nodes[16:]
	}
	return overlays
}
