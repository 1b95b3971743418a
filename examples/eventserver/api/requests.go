package api

import (
	"cmp"
	"iter"
	"maps"
	"net/http"
	"slices"
	"sync"
)

// requests counts the requests that were answered, by route and status. The zero
// value is ready for use, and it is safe for concurrent use.
type requests struct {
	mu     sync.Mutex
	counts map[outcome]uint64
}

// outcome is the route and the status of a request. There are no more of them than routes
// times statuses, whatever clients ask for.
type outcome struct {
	route  string // the pattern that has matched; empty if none has
	status int
}

// counted passes on all requests and counts them afterwards. next has to be a ServeMux, or
// hand the same *http.Request on to one: a ServeMux writes there which route it has taken.
func (c *requests) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen := &statusWriter{ResponseWriter: w}
		defer func() { c.add(outcome{r.Pattern, cmp.Or(seen.status, http.StatusInternalServerError)}) }() // also if it panics
		next.ServeHTTP(seen, r)
		seen.status = cmp.Or(seen.status, http.StatusOK)
	})
}

func (c *requests) add(o outcome) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.counts == nil {
		c.counts = map[outcome]uint64{}
	}
	c.counts[o]++
}

// all yields how many requests had each outcome, in order.
func (c *requests) all() iter.Seq2[outcome, uint64] {
	c.mu.Lock()
	counts := maps.Clone(c.counts)
	c.mu.Unlock()
	return func(yield func(outcome, uint64) bool) {
		for _, o := range slices.SortedFunc(maps.Keys(counts), outcome.compare) {
			if !yield(o, counts[o]) {
				return
			}
		}
	}
}

func (o outcome) compare(other outcome) int {
	return cmp.Or(cmp.Compare(o.route, other.route), o.status-other.status)
}

// statusWriter is a response that remembers its status.
type statusWriter struct {
	http.ResponseWriter
	status int // 0 until it is written
}

// WriteHeader notes the status. Statuses below 200 are sent before the one that counts.
func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write writes a part of the body; the status is 200 then, unless it was another before.
func (w *statusWriter) Write(b []byte) (int, error) {
	w.status = cmp.Or(w.status, http.StatusOK)
	return w.ResponseWriter.Write(b)
}

// Unwrap is how http.ResponseController finds flushing and deadlines.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
