package main

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/cch"
	"github.com/veltrix/cairn/internal/graphtest"
)

// A peer is asked in batches of 64 pairs and a rest, and answers in order.
func TestBatches(t *testing.T) {
	for count, want := range map[int][]int{0: nil, 1: {1}, 63: {63}, 64: {64}, 65: {64, 1}, 200: {64, 64, 64, 8}} {
		c := &counter{}
		sources, targets := graphtest.Pairs(1000, 300, 1)
		s := &server{solver: c, queries: queries{sources, targets}}
		r, err := s.answer(onePair, 7, count)
		if err != nil || !reflect.DeepEqual(c.sizes, want) || len(r.distances) != count {
			t.Fatalf("%d pairs: asked %v, %d answers, %v; want %v", count, c.sizes, len(r.distances), err, want)
		}
		for i, d := range r.distances {
			if d != int64(sources[7+i])<<32+int64(targets[7+i]) {
				t.Errorf("answer %d of %d is that of another pair", i, count)
			}
		}
	}
}

// counter answers with the pair itself, and keeps the sizes of its batches.
type counter struct {
	broken
	sizes []int
}

func (c *counter) batch(dst []int64, sources, targets []uint32) ([]int64, error) {
	c.sizes = append(c.sizes, len(sources))
	for i, s := range sources {
		dst = append(dst, int64(s)<<32+int64(targets[i]))
	}
	return dst, nil
}

// patient sleeps for every pair and repeats its lines.
type patient struct{ asked int }

func (p *patient) pair(from, to uint32) (int64, error) {
	p.asked++
	time.Sleep(time.Millisecond)
	return int64(from), nil
}

func (p *patient) least() time.Duration { return 20 * time.Millisecond }

// A repeater makes several passes, but reports the answers and the time of one.
func TestRepeaterSaysOnePass(t *testing.T) {
	p := &patient{}
	sources, targets := graphtest.Pairs(1000, 8, 1)
	s := &server{solver: p, queries: queries{sources, targets}}
	began := time.Now()
	r, err := s.answer(onePair, 0, 2)
	whole := time.Since(began)
	if err != nil || len(r.distances) != 2 || p.asked%2 != 0 {
		t.Fatalf("%d of 2 answers to %d questions, %v", len(r.distances), p.asked, err)
	}
	passes := time.Duration(p.asked / 2)
	if whole < p.least() || r.took < 2*time.Millisecond || r.took > whole/passes {
		t.Errorf("%d passes in %v, %v each", passes, whole, r.took)
	}
}

// After an error there is no second pass.
func TestRepeaterFails(t *testing.T) {
	s := &server{solver: brokenRepeater{}, queries: queries{make([]uint32, 1), make([]uint32, 1)}}
	if _, err := s.answer(onePair, 0, 1); err == nil {
		t.Error("no error")
	}
}

type brokenRepeater struct{ broken }

func (brokenRepeater) least() time.Duration { return time.Hour }

// The indexes repeat, and no other peer of Cairn's.
func TestIndexesRepeat(t *testing.T) {
	dir := exported(t, small(t), 4)
	for name, want := range map[string]time.Duration{
		"cairn": 0, "cairn-batch": 0, "cairn-cch": indexLeast, "cairn-hublabel": indexLeast, "cairn-hublabel-batch": indexLeast,
	} {
		_, s, err := goPeers[name](dir)
		if err != nil {
			t.Fatal(err)
		}
		_, batches := s.(batchSolver)
		if got := (&server{solver: s}).least(); got != want || batches != (name == "cairn-batch" || name == "cairn-hublabel-batch") {
			t.Errorf("%s: %v, batches %v; want %v", name, got, batches, want)
		}
	}
}

// The error for a large index is excused, and no other.
func TestRefusal(t *testing.T) {
	g, err := build(graphtest.Grid(9, 7, 100, 1))
	if err != nil {
		t.Fatal(err)
	}
	_, err = cch.Build(g, &cch.Options{MaxBytes: 1})
	if got := refusal(err); !excused(got) || got.Error() != refuses+err.Error() {
		t.Errorf("%v; want that it refuses: %v", got, err)
	}
	other := fmt.Errorf("of another kind: %w", dijkstra.ErrLength)
	if got := refusal(other); excused(got) || !errors.Is(got, dijkstra.ErrLength) {
		t.Errorf("%v; want %v", got, other)
	}
	if err := refusal(nil); err != nil {
		t.Error(err)
	}
}

// An error leaves the earlier answers as they were.
func TestBatchOfStrangeNodes(t *testing.T) {
	g := small(t)
	for name, build := range map[string]func() (solver, error){
		"solver": func() (solver, error) { return newCairnBatch(g) }, "hublabel": func() (solver, error) { return newHublabelBatch(g) },
	} {
		s, err := build()
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.(batchSolver).batch([]int64{5}, []uint32{0, 4}, []uint32{1, 1})
		if err == nil || !reflect.DeepEqual(got, []int64{5}) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}
