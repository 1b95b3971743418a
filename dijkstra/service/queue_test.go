package service

import (
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// model is a waitlist as a slice of groups.
type model [][]*Call

func (m *model) push(c *Call) {
	for i, group := range *m {
		if group[0].same(c) {
			(*m)[i] = append(group, c)
			return
		}
	}
	*m = append(*m, []*Call{c})
}

// removeExpired removes the Calls that have expired at some time, and returns them.
func (m *model) removeExpired(at int64) (out []*Call) {
	over := func(c *Call) bool { return c.expired(at) }
	for i, group := range *m {
		for _, c := range group {
			if over(c) {
				out = append(out, c)
			}
		}
		(*m)[i] = slices.DeleteFunc(group, over)
	}
	*m = slices.DeleteFunc(*m, func(group []*Call) bool { return len(group) == 0 })
	return out
}

// earliest returns the first deadline.
func (m *model) earliest() int64 {
	due := int64(never)
	for _, group := range *m {
		for _, c := range group {
			due = min(due, c.deadline)
		}
	}
	return due
}

func (m *model) size() (size, ahead int) {
	for _, group := range *m {
		size += len(group) * group[0].questions()
		ahead += group[0].questions()
	}
	return size, ahead
}

// The waitlist agrees with the model. Calls that ask one of few questions come and go,
// and leave when their deadline has passed.
func TestWaitlist(t *testing.T) {
	g := mustBuild(t, graphtest.Grid(3, 3, 9, 1))
	overlays := []*csr.Overlay{nil, csr.NewOverlay(g), csr.NewOverlay(g)}
	for seed := range fewer(100) {
		r := rand.New(rand.NewPCG(seed, 42))
		q, m := newWaitlist(r.IntN(20)), model{}
		for at := range int64(300) {
			if r.IntN(20) == 0 {
				f := expiredCalls{at: at, due: never}
				q.removeExpired(&f)
				if want := m.removeExpired(at); !sameSet(linked(f.first), want) || f.due != m.earliest() {
					t.Fatalf("seed %d: removed %v, want %v; due %d", seed, linked(f.first), want, f.due)
				}
			}
			if r.IntN(5) < 3 {
				c := &Call{Request: Request{
					From: r.Uint32N(3), To: r.Uint32N(3), Overlay: overlays[r.IntN(3)],
					WantPath: r.IntN(4) == 0, MaxSettled: r.IntN(8) / 7,
				}, rest: make([]Call, max(r.IntN(10)-6, 0))}
				if len(c.rest) == 0 {
					c.rest = nil
				}
				if c.deadline = never; r.IntN(2) == 0 {
					c.deadline = at + r.Int64N(60)
				}
				q.push(c)
				m.push(c)
			} else {
				var want []*Call
				if len(m) > 0 {
					want, m = m[0], m[1:]
				}
				if got := group(q.pop()); !sameSet(got, want) {
					t.Fatalf("seed %d: got %v, want %v", seed, got, want)
				}
			}
			if size, ahead := m.size(); q.size != size || q.ahead != ahead {
				t.Fatalf("seed %d: %d questions, %d ahead; want %d and %d", seed, q.size, q.ahead, size, ahead)
			}
		}
		for q.pop() != nil {
		}
		if i := slices.IndexFunc(q.slots, func(c *Call) bool { return c != nil }); i >= 0 || q.size != 0 || q.ahead != 0 {
			t.Fatalf("seed %d: something is left in slot %d: %d, %d", seed, i, q.size, q.ahead)
		}
	}
}

// group returns a Call and its duplicates.
func group(c *Call) (calls []*Call) {
	for ; c != nil; c = c.duplicate {
		calls = append(calls, c)
	}
	return calls
}

// linked returns the Calls that are linked through next.
func linked(c *Call) (calls []*Call) {
	for ; c != nil; c = c.next {
		calls = append(calls, c)
	}
	return calls
}

// sameSet tells whether two lists hold the same Calls in any order.
func sameSet(got, want []*Call) bool {
	return len(got) == len(want) && !slices.ContainsFunc(got, func(c *Call) bool { return !slices.Contains(want, c) })
}

// Each difference by itself makes questions differ.
func TestSame(t *testing.T) {
	g := mustBuild(t, graphtest.Grid(3, 3, 9, 1))
	c := func() *Call { return &Call{Request: Request{From: 1, To: 2}} }
	for what, change := range map[string]func(d *Call){
		"from": func(d *Call) { d.From = 0 }, "to": func(d *Call) { d.To = 0 },
		"path": func(d *Call) { d.WantPath = true }, "budget": func(d *Call) { d.MaxSettled = 1 },
		"overlay": func(d *Call) { d.Overlay = csr.NewOverlay(g) }, "generation": func(d *Call) { d.generation = 1 },
		"version": func(d *Call) { d.version = &version{} }, "batch": func(d *Call) { d.rest = make([]Call, 1) },
	} {
		d := c()
		if !d.same(c()) {
			t.Error("equal questions differ")
		}
		if change(d); d.same(c()) || c().same(d) {
			t.Errorf("a question with another %s is the same", what)
		}
	}
}

// Equal questions wait together: they are solved once, and each has the path in its own
// memory. TestSame covers an overlay that has changed, which its owner may not do while a
// request waits.
func TestCoalescing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, x := newTrapped(t, Options{Workers: 1})
		o, free := wall(s.Graph()), occupy(t, s, x)
		var calls []*Call
		for i := range 5 {
			r := Request{From: 0, To: 99, Overlay: o, WantPath: true, Dst: make([]csr.Node, i, 100)}
			calls = append(calls, submitted(t, s, nil, r))
		}
		answers := make(chan Answer)
		go func() {
			a, err := s.Do(nil, Request{From: 0, To: 99, Overlay: o, WantPath: true, Dst: make([]csr.Node, 5)})
			if err != nil {
				t.Error(err)
			}
			answers <- a
		}()
		other := submitted(t, s, nil, Request{From: 0, To: 99, WantPath: true})
		synctest.Wait()
		free()
		for _, c := range calls {
			expectError(t, "one of five", c, nil)
		}
		expectError(t, "without the overlay", other, nil)
		last := <-answers
		for i, c := range calls {
			if c.Result != last.Result || !slices.Equal(c.Answer.Path[i:], last.Path[5:]) || &c.Answer.Path[:i+1][i] != &c.Dst[:i+1][i] {
				t.Errorf("call %d: %+v, the last: %+v", i, c.Answer, last)
			}
		}
		if got := s.Stats(); got.Solve.Count != 3 || got.Wait.Count != 8 {
			t.Errorf("%d solved, %d waited", got.Solve.Count, got.Wait.Count)
		}
		expectCounts(t, s, Stats{Answered: 8, Coalesced: 5})
	})
}
