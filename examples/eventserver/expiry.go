package main

import "time"

// spokes is in how many steps the time passes that a hunt may be left alone.
const spokes = 64

// wheel keeps hunts by when it is time to look whether they are still in use (a timing
// wheel, Varghese and Lauck 1987). A hunt that is used stays where it is; once its turn
// comes it is put where it has to be by then. So each is looked at about once in the
// time that it may be left alone, and to put one in or to take it out costs O(1).
//
// A hunt's turn comes when it has not been used for idle, and at most two steps later.
// Whoever uses the wheel has the lock of the hunts.
type wheel struct {
	idle  time.Duration
	now   int64               // the last step whose turn has come, counted from 1970
	seats [spokes + 3][]*hunt // by step, round and round
}

func newWheel(idle time.Duration, now time.Time) *wheel {
	w := &wheel{idle: idle}
	w.now = w.step(now.UnixNano())
	return w
}

// step returns the step that a time is in.
func (w *wheel) step(nanos int64) int64 { return nanos / max(int64(w.idle)/spokes, 1) }

// put puts a hunt where it is due.
func (w *wheel) put(h *hunt) {
	due := max(w.step(h.used.Load()+int64(w.idle)), w.now) + 1
	h.spoke = int(due % int64(len(w.seats)))
	h.seat = len(w.seats[h.spoke])
	w.seats[h.spoke] = append(w.seats[h.spoke], h)
}

// take takes a hunt out.
func (w *wheel) take(h *hunt) {
	seats := w.seats[h.spoke]
	last := seats[len(seats)-1]
	seats[h.seat], last.seat = last, h.seat
	seats[len(seats)-1] = nil
	w.seats[h.spoke] = seats[:len(seats)-1]
}

// turn returns the hunts whose time is over, to be taken out; one that is not is
// returned again by the next turn.
func (w *wheel) turn(now time.Time) (over []*hunt) {
	last := w.step(now.UnixNano())
	w.now = max(w.now, last-int64(len(w.seats))) // a whole round is all there is
	var due []*hunt
	for w.now < last {
		w.now++
		spoke := &w.seats[w.now%int64(len(w.seats))]
		due = append(due, *spoke...)
		*spoke = nil // its memory would stay as large as it ever was
	}
	for _, h := range due {
		w.put(h)
		if now.UnixNano()-h.used.Load() >= int64(w.idle) {
			over = append(over, h)
		}
	}
	return over
}
