package eventlog

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// read returns a log that has been joined, with n events.
func read(t *testing.T, n int) *Log {
	t.Helper()
	l := &Log{}
	if !l.Join() {
		t.Fatal("no room for the first reader")
	}
	fill(l, n)
	return l
}

// fill appends n events.
func fill(l *Log, n int) {
	data := []byte("{}")
	for range n {
		l.Append("moved", data)
	}
}

// numbers returns those of the events that follow n, as text, or where to resume.
func numbers(l *Log, n uint64) string {
	v := l.Since(n)
	if !v.Complete {
		return fmt.Sprintf("resume %d", v.Resume)
	}
	var text []string
	for _, e := range v.Events {
		text = append(text, fmt.Sprint(e.N))
	}
	return strings.Join(text, " ")
}

func TestSince(t *testing.T) {
	few, many := read(t, 3), read(t, 3+maxEvents)
	closed := read(t, 3+maxEvents)
	closed.Close()
	late := &Log{}
	fill(late, 5)
	late.Join()
	fill(late, 2)
	for _, c := range []struct {
		log  *Log
		n    uint64
		want string
	}{
		{read(t, 0), 0, ""},
		{read(t, 0), 1, "resume 0"},
		{few, 0, "1 2 3"},
		{few, 2, "3"},
		{few, 3, ""},
		{few, 4, "resume 3"},
		{few, 1<<64 - 1, "resume 3"},
		{many, 2, "resume 35"},
		{many, 33, "34 35"},
		{closed, 2, "resume 34"}, // so that the end follows
		{closed, 34, "35"},
		{closed, 35, ""},
		{late, 4, "resume 7"}, // what happened before the first reader is gone
		{late, 5, "6 7"},
	} {
		if got := numbers(c.log, c.n); got != c.want {
			t.Errorf("%d of %d events, after %d: %q, want %q", len(c.log.feed.events), c.log.last, c.n, got, c.want)
		}
	}
	if got := len(many.Since(3).Events); got != maxEvents {
		t.Errorf("%d are kept, want %d", got, maxEvents)
	}
}

// TestLogBytes keeps less where the data are long, but always the last event.
func TestLogBytes(t *testing.T) {
	l := read(t, 0)
	for range 10 {
		l.Append("moved", make([]byte, maxBytes/4))
	}
	if got := numbers(l, 6); got != "7 8 9 10" || numbers(l, 5) != "resume 10" || l.feed.bytes != maxBytes {
		t.Errorf("after 6: %q, after 5: %q, %d bytes", got, numbers(l, 5), l.feed.bytes)
	}
	l.Append("moved", make([]byte, 2*maxBytes))
	if got := numbers(l, 10); got != "11" || l.feed.bytes != 2*maxBytes {
		t.Errorf("after 10: %q, %d bytes", got, l.feed.bytes)
	}
	fill(l, 1)
	if got := numbers(l, 11); got != "12" || numbers(l, 10) != "resume 12" || l.feed.bytes != 2 {
		t.Errorf("after 11: %q, %d bytes", got, l.feed.bytes)
	}
}

// TestLogIsSmall holds the promise of the type's comment.
func TestLogIsSmall(t *testing.T) {
	if size := reflect.TypeFor[Log]().Size(); size > 32 {
		t.Errorf("%d bytes", size)
	}
	l := &Log{}
	data := []byte("{}")
	if allocated := testing.AllocsPerRun(1000, func() { l.Append("moved", data) }); allocated != 0 || l.feed != nil {
		t.Errorf("a log without readers allocates: %v times", allocated)
	}
	if n := l.Append("moved", nil); n < 1000 {
		t.Errorf("the event has number %d", n)
	}
}

func TestLogCloses(t *testing.T) {
	l := read(t, 1)
	news := l.Since(1).News
	l.Close()
	<-news
	l.Close()
	if n := l.Append("moved", nil); n != 1 || numbers(l, 0) != "1" || !l.Since(1).Closed {
		t.Errorf("a log that is closed takes event %d: %q", n, numbers(l, 0))
	}
	(&Log{}).Close() // without readers
}

func TestReaders(t *testing.T) {
	l := read(t, 0)
	for range MaxReaders - 1 {
		if !l.Join() {
			t.Fatal("too little room")
		}
	}
	if l.Join() {
		t.Error("too much room")
	}
	l.Leave()
	if !l.Join() {
		t.Error("no room where one has left")
	}
}

// TestLinger keeps events for a reader who is away for a moment, and not for ever.
func TestLinger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := read(t, 1)
		away := func(d time.Duration) string {
			l.Leave()
			time.Sleep(d)
			synctest.Wait()
			fill(l, 1)
			l.Join()
			return numbers(l, 1)
		}
		for i, want := range []string{"2", "2 3"} { // each time anew
			if got := away(linger - 1); got != want {
				t.Errorf("a moment later, %d: %q", i, got)
			}
		}
		time.Sleep(linger)
		synctest.Wait()
		if got := numbers(l, 1); got != "2 3" {
			t.Errorf("forgotten with a reader there: %q", got)
		}
		if got := away(linger + 1); got != "resume 4" {
			t.Errorf("long after: %q", got)
		}
		l.Leave()
	})
}

// TestLogIsShared has readers see every event once, while writers append.
func TestLogIsShared(t *testing.T) {
	l := read(t, 0)
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			for i := range 200 {
				l.Append("moved", bytes.Repeat([]byte("x"), i))
			}
		})
	}
	for range MaxReaders {
		group.Go(func() {
			for n := uint64(0); n < 400; {
				v := l.Since(n)
				if !v.Complete {
					n = v.Resume
				}
				for _, e := range v.Events {
					if n++; e.N != n {
						t.Errorf("event %d where %d was next", e.N, n)
					}
				}
				if n < 400 {
					<-v.News
				}
			}
		})
	}
	group.Wait()
}
