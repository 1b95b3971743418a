package limits

import (
	"encoding/binary"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var (
	someone = netip.MustParseAddr("192.0.2.1")
	other   = netip.MustParseAddr("192.0.2.2")
	noon    = time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)
)

// expectAllowed asks once at a time after noon; retry is what is to be answered.
func expectAllowed(t *testing.T, l *Limiter, client netip.Addr, after, retry time.Duration) {
	t.Helper()
	if ok, got := l.Allow(client, noon.Add(after)); ok != (retry == 0) || got != retry {
		t.Errorf("%v at %v: %v, %v; want %v", client, after, ok, got, retry)
	}
}

// TestLimiter spends a burst and waits for tokens.
func TestLimiter(t *testing.T) {
	l := NewLimiter(10, 3)
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
	none := NewLimiter(0, 0)
	for range 1000 {
		expectAllowed(t, none, someone, 0, 0)
	}
	slow := NewLimiter(1e-300, 0)
	expectAllowed(t, slow, someone, 0, 0)
	expectAllowed(t, slow, someone, 0, time.Hour)
	fast := NewLimiter(1e300, 1)
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
		l := NewLimiter(1, 1)
		expectAllowed(t, l, netip.MustParseAddr(c.a), 0, 0)
		if ok, _ := l.Allow(netip.MustParseAddr(c.b), noon); ok == c.same {
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
	l := NewLimiter(1, 1)
	l.Allow(someone, noon)
	l.Allow(other, noon)
	for i := range maxClients - 1 {
		l.Allow(nth(i), noon)
		expectAllowed(t, l, someone, 0, time.Second)
	}
	expectAllowed(t, l, other, 0, 0) // forgotten, as the oldest of all
	if len(l.clients) != maxClients || l.recent.Len() != maxClients {
		t.Errorf("knows %d clients in a list of %d, want %d", len(l.clients), l.recent.Len(), maxClients)
	}
}

// TestLimiterIsShared has many goroutines spend one bucket.
func TestLimiterIsShared(t *testing.T) {
	l := NewLimiter(1, 50)
	var allowed atomic.Int64
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for i := range 100 {
				if ok, _ := l.Allow(someone, noon); ok {
					allowed.Add(1)
				}
				l.Allow(nth(i), noon)
			}
		})
	}
	group.Wait()
	if allowed.Load() != 50 {
		t.Errorf("%d of a burst of 50", allowed.Load())
	}
}

// TestPay takes tokens of the time to come, and none of others.
func TestPay(t *testing.T) {
	l := NewLimiter(10, 3)
	const token = 100 * time.Millisecond
	l.Pay(someone, 2, noon)
	expectAllowed(t, l, someone, 0, 0)
	expectAllowed(t, l, someone, 0, token)
	l.Pay(someone, 7, noon)
	l.Pay(someone, 0, noon)
	expectAllowed(t, l, someone, 0, 8*token)
	expectAllowed(t, l, other, 0, 0)
	expectAllowed(t, l, someone, 8*token, 0)
	NewLimiter(0, 0).Pay(someone, 1, noon) // no limit
}

func BenchmarkLimiter(b *testing.B) {
	l := NewLimiter(1e6, 10)
	for i := 0; b.Loop(); i++ {
		l.Allow(nth(i%(2*maxClients)), noon)
	}
}
