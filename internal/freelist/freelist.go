// Package freelist keeps the memory of queries for later queries.
//
// Unlike sync.Pool it never frees memory: it holds as much as the most queries at one
// time needed. Once that many have run, no query allocates, whatever the garbage
// collector does in between.
package freelist

import "sync"

// List is a list of free values. The zero List is ready except for New. It is safe for
// concurrent use, at the cost of an uncontended lock.
type List[T any] struct {
	New func() *T // makes one where none is free

	mu   sync.Mutex
	free []*T
}

// Get removes a value from the list, or makes one. A value from the list is as it was
// when put back.
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

// Put returns a value, which the caller must not use any more.
func (l *List[T]) Put(x *T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.free = append(l.free, x)
}
