package main

import (
	"encoding/binary"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

var (
	someone = netip.MustParseAddr("192.0.2.1")
	other   = netip.MustParseAddr("192.0.2.2")
	noon    = time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)
)

// expectAllowed asks once at a time after noon; retry is what is to be answered.
func expectAllowed(t *testing.T, l *limiter, client netip.Addr, after, retry time.Duration) {
	t.Helper()
	if ok, got := l.allow(client, noon.Add(after)); ok != (retry == 0) || got != retry {
		t.Errorf("%v at %v: %v, %v; want %v", client, after, ok, got, retry)
	}
}

// TestLimiter spends a burst and waits for tokens.
func TestLimiter(t *testing.T) {
	l := newLimiter(10, 3)
	const token = 100 * time.Millisecond
	for range 3 {
		expectAllowed(t, l, someone, 0, 0)
	}
	expectAllowed(t, l, someone, 0, token)
	expectAllowed(t, l, other, 0, 0) // has a bucket of its own
	expectAllowed(t, l, someone, token-1, 1)
	expectAllowed(t, l, someone, token, 0)
	expectAllowed(t, l, someone, token, token) // what was refused has cost nothing
	for range 3 {                              // full, and no more than full
		expectAllowed(t, l, someone, time.Hour, 0)
	}
	expectAllowed(t, l, someone, time.Hour, token)
	expectAllowed(t, l, someone, time.Hour-token, 2*token) // a clock that was set back
}

// TestLimiterRates has extreme ones.
func TestLimiterRates(t *testing.T) {
	none := newLimiter(0, 0)
	for range 1000 {
		expectAllowed(t, none, someone, 0, 0)
	}
	slow := newLimiter(1e-300, 0)
	expectAllowed(t, slow, someone, 0, 0)
	expectAllowed(t, slow, someone, 0, time.Hour)
	fast := newLimiter(1e300, 1)
	for range 1000 {
		expectAllowed(t, fast, someone, 0, 0)
	}
}

// TestHouseholds has those who share an address, or a network of one subscriber,
// share a bucket.
func TestHouseholds(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"192.0.2.1", "::ffff:192.0.2.1", true},
		{"192.0.2.1", "192.0.2.2", false},
		{"2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true},
		{"2001:db8::1", "2001:db8:0:1::1", false},
		{"fe80::1%eth0", "fe80::1%eth1", true},
	} {
		l := newLimiter(1, 1)
		expectAllowed(t, l, netip.MustParseAddr(c.a), 0, 0)
		if ok, _ := l.allow(netip.MustParseAddr(c.b), noon); ok == c.same {
			t.Errorf("%s and %s: the second is allowed: %v", c.a, c.b, ok)
		}
	}
}

// nth returns one of many addresses.
func nth(n int) netip.Addr {
	var a [4]byte
	binary.BigEndian.PutUint32(a[:], 10<<24+uint32(n))
	return netip.AddrFrom4(a)
}

// TestLimiterIsBounded has more clients than it knows, one of which comes again and again.
func TestLimiterIsBounded(t *testing.T) {
	l := newLimiter(1, 1)
	l.allow(someone, noon)
	l.allow(other, noon)
	for i := range maxClients - 1 {
		l.allow(nth(i), noon)
		expectAllowed(t, l, someone, 0, time.Second)
	}
	expectAllowed(t, l, other, 0, 0) // forgotten, as the oldest of all
	if len(l.clients) != maxClients || l.recent.Len() != maxClients {
		t.Errorf("knows %d clients in a list of %d, want %d", len(l.clients), l.recent.Len(), maxClients)
	}
}

// TestLimiterIsShared has many goroutines spend one bucket.
func TestLimiterIsShared(t *testing.T) {
	l := newLimiter(1, 50)
	var allowed atomic.Int64
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for i := range 100 {
				if ok, _ := l.allow(someone, noon); ok {
					allowed.Add(1)
				}
				l.allow(nth(i), noon)
			}
		})
	}
	group.Wait()
	if allowed.Load() != 50 {
		t.Errorf("%d of a burst of 50", allowed.Load())
	}
}

// TestLimited goes through the handler.
func TestLimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		served := 0
		h := limited(newLimiter(0.1, 1), http.HandlerFunc(func(http.ResponseWriter, *http.Request) { served++ }))
		ask := func(from string) *httptest.ResponseRecorder {
			w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = from
			r.Header.Set("X-Forwarded-For", "198.51.100.7") // what anybody can write
			h.ServeHTTP(w, r)
			return w
		}
		for _, from := range []string{"192.0.2.1:1234", "192.0.2.2:1234", "@"} { // the last is a Unix socket's
			if w := ask(from); w.Code != http.StatusOK {
				t.Errorf("%s: status %d", from, w.Code)
			}
		}
		if w := ask("192.0.2.1:999"); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "10" {
			t.Errorf("status %d, %v", w.Code, w.Header())
		}
		time.Sleep(10 * time.Second)
		if w := ask("192.0.2.1:999"); w.Code != http.StatusOK || served != 4 {
			t.Errorf("after ten seconds: status %d, %d served", w.Code, served)
		}
	})
}

func BenchmarkLimiter(b *testing.B) {
	l := newLimiter(1e6, 10)
	for i := 0; b.Loop(); i++ {
		l.allow(nth(i%(2*maxClients)), noon)
	}
}
