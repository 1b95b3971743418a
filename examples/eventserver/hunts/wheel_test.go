package hunts

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestWheel has hunts come, be used and go at times that are drawn, and the wheel advance
// now and then. None may be over before its time, and none stay for long after it.
func TestWheel(t *testing.T) {
	const idle = 64 * time.Second // so that a step is a second
	for seed := range uint64(20) {
		c := newWheelTest(seed, idle)
		for range 3000 {
			c.now = c.now.Add(time.Duration(c.r.Int64N(int64(time.Second))))
			if c.r.IntN(500) == 0 {
				c.now = c.now.Add(time.Duration(c.r.Int64N(int64(3 * idle)))) // as of a machine that has slept
			}
			if c.act() {
				continue
			}
			for _, h := range c.wheel.advance(c.now) {
				if i := slices.Index(c.hunts, h); i < 0 || c.age(h) < idle {
					t.Fatalf("seed %d: a hunt of %v is over; it is number %d", seed, c.age(h), i)
				} else {
					c.end(i)
				}
			}
			for _, h := range c.hunts {
				if c.age(h) > idle+idle/steps {
					t.Fatalf("seed %d: a hunt is there after %v", seed, c.age(h))
				}
			}
		}
		c.expectAll(t)
	}
}

// wheelTest is a wheel and the hunts that are on it.
type wheelTest struct {
	wheel *wheel
	hunts []*Hunt
	now   time.Time
	r     *rand.Rand
}

func newWheelTest(seed uint64, idle time.Duration) *wheelTest {
	r := rand.New(rand.NewPCG(seed, 4))
	now := time.Unix(1e9, r.Int64N(1e9))
	return &wheelTest{wheel: newWheel(idle, now), now: now, r: r}
}

// age returns how long a hunt has not been used.
func (c *wheelTest) age(h *Hunt) time.Duration { return c.now.Sub(time.Unix(0, h.used.Load())) }

// act has something happen to a hunt, unless it is time for the wheel to advance.
func (c *wheelTest) act() bool {
	switch dice := c.r.IntN(6); {
	case dice == 0:
		return false
	case dice < 3:
		h := &Hunt{}
		h.touch(c.now)
		c.wheel.insert(h)
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
func (c *wheelTest) end(i int) {
	c.wheel.remove(c.hunts[i])
	c.hunts = slices.Delete(c.hunts, i, i+1)
}

// expectAll expects all hunts in the wheel.
func (c *wheelTest) expectAll(t *testing.T) {
	t.Helper()
	if n := inWheel(t, c.wheel); n != len(c.hunts) {
		t.Errorf("%d hunts in the wheel, want %d", n, len(c.hunts))
	}
}

// inWheel returns how many hunts are in a wheel, each of which has to know where.
func inWheel(t testing.TB, w *wheel) (n int) {
	t.Helper()
	for slot, hunts := range w.slots {
		for index, h := range hunts {
			if n++; h.slot != slot || h.index != index {
				t.Errorf("the hunt at %d, %d says it is at %d, %d", slot, index, h.slot, h.index)
			}
		}
	}
	return n
}

// TestWheelAgain leaves a hunt that is over in the wheel, which returns it again.
func TestWheelAgain(t *testing.T) {
	now := time.Unix(1e9, 0)
	w, h := newWheel(time.Minute, now), &Hunt{}
	h.touch(now)
	w.insert(h)
	for i := range 3 {
		now = now.Add(time.Minute + time.Minute/steps)
		if over := w.advance(now); len(over) != 1 || over[0] != h {
			t.Errorf("call %d: %d hunts are over", i, len(over))
		}
	}
	now = now.Add(time.Minute / steps)
	if over := w.advance(now); len(over) != 1 {
		t.Errorf("a step later: %d hunts are over", len(over))
	}
}
