package roundtrip

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/routers"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// certifier adds up what a way costs.
type certifier interface {
	PathCost(path []uint32) (uint64, error)
}

// street returns the two ends of a step, the smaller one first.
func street(u, v uint32) [2]uint32 { return [2]uint32{min(u, v), max(u, v)} }

// checkTrip walks a trip, and adds up its length and what is walked twice.
func checkTrip(c certifier, t Trip, start csr.Node, length uint32, tolerance float64) error {
	slack := uint64(float64(length) * tolerance)
	if t.Outcome == NoTrip {
		if t.Path != nil || t.Length != 0 || t.Repeated != 0 {
			return fmt.Errorf("no trip, but %+v", t)
		}
		return nil
	}
	if len(t.Path) < 3 || t.Path[0] != start || t.Path[len(t.Path)-1] != start {
		return fmt.Errorf("from %d: %v", start, t.Path)
	}
	sum, repeated, walked := uint64(0), uint64(0), map[[2]uint32]bool{}
	for i := 1; i < len(t.Path); i++ {
		cost, err := c.PathCost(t.Path[i-1 : i+1])
		if err != nil {
			return err
		}
		sum += cost
		if s := street(t.Path[i-1], t.Path[i]); walked[s] {
			repeated += cost
		} else {
			walked[s] = true
		}
	}
	if sum != t.Length || repeated != t.Repeated {
		return fmt.Errorf("length %d, repeated %d; want %d, %d", t.Length, t.Repeated, sum, repeated)
	}
	want := Found
	if sum+slack < uint64(length) {
		want = TooShort
	}
	if sum > uint64(length)+slack || t.Outcome != want {
		return fmt.Errorf("%v: %d long, wanted %d", t.Outcome, sum, length)
	}
	return nil
}

// leastRepeated tries all walks that pass no street three times, and returns how little those
// from least to most long repeat; Inf if there is none.
func leastRepeated(o *graphtest.Graph, start uint32, least, most uint64) uint64 {
	out := make([][]graphtest.Arc, o.N)
	for _, a := range o.Arcs {
		if a.From != a.To {
			out[a.From] = append(out[a.From], a)
		}
	}
	home, times, best := o.DistancesTo(start), map[[2]uint32]int{}, graphtest.Inf
	var walk func(at uint32, length, repeated uint64)
	walk = func(at uint32, length, repeated uint64) {
		if home[at] == graphtest.Inf || length+home[at] > most || repeated >= best {
			return
		}
		if at == start && length >= least && length > 0 {
			best = repeated
		}
		for _, a := range out[at] {
			s := street(at, a.To)
			cost, err := o.PathCost([]uint32{at, a.To})
			if err != nil || times[s] == 2 {
				continue
			}
			again := uint64(times[s]) * cost
			times[s]++
			walk(a.To, length+cost, repeated+again)
			times[s]--
		}
	}
	walk(start, 0, 0)
	return best
}

// On small graphs trips are true, the same of Solver and indexes, and most repeat as little as
// any walk does.
func TestSmallGraphs(t *testing.T) {
	var f Finder
	possible, found, best := 0, 0, 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		o := graphtest.Grid(2+r.IntN(2), 3, 9, seed)
		if seed%3 == 0 {
			o = graphtest.Random(7, 14, 20, seed)
		}
		start, length := r.Uint32N(uint32(o.N)), 15+r.Uint32N(30)
		q := &Options{Tolerance: 0.1, Seed: seed}
		trip := askAll(t, &f, o, start, length, q)
		l, _ := q.limits(length)
		least := leastRepeated(o, start, l.least, l.most)
		if err := checkTrip(o, trip, start, length, 0.1); err != nil || trip.Outcome == Found && trip.Repeated < least {
			t.Fatalf("seed %d: %v; repeats %d, a walk %d", seed, err, trip.Repeated, least)
		}
		if least == graphtest.Inf {
			continue
		}
		possible++
		if trip.Outcome == Found {
			found++
			if trip.Repeated == least {
				best++
			}
		}
	}
	if t.Logf("%d possible, %d found, %d of them with the least repeated", possible, found, best); found < possible*3/4 || best < possible/2 {
		t.Errorf("of %d trips %d found, %d of them with the least repeated", possible, found, best)
	}
}

// askAll asks a Solver and both indexes, which must give one answer.
func askAll(t *testing.T, f *Finder, o *graphtest.Graph, start csr.Node, length uint32, q *Options) Trip {
	t.Helper()
	all := routers.Of(t, workload.Build(t, o))
	first, err := f.Find(all.Solver, start, length, q)
	if err != nil {
		t.Fatal(err)
	}
	first.Path = slices.Clone(first.Path)
	for _, r := range []Router{all.CCH, all.Hublabel} {
		if got, err := f.Find(r, start, length, q); err != nil || !slices.Equal(got.Path, first.Path) || got.Outcome != first.Outcome {
			t.Errorf("%T: %+v, %v; a Solver's is %+v", r, got, err, first)
		}
	}
	return first
}
