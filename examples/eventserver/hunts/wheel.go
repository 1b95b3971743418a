package hunts

import "time"

// steps is in how many steps the time passes that a hunt may be left alone.
const steps = 64

// wheel keeps hunts by when it is time to look whether they are still in use (a timing
// wheel, Varghese and Lauck 1987). A hunt that is used stays where it is; once its turn
// comes it is put where it has to be by then. So each is looked at about once in the
// time that it may be left alone, and to put one in or to take it out costs O(1).
//
// A hunt's turn comes when it has not been used for idle, and at most two steps later.
// The lock of the registry is held while a wheel is used.
type wheel struct {
	idle  time.Duration
	now   int64              // the last step whose turn has come, counted from 1970
	slots [steps + 3][]*Hunt // by step, round and round
}

func newWheel(idle time.Duration, now time.Time) *wheel {
	w := &wheel{idle: idle}
	w.now = w.step(now.UnixNano())
	return w
}

// step returns the step that a time is in.
func (w *wheel) step(nanos int64) int64 { return nanos / max(int64(w.idle)/steps, 1) }

// insert puts a hunt where it is due.
func (w *wheel) insert(h *Hunt) {
	due := max(w.step(h.used.Load()+int64(w.idle)), w.now) + 1
	h.slot = int(due % int64(len(w.slots)))
	h.index = len(w.slots[h.slot])
	w.slots[h.slot] = append(w.slots[h.slot], h)
}

// remove takes a hunt out.
func (w *wheel) remove(h *Hunt) {
	hunts := w.slots[h.slot]
	last := hunts[len(hunts)-1]
	hunts[h.index], last.index = last, h.index
	hunts[len(hunts)-1] = nil
	w.slots[h.slot] = hunts[:len(hunts)-1]
}

// advance returns the hunts whose time is over, to be taken out; one that is not taken out
// is returned again by the next call.
func (w *wheel) advance(now time.Time) (over []*Hunt) {
	last := w.step(now.UnixNano())
	w.now = max(w.now, last-int64(len(w.slots))) // a whole round is all there is
	var due []*Hunt
	for w.now < last {
		w.now++
		slot := &w.slots[w.now%int64(len(w.slots))]
		due = append(due, *slot...)
		*slot = nil // its memory would stay as large as it ever was
	}
	for _, h := range due {
		w.insert(h)
		if now.UnixNano()-h.used.Load() >= int64(w.idle) {
			over = append(over, h)
		}
	}
	return over
}
