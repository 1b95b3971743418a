package hunts

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/examples/eventserver/clues"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// registry is all hunts, by ID. A hunt takes 352 bytes in an arena and some 270 on the Go
// heap, and an overlay of its own once a street is closed. It is safe for concurrent use.
type registry struct {
	most   int
	each   int // of one owner; 0: most
	record arena.Type[record]

	mu    sync.RWMutex
	byID  map[ID]*Hunt
	of    map[netip.Addr]int // how many each owner has
	wheel *wheel
	shard *arena.Shard
}

func newRegistry(o Options, pool *arena.Pool) (*registry, error) {
	record, err := arena.TypeOf[record]()
	return &registry{
		most: o.Hunts, each: o.Each, record: record, byID: map[ID]*Hunt{}, of: map[netip.Addr]int{},
		wheel: newWheel(o.Expire, time.Now()), shard: pool.NewShard(),
	}, err
}

// ErrNotFound is the error of an id that no hunt has, and of a token that is not the
// hunt's. They are one, so that nobody without the token learns whether there is a hunt.
var ErrNotFound error = &refusal.Error{Status: http.StatusNotFound, Text: "there is no such hunt, or the token is not the hunt's"}

// check returns why an owner cannot have one more hunt, or nil.
func (s *registry) check(owner netip.Addr) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.room(owner)
}

// room is check under the lock.
func (s *registry) room(owner netip.Addr) error {
	switch {
	case len(s.byID) >= s.most:
		return &refusal.Error{Status: http.StatusServiceUnavailable, Text: "there are as many hunts as there may be", Retry: time.Minute}
	case s.each > 0 && s.of[owner] >= s.each && owner != Nobody:
		return &refusal.Error{Status: http.StatusTooManyRequests, Text: fmt.Sprintf("there are %d hunts of one address already", s.each), Retry: time.Minute}
	}
	return nil
}

// add makes an owner's hunt of a plan, with a name and a token that cannot be guessed, and
// returns the token.
func (s *registry) add(w *world.World, plan record, owner netip.Addr, now time.Time) (*Hunt, Token, error) {
	h, token := &Hunt{owner: owner, clues: int(plan.placed)}, Token{}
	_, _ = rand.Read(h.id[:]) // never returns an error
	_, _ = rand.Read(token[:])
	h.secret = sha256.Sum256(token[:])
	h.touch(now)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.room(owner); err != nil {
		return nil, token, err
	}
	if err := s.allocate(h, plan, w); err != nil {
		return nil, token, err
	}
	s.insert(h)
	return h, token, nil
}

// restore puts a hunt back that was saved, whether or not there is room. It is lost if it has no
// place in a World.
func (s *registry) restore(id ID, from *saved, w *world.World, now time.Time) (*Hunt, error) {
	h := &Hunt{id: id, secret: from.secret, owner: from.owner, clues: len(from.clues)}
	h.log.Resume(from.event)
	h.touch(now)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.allocate(h, record{lon: from.lon, lat: from.lat, found: from.found}, w); err != nil {
		return nil, err
	}
	h.resettle(from)
	s.insert(h)
	return h, nil
}

// allocate gives a hunt memory for its record. The lock is held: a shard is one goroutine's.
func (s *registry) allocate(h *Hunt, r record, w *world.World) error {
	const size = 3*8 + 4*(6+clues.Most+maxClosed) // with 4 bytes of padding
	memory, err := s.shard.Take(size)
	if err != nil {
		return err
	}
	records, err := s.record.MakeDirty(memory, 1)
	if err != nil {
		return errors.Join(err, memory.Release())
	}
	records[0] = r
	h.memory, h.state = memory, State{world: w, record: &records[0]}
	return nil
}

// insert puts a hunt among the others. The lock is held.
func (s *registry) insert(h *Hunt) {
	s.byID[h.id] = h
	s.of[h.owner]++
	s.wheel.insert(h)
}

// Find returns the hunt that has an id, if the token is the hunt's, and notes that the hunt
// is in use. Else the error is ErrNotFound, or a *refusal.Error if the Store is shared and
// cannot be asked.
func (g *Game) Find(id, token string) (*Hunt, error) {
	var name ID
	var secret Token
	if !readName(name[:], id) || !readName(secret[:], token) {
		return nil, ErrNotFound
	}
	h := g.hunts.get(name)
	if h == nil && g.shared != nil {
		var err error
		if h, err = g.fetch(name, secret); err != nil {
			return nil, err
		}
	}
	if h == nil || !secret.opens(h.secret) {
		return nil, ErrNotFound
	}
	h.touch(time.Now())
	return h, nil
}

// opens tells whether a token is that of a hash.
func (t Token) opens(secret [sha256.Size]byte) bool {
	hash := sha256.Sum256(t[:])
	return subtle.ConstantTimeCompare(hash[:], secret[:]) == 1
}

// get returns the hunt of an id, or nil.
func (s *registry) get(id ID) *Hunt {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.byID[id]
}

// has tells whether a hunt is there.
func (s *registry) has(h *Hunt) bool { return s.get(h.id) == h }

// remove takes a hunt out, and tells whether it was there.
func (s *registry) remove(h *Hunt) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.byID[h.id]
	if ok {
		delete(s.byID, h.id)
		if s.of[h.owner]--; s.of[h.owner] == 0 {
			delete(s.of, h.owner)
		}
		s.wheel.remove(h)
	}
	return ok
}

// idle returns the hunts that nobody has used for long, which stay until they are removed.
func (s *registry) idle(now time.Time) []*Hunt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wheel.advance(now)
}

// count returns how many there are.
func (s *registry) count() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.byID)
}

// all returns those that there are now, in no order.
func (s *registry) all() []*Hunt {
	s.mu.RLock()
	defer s.mu.RUnlock()
	list := make([]*Hunt, 0, len(s.byID))
	for _, h := range s.byID {
		list = append(list, h)
	}
	return list
}

// Names and tokens are written in the alphabet of addresses.
var names = base64.RawURLEncoding.Strict()

// String returns the name as it is in addresses.
func (id ID) String() string { return names.EncodeToString(id[:]) }

// String returns the token as the player shows it.
func (t Token) String() string { return names.EncodeToString(t[:]) }

// readName reads a name or token, all of it, and tells whether it is one.
func readName(dst []byte, text string) bool {
	if len(text) != names.EncodedLen(len(dst)) {
		return false
	}
	b, err := names.DecodeString(text)
	return copy(dst, b) == len(dst) && err == nil
}
