// Package freelist keeps memory that queries need for a moment, for the next query.
//
// Unlike sync.Pool it lets go of nothing: there is as much memory as there were ever
// queries at a time, and once that many have been, no query allocates, whatever the
// garbage collector does in between.
package freelist

import "sync"

// List is what is free. The zero List is ready but for New. It is safe for concurrent
// use, at the cost of an uncontended lock.
type List[T any] struct {
	New func() *T // makes one where none is free

	mu   sync.Mutex
	free []*T
}

// Get takes one out of the list, or makes one. It is as it was left.
func (l *List[T]) Get() *T {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := len(l.free)
	if n == 0 {
		return l.New()
	}
	x := l.free[n-1]
	l.free = l.free[:n-1]
	return x
}

// Put gives one back, which must not be used any more.
func (l *List[T]) Put(x *T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.free = append(l.free, x)
}
