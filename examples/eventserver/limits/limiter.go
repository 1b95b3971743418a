// Package limits bounds what one client can have of a server: the work that its requests
// may cost, its connections, and the time that it may take.
//
//	limiter := limits.NewLimiter(100, 100) // requests a second, and at once
//	ok, retry := limiter.Allow(limits.Client(r), time.Now())
//	server := limits.NewServer(handler, nil) // an http.Server that waits for nobody for ever
package limits

import (
	"container/list"
	"net/netip"
	"sync"
	"time"
)

// maxClients is how many clients a limiter knows at one time. They take some 200
// bytes each, 13 MB in all.
const maxClients = 1 << 16

// Limiter bounds what the requests of each client may cost a second: a token bucket
// a client, which fills at a rate and holds a burst. It knows the clients that came
// last; one that has not come for longer than maxClients others begins anew with
// a full bucket. It is safe for concurrent use, and a request costs it some hundred ns.
//
// A bucket is kept as the time at which it will be full, and nothing else: that of
// one with n tokens missing is n intervals from now. (This form is known as the
// generic cell rate algorithm, ITU-T I.371.)
type Limiter struct {
	interval time.Duration // in which one token comes
	burst    time.Duration // in which an empty bucket becomes full

	mu      sync.Mutex
	clients map[netip.Addr]*list.Element
	recent  list.List // of *bucket, the last to come in front
}

// bucket is what a limiter knows of a client.
type bucket struct {
	client netip.Addr
	full   time.Time
}

// NewLimiter returns a limiter of so many requests a second, of which a client
// that has kept still may make a burst at once. A rate of 0 is no limit.
func NewLimiter(rate float64, burst int) *Limiter {
	l := &Limiter{clients: map[netip.Addr]*list.Element{}}
	if rate > 0 {
		l.interval = time.Duration(min(float64(time.Second)/rate, float64(time.Hour)))
	}
	l.burst = time.Duration(max(burst, 1)) * l.interval
	return l
}

// Allow takes a token of a client's, or tells when there will be one.
func (l *Limiter) Allow(client netip.Addr, now time.Time) (ok bool, retry time.Duration) {
	if l.interval == 0 {
		return true, 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.bucket(Household(client))
	full := later(b.full, now).Add(l.interval)
	if early := full.Sub(now) - l.burst; early > 0 {
		return false, early
	}
	b.full = full
	return true, 0
}

// Pay takes tokens from a client, also those that are still to come: it is refused until
// they have.
func (l *Limiter) Pay(client netip.Addr, tokens int, now time.Time) {
	if l.interval == 0 || tokens <= 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.bucket(Household(client))
	b.full = later(b.full, now).Add(time.Duration(tokens) * l.interval)
}

// later returns the later of two times.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// bucket returns the bucket of a client, which is in front then.
func (l *Limiter) bucket(client netip.Addr) *bucket {
	if e := l.clients[client]; e != nil {
		l.recent.MoveToFront(e)
		return e.Value.(*bucket)
	}
	if len(l.clients) == maxClients {
		e := l.recent.Back()
		delete(l.clients, e.Value.(*bucket).client)
		l.recent.Remove(e)
	}
	b := &bucket{client: client}
	l.clients[client] = l.recent.PushFront(b)
	return b
}
