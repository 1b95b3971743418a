package main

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/examples/eventserver/limits"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// hunts are all hunts, by name. There are no more than most, and no client has more than
// each. A hunt takes 336 bytes in an arena and some 250 on the Go heap, and an overlay of its own once a street is
// closed. It is safe for concurrent use.
type hunts struct {
	most   int
	each   int // 0: most
	record arena.Type[record]

	mu    sync.RWMutex
	byID  map[huntID]*hunt
	of    map[netip.Addr]int // how many each household has
	wheel *wheel
	shard *arena.Shard
}

// newHunts returns a place for hunts, which are over when they were not used for idle.
func newHunts(most, each int, idle time.Duration, pool *arena.Pool) (*hunts, error) {
	record, err := arena.TypeOf[record]()
	return &hunts{most: most, each: each, record: record, byID: map[huntID]*hunt{}, of: map[netip.Addr]int{}, wheel: newWheel(idle, time.Now()), shard: pool.NewShard()}, err
}

// notFound is the answer to an id that no hunt has, and to a token that is not the
// hunt's: who does not have the token does not learn whether there is such a hunt.
func notFound() *refusal.Error {
	return &refusal.Error{Status: http.StatusNotFound, Text: "there is no such hunt, or the token is not the hunt's"}
}

// room returns why a client cannot have one more hunt, or nil.
func (s *hunts) room(client netip.Addr) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.refusal(limits.Household(client))
}

// refusal is room under the lock.
func (s *hunts) refusal(owner netip.Addr) error {
	switch {
	case len(s.byID) >= s.most:
		return &refusal.Error{Status: http.StatusServiceUnavailable, Text: "there are as many hunts as there may be", Retry: time.Minute}
	case s.each > 0 && s.of[owner] >= s.each && owner != itself:
		return &refusal.Error{Status: http.StatusTooManyRequests, Text: fmt.Sprintf("there are %d hunts of one address already", s.each), Retry: time.Minute}
	}
	return nil
}

// add makes a client's hunt of a plan, with a name and a token that cannot be guessed, and
// returns the token.
func (s *hunts) add(w *world, plan record, client netip.Addr, now time.Time) (*hunt, huntToken, error) {
	h, token := &hunt{world: w, owner: limits.Household(client), price: waysCost(int(plan.placed))}, huntToken{}
	_, _ = rand.Read(h.id[:]) // never returns an error
	_, _ = rand.Read(token[:])
	h.secret = sha256.Sum256(token[:])
	h.touch(now)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refusal(h.owner); err != nil {
		return nil, token, err
	}
	memory, records, err := s.take()
	if err != nil {
		return nil, token, err
	}
	records[0] = plan
	h.memory, h.record = memory, &records[0]
	s.byID[h.id] = h
	s.of[h.owner]++
	s.wheel.put(h)
	return h, token, nil
}

// take takes the memory for one hunt. The lock is held: a shard is one goroutine's.
func (s *hunts) take() (memory arena.Arena, records []record, err error) {
	const size = 2*8 + 4*(4+maxClues+maxClosed)
	if memory, err = s.shard.Take(size); err != nil {
		return memory, nil, err
	}
	records, err = s.record.MakeDirty(memory, 1)
	return memory, records, err
}

// find returns the hunt of a name to who has the token.
func (s *hunts) find(id, token string) (*hunt, error) {
	var name huntID
	var secret huntToken
	if !readName(name[:], id) || !readName(secret[:], token) {
		return nil, notFound()
	}
	s.mu.RLock()
	h := s.byID[name]
	s.mu.RUnlock()
	hash := sha256.Sum256(secret[:])
	if h == nil || subtle.ConstantTimeCompare(hash[:], h.secret[:]) == 0 {
		return nil, notFound()
	}
	return h, nil
}

// remove takes a hunt out, and tells whether it was there.
func (s *hunts) remove(h *hunt) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.byID[h.id]
	if ok {
		delete(s.byID, h.id)
		if s.of[h.owner]--; s.of[h.owner] == 0 {
			delete(s.of, h.owner)
		}
		s.wheel.take(h)
	}
	return ok
}

// over returns the hunts that nobody has used for long.
func (s *hunts) over(now time.Time) []*hunt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wheel.turn(now)
}

// count returns how many there are.
func (s *hunts) count() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.byID)
}

// all returns those that there are now, in no order.
func (s *hunts) all() []*hunt {
	s.mu.RLock()
	defer s.mu.RUnlock()
	list := make([]*hunt, 0, len(s.byID))
	for _, h := range s.byID {
		list = append(list, h)
	}
	return list
}

// Names and tokens are written in the alphabet of addresses.
var names = base64.RawURLEncoding.Strict()

// String returns the name as it is in addresses.
func (id huntID) String() string { return names.EncodeToString(id[:]) }

// String returns the token as the player shows it.
func (t huntToken) String() string { return names.EncodeToString(t[:]) }

// readName reads a name or token, all of it, and tells whether it is one.
func readName(dst []byte, text string) bool {
	if len(text) != names.EncodedLen(len(dst)) {
		return false
	}
	b, err := names.DecodeString(text)
	return copy(dst, b) == len(dst) && err == nil
}
