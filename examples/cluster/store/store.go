// Package store keeps hunts in key-value buckets of NATS JetStream, which several servers share.
//
//	s, err := store.Open(ctx, conn, store.Options{Buckets: 16, Replicas: 3, Expire: time.Hour, Taken: release})
//	defer s.Close()
//	game, err := hunts.New(w, hunts.Options{Store: s, ...})
//
// Each value has a revision. A server remembers that of each copy that it has, and sends it along
// with each write, which the bucket refuses if there was another write since. So nothing that is
// acknowledged is ever overwritten by a server that did not know of it.
//
// All else is for speed: a server that takes a hunt over says so, and the one that had it drops its
// copy; a copy is read without asking for a moment after it was last known to be good.
package store

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// Options are the settings of a Store.
type Options struct {
	Buckets  int           // in which the hunts are; the same for all servers
	Replicas int           // of each bucket, on as many NATS servers
	Expire   time.Duration // how long a hunt lasts that nobody uses; 0: for ever
	Fresh    time.Duration // how long a copy is read without asking; 0: it is always asked
	Patience time.Duration // how long a write may take; 0: 15 s, in which a bucket finds another leader
	Taken    func(key Key) // called, on a goroutine of its own, when another server has taken over a hunt that this one has a copy of
}

// Key is the name of a hunt.
type Key = [12]byte

// Store is a hunts.Shared. It is safe for concurrent use.
type Store struct {
	options Options
	conn    *nats.Conn
	js      jetstream.JetStream
	buckets []jetstream.Stream
	said    *nats.Subscription

	mu     sync.Mutex
	copies map[Key]*held
}

// held is the copy of a value that this server has.
type held struct {
	revision uint64    // of the value; 0: there is none yet
	good     time.Time // when that was the last revision
	taken    bool      // it is not any more, or nobody knows
	fetched  bool      // and not written since: others do not know of this server yet
	last     *write    // of the value; nil: there was none
}

var _ hunts.Shared = (*Store)(nil)

// takenOver is the subject on which servers say that they have taken over a hunt.
const takenOver = "cairn.taken"

// Open opens the buckets, which it makes if they are not there. Close the Store, and the
// connection after it.
func Open(ctx context.Context, conn *nats.Conn, o Options) (*Store, error) {
	if o.Patience == 0 {
		o.Patience = 15 * time.Second
	}
	js, err := jetstream.New(conn)
	if err != nil {
		return nil, err
	}
	s := &Store{options: o, conn: conn, js: js, buckets: make([]jetstream.Stream, o.Buckets), copies: map[Key]*held{}}
	if err := s.openBuckets(ctx); err != nil {
		return nil, err
	}
	s.said, err = conn.Subscribe(takenOver, s.heard)
	return s, err
}

// openBuckets opens all buckets, at the same time: in a cluster each takes a while to be made.
func (s *Store) openBuckets(ctx context.Context) error {
	errs := make([]error, len(s.buckets))
	var group sync.WaitGroup
	for i := range s.buckets {
		group.Go(func() { s.buckets[i], errs[i] = s.openBucket(ctx, i) })
	}
	group.Wait()
	for _, err := range errs {
		if errors.Is(err, context.DeadlineExceeded) { // and so it is with most buckets
			return fmt.Errorf("%w: are most NATS servers there?", err)
		}
	}
	return errors.Join(errs...)
}

// Close ends what Open has begun. Writes that are under way go on.
func (s *Store) Close() { _ = s.said.Unsubscribe() } // of a connection that is closed it has ended

// Load loads nothing: a hunt is fetched when it is first asked for.
func (s *Store) Load(func(key [12]byte, value []byte) error) error { return nil }

// Fetch is as hunts.Shared says.
func (s *Store) Fetch(key Key) (value []byte, err error) {
	s.settle(key)
	asked := time.Now()
	v, err := s.look(key)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.copies[key] = &held{revision: v.revision, good: asked, fetched: true}
	return v.data, nil
}

// settle waits for the writes of a key that are under way.
func (s *Store) settle(key Key) {
	if w := s.copyOf(key).last; w != nil {
		_ = w.wait() // the caller of that Write learns its error
	}
}

// Check is as hunts.Shared says, with the time of Options.Fresh. A copy that is in use but was not
// written for long it writes again, so that the bucket does not forget it.
func (s *Store) Check(key Key) error {
	s.settle(key)
	asked := time.Now()
	known := s.copyOf(key)
	switch {
	case known.taken:
		return hunts.ErrTaken
	case asked.Sub(known.good) < s.options.Fresh:
		return nil
	}
	v, err := s.look(key)
	if err != nil {
		return err
	}
	if v.revision != known.revision {
		s.change(key, func(c *held) { c.taken = true })
		return hunts.ErrTaken
	}
	s.change(key, func(c *held) { c.good = asked })
	if e := s.options.Expire; e > 0 && len(v.data) > 0 && time.Since(v.written) > e/renewal {
		return s.Write(key, v.data)()
	}
	return nil
}

// copyOf returns what is known of a copy. One that is not there is taken.
func (s *Store) copyOf(key Key) held {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.copies[key]; c != nil {
		return *c
	}
	return held{taken: true}
}

// change changes what is known of a copy, if there is one.
func (s *Store) change(key Key, do func(*held)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.copies[key]; c != nil {
		do(c)
	}
}

// Release is as hunts.Shared says.
func (s *Store) Release(key Key) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.copies, key)
}

// Doubt has all copies be checked before they are read again: this server may have missed what
// others have said.
func (s *Store) Doubt() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.copies {
		c.good = time.Time{}
	}
}

// say tells other servers that this one has taken over a hunt.
func (s *Store) say(key Key, revision uint64) {
	_ = s.conn.Publish(takenOver, binary.LittleEndian.AppendUint64(key[:], revision)) // they find out when they write
}

// heard is told that a server has taken over a hunt.
func (s *Store) heard(m *nats.Msg) {
	var key Key
	if len(m.Data) != len(key)+8 {
		return
	}
	revision := binary.LittleEndian.Uint64(m.Data[copy(key[:], m.Data):])
	if c := s.copyOf(key); !c.taken && c.revision < revision && s.options.Taken != nil {
		go s.options.Taken(key)
	}
}

// nameOf returns a key as it is in subjects.
func nameOf(key Key) string { return base64.RawURLEncoding.EncodeToString(key[:]) }
