package main

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestWheel has hunts come, be used and go at times that are drawn, and the wheel turn
// now and then. None may be over before its time, and none stay for long after it.
func TestWheel(t *testing.T) {
	const idle = 64 * time.Second // so that a step is a second
	for seed := range uint64(20) {
		c := newCarousel(seed, idle)
		for range 3000 {
			c.now = c.now.Add(time.Duration(c.r.Int64N(int64(time.Second))))
			if c.r.IntN(500) == 0 {
				c.now = c.now.Add(time.Duration(c.r.Int64N(int64(3 * idle)))) // as of a machine that has slept
			}
			if c.act() {
				continue
			}
			for _, h := range c.wheel.turn(c.now) {
				if i := slices.Index(c.hunts, h); i < 0 || c.age(h) < idle {
					t.Fatalf("seed %d: a hunt of %v is over; it is number %d", seed, c.age(h), i)
				} else {
					c.end(i)
				}
			}
			for _, h := range c.hunts {
				if c.age(h) > idle+idle/spokes {
					t.Fatalf("seed %d: a hunt is there after %v", seed, c.age(h))
				}
			}
		}
		c.expectSeated(t)
	}
}

// carousel is a wheel and the hunts that are on it.
type carousel struct {
	wheel *wheel
	hunts []*hunt
	now   time.Time
	r     *rand.Rand
}

func newCarousel(seed uint64, idle time.Duration) *carousel {
	r := rand.New(rand.NewPCG(seed, 4))
	now := time.Unix(1e9, r.Int64N(1e9))
	return &carousel{wheel: newWheel(idle, now), now: now, r: r}
}

// age returns how long a hunt has not been used.
func (c *carousel) age(h *hunt) time.Duration { return c.now.Sub(time.Unix(0, h.used.Load())) }

// act has something happen to a hunt, unless it is time for the wheel to turn.
func (c *carousel) act() bool {
	switch dice := c.r.IntN(6); {
	case dice == 0:
		return false
	case dice < 3:
		h := &hunt{}
		h.touch(c.now)
		c.wheel.put(h)
		c.hunts = append(c.hunts, h)
	case len(c.hunts) == 0:
	case dice == 3:
		c.end(c.r.IntN(len(c.hunts)))
	default:
		c.hunts[c.r.IntN(len(c.hunts))].touch(c.now)
	}
	return true
}

// end takes a hunt out.
func (c *carousel) end(i int) {
	c.wheel.take(c.hunts[i])
	c.hunts = slices.Delete(c.hunts, i, i+1)
}

// expectSeated expects all hunts in the wheel.
func (c *carousel) expectSeated(t *testing.T) {
	t.Helper()
	if n := seated(t, c.wheel); n != len(c.hunts) {
		t.Errorf("%d hunts in the wheel, want %d", n, len(c.hunts))
	}
}

// seated returns how many hunts are in a wheel, each of which has to know where.
func seated(t testing.TB, w *wheel) (n int) {
	t.Helper()
	for spoke, seats := range w.seats {
		for seat, h := range seats {
			if n++; h.spoke != spoke || h.seat != seat {
				t.Errorf("the hunt at %d, %d says it is at %d, %d", spoke, seat, h.spoke, h.seat)
			}
		}
	}
	return n
}

// TestWheelAgain leaves a hunt that is over in the wheel, which returns it again.
func TestWheelAgain(t *testing.T) {
	now := time.Unix(1e9, 0)
	w, h := newWheel(time.Minute, now), &hunt{}
	h.touch(now)
	w.put(h)
	for i := range 3 {
		now = now.Add(time.Minute + time.Minute/spokes)
		if over := w.turn(now); len(over) != 1 || over[0] != h {
			t.Errorf("turn %d: %d hunts are over", i, len(over))
		}
	}
	now = now.Add(time.Minute / spokes)
	if over := w.turn(now); len(over) != 1 {
		t.Errorf("a step later: %d hunts are over", len(over))
	}
}
