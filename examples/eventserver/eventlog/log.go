// Package eventlog numbers the events of a hunt and keeps the last ones for readers who
// were away for a moment, as a stream of server-sent events needs it.
//
//	var log eventlog.Log
//	if !log.Join() {
//		return // there are as many readers as there may be
//	}
//	defer log.Leave()
//	log.Append("moved", []byte(`{"lon":11.97}`))
//	for _, e := range log.Since(0).Events {
//		fmt.Println(e.N, e.Kind, string(e.Data)) // 1 moved {"lon":11.97}
//	}
package eventlog

import (
	"slices"
	"sync"
	"time"
)

// MaxReaders is how many readers a log has at one time.
const MaxReaders = 4

const (
	maxEvents = 32              // that are kept, for readers who come back
	maxBytes  = 64 << 10        // of data that are kept with them; the last event is kept whatever its size
	linger    = 2 * time.Minute // how long events are kept after the last reader has left
)

// Event is one thing that has happened in a hunt.
type Event struct {
	N    uint64 // counted from 1, without gaps
	Kind string
	Data []byte // JSON on one line; not to be changed
}

// Log numbers the events of a hunt and keeps the last ones for readers who
// were away for a moment. The zero value is ready for use, and it is safe for
// concurrent use.
//
// A hunt that nobody streams has its 32 bytes and no more, 3 MB for 95,000 hunts:
// nothing is kept before the first reader joins, nor when the last has left for
// longer than linger. One that is streamed has its last events as well: 2 kB, and
// their data, of which there is maxBytes or one event.
type Log struct {
	mu   sync.Mutex
	last uint64 // number of the last event
	feed *feed  // nil while nobody reads

	closed      bool // no more will come
	interrupted bool // no more is told
}

// feed is the part of a log that has readers. All of it is guarded by the log.
type feed struct {
	events   []Event
	bytes    int // of their data
	readers  int
	farewell Event         // of an interrupted log
	idle     *time.Timer   // runs while there are no readers
	news     chan struct{} // closed when something happens, and replaced
}

// Resume has the number of the last event be n, as it was when the process ended, or as another
// process has left it. Readers are shown the whole hunt, as after a gap.
func (l *Log) Resume(n uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = n
	if l.feed != nil {
		l.feed.drop()
		l.feed.wake()
	}
}

// Append adds an event and returns its number. After Interrupt it is only counted. A log that
// is closed takes none, and returns the number of the last.
func (l *Log) Append(kind string, data []byte) (n uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return l.last
	}
	l.last++
	switch {
	case l.feed == nil:
	case l.interrupted:
		l.feed.drop()
	default:
		l.feed.keep(Event{l.last, kind, data})
	}
	return l.last
}

// Skip numbers an event that there is nothing to tell of. Readers are shown the whole
// hunt in its place, as after a gap.
func (l *Log) Skip() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return
	}
	l.last++
	if l.feed != nil {
		l.feed.drop()
		l.feed.wake()
	}
}

// Interrupt ends the streams of all readers, and of those who still join, with an event that
// has no number of its own. Events are counted as before, so that readers can go on from the
// last one that they have had once the process begins again.
func (l *Log) Interrupt(kind string, data []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || l.interrupted {
		return
	}
	l.interrupted = true
	if l.feed != nil {
		l.feed.farewell = Event{Kind: kind, Data: data}
		l.feed.wake()
	}
}

// Followed tells whether events are kept, for readers that there are or were lately.
func (l *Log) Followed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.feed != nil
}

// Number returns the number of the last event.
func (l *Log) Number() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}

// Close ends the log: readers get what is there, and then their streams end.
func (l *Log) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	if l.feed != nil {
		l.feed.wake()
	}
}

// keep adds an event, drops those that are too many, and wakes the readers.
func (f *feed) keep(e Event) {
	f.events = append(f.events, e)
	f.bytes += len(e.Data)
	drop := 0
	for len(f.events)-drop > maxEvents || f.bytes > maxBytes && drop < len(f.events)-1 {
		f.bytes -= len(f.events[drop].Data)
		drop++
	}
	f.events = slices.Delete(f.events, 0, drop)
	f.wake()
}

// drop drops all events.
func (f *feed) drop() { f.events, f.bytes = nil, 0 }

// wake wakes the readers that wait.
func (f *feed) wake() {
	close(f.news)
	f.news = make(chan struct{})
}

// View is what a reader sees of a log, all of it at the same moment.
type View struct {
	Events   []Event         // after the number asked for
	Complete bool            // there are no gaps before them
	Resume   uint64          // where to go on if it is not
	Closed   bool            // no more will come
	Farewell Event           // to tell then, with the number of the last before it; without a kind there is none
	News     <-chan struct{} // closed when there is more to see
}

// Since returns the events after event n. The reader must have joined. There is a gap if
// some of the events are gone, or if event n has not happened yet. The reader then has to
// ask for the whole hunt, and goes on from the last event, or from the one before if the
// last has ended the log, so that it is still told.
func (l *Log) Since(n uint64) View {
	l.mu.Lock()
	defer l.mu.Unlock()
	v := View{Resume: l.last, Closed: l.closed || l.interrupted, Farewell: l.feed.farewell, News: l.feed.news}
	oldest := l.last + 1 - uint64(len(l.feed.events))
	if n <= l.last && n+1 >= oldest {
		v.Events, v.Complete = slices.Clone(l.feed.events[n+1-oldest:]), true
	} else if l.closed && len(l.feed.events) > 0 {
		v.Resume--
	}
	return v
}

// Join lets a reader in, if there is room for one more; who is let in has to Leave.
func (l *Log) Join() (ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.feed == nil {
		l.feed = &feed{news: make(chan struct{})}
	}
	if l.feed.readers == MaxReaders {
		return false
	}
	l.feed.readers++
	if l.feed.idle != nil {
		l.feed.idle.Stop()
	}
	return true
}

// Leave takes a reader out. After the last one the events are kept for a while.
func (l *Log) Leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.feed.readers--
	if l.feed.readers == 0 {
		l.feed.idle = time.AfterFunc(linger, l.forget)
	}
}

// Readers returns how many readers there are.
func (l *Log) Readers() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.feed == nil {
		return 0
	}
	return l.feed.readers
}

// forget drops what is kept, unless a reader has joined in the meantime.
func (l *Log) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.feed != nil && l.feed.readers == 0 {
		l.feed = nil
	}
}
