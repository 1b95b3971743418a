package main

import (
	"slices"
	"sync"
	"time"
)

const (
	maxEvents  = 32              // that are kept of a hunt, for readers who come back
	maxBytes   = 64 << 10        // of data that are kept with them; the last event is kept whatever its size
	maxReaders = 4               // streams of one hunt at one time
	linger     = 2 * time.Minute // how long events are kept after the last reader has left
)

// event is one thing that has happened in a hunt.
type event struct {
	n    uint64 // counted from 1, without gaps
	kind string
	data []byte // JSON on one line; not to be changed
}

// eventLog numbers the events of a hunt and keeps the last ones for readers who
// were away for a moment. The zero value is ready for use, and it is safe for
// concurrent use.
//
// A hunt that nobody streams has its 32 bytes and no more, 3 MB for 95,000 hunts:
// nothing is kept before the first reader joins, nor when the last has left for
// longer than linger. One that is streamed has its last events as well: 2 kB, and
// their data, of which there is maxBytes or one event.
type eventLog struct {
	mu     sync.Mutex
	last   uint64 // number of the last event
	closed bool   // no more will come
	feed   *feed  // nil while nobody reads
}

// feed is the part of a log that has readers. All of it is guarded by the log.
type feed struct {
	events  []event
	bytes   int // of their data
	readers int
	idle    *time.Timer   // runs while there are no readers
	news    chan struct{} // closed when something happens, and replaced
}

// append adds an event and returns its number. A log that is closed takes none.
func (l *eventLog) append(kind string, data []byte) (n uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return l.last
	}
	l.last++
	if l.feed != nil {
		l.feed.keep(event{l.last, kind, data})
	}
	return l.last
}

// skip numbers an event that there is nothing to tell of. Readers are shown the whole
// hunt in its place, as after a gap.
func (l *eventLog) skip() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return
	}
	l.last++
	if l.feed != nil {
		l.feed.events, l.feed.bytes = nil, 0
		l.feed.wake()
	}
}

// followed tells whether events are kept, for readers that there are or were lately.
func (l *eventLog) followed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.feed != nil
}

// number returns the number of the last event.
func (l *eventLog) number() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}

// close ends the log: readers get what is there, and then their streams end.
func (l *eventLog) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	if l.feed != nil {
		l.feed.wake()
	}
}

// keep adds an event, drops those that are too many, and wakes the readers.
func (f *feed) keep(e event) {
	f.events = append(f.events, e)
	f.bytes += len(e.data)
	drop := 0
	for len(f.events)-drop > maxEvents || f.bytes > maxBytes && drop < len(f.events)-1 {
		f.bytes -= len(f.events[drop].data)
		drop++
	}
	f.events = slices.Delete(f.events, 0, drop)
	f.wake()
}

// wake wakes the readers that wait.
func (f *feed) wake() {
	close(f.news)
	f.news = make(chan struct{})
}

// view is what a reader sees of a log, all of it at the same moment.
type view struct {
	events   []event         // after the number asked for
	complete bool            // there are no gaps before them
	resume   uint64          // where to go on if it is not
	closed   bool            // no more will come
	news     <-chan struct{} // closed when there is more to see
}

// since returns what there is to see after event n, for a reader that has joined.
// There is a gap if some events are gone, and if n was not reached yet; then the
// reader has to ask for the whole hunt, and goes on from the last event, or from
// the one before if that ended the log, which is worth to be told.
func (l *eventLog) since(n uint64) view {
	l.mu.Lock()
	defer l.mu.Unlock()
	v := view{resume: l.last, closed: l.closed, news: l.feed.news}
	oldest := l.last + 1 - uint64(len(l.feed.events))
	if n <= l.last && n+1 >= oldest {
		v.events, v.complete = slices.Clone(l.feed.events[n+1-oldest:]), true
	} else if l.closed && len(l.feed.events) > 0 {
		v.resume--
	}
	return v
}

// join lets a reader in, if there is room for one more. It has to leave.
func (l *eventLog) join() (ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.feed == nil {
		l.feed = &feed{news: make(chan struct{})}
	}
	if l.feed.readers == maxReaders {
		return false
	}
	l.feed.readers++
	if l.feed.idle != nil {
		l.feed.idle.Stop()
	}
	return true
}

// leave takes a reader out. After the last one the events are kept for a while.
func (l *eventLog) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.feed.readers--
	if l.feed.readers == 0 {
		l.feed.idle = time.AfterFunc(linger, l.forget)
	}
}

// forget drops what is kept, unless a reader has joined in the meantime.
func (l *eventLog) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.feed != nil && l.feed.readers == 0 {
		l.feed = nil
	}
}
