package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// Headers of a value. The second is that of key-value buckets for a value that was deleted.
const (
	writeHeader     = "Cairn-Write"
	operationHeader = "KV-Operation"
)

const (
	attempt = 4 * time.Second        // that one request to NATS may take; shorter ones would only add to what it has to do
	pause   = 100 * time.Millisecond // before the next
)

// write is a value on its way to the bucket.
type write struct {
	key    Key
	msg    *nats.Msg
	id     string // in the header, to know the write by
	before *write // of the same key, which comes first; nil: none
	done   chan struct{}
	err    error
}

// wait waits until it is known whether the write has happened.
func (w *write) wait() error {
	<-w.done
	return w.err
}

// Write is as hunts.Store says. Many writes may be under way.
func (s *Store) Write(key [12]byte, value []byte) (wait func() error) {
	w := &write{key: key, id: rand.Text(), done: make(chan struct{})}
	w.msg = &nats.Msg{Subject: s.subject(key), Data: value, Header: nats.Header{writeHeader: {w.id}}}
	if len(value) == 0 {
		w.msg.Header.Set(operationHeader, "DEL")
	}
	s.mu.Lock()
	c := s.copies[key]
	if c == nil {
		c = &held{}
		s.copies[key] = c
	}
	w.before, c.last = c.last, w
	s.mu.Unlock()
	go s.commit(w, c)
	return w.wait
}

// commit has a write happen, and notes what has come of it.
func (s *Store) commit(w *write, c *held) {
	if w.before != nil {
		_ = w.before.wait() // the caller of that Write learns its error
		w.before = nil
	}
	defer close(w.done)
	s.mu.Lock()
	revision, taken := c.revision, c.taken
	s.mu.Unlock()
	if taken {
		w.err = hunts.ErrTaken
		return
	}
	sent := time.Now()
	revision, w.err = s.send(w, revision)
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.last == w {
		c.last = nil
	}
	switch {
	case w.err == nil:
		if c.fetched {
			s.say(w.key, revision)
		}
		c.revision, c.good, c.fetched = revision, sent, false
	case errors.Is(w.err, hunts.ErrTaken), errors.Is(w.err, hunts.ErrUnsure):
		c.taken = true
	}
}

// send publishes a write until it is known to have happened, or not to, and returns the revision of
// the value then. last is the revision that it has to follow.
//
// A write that is published several times happens once at most: it follows a revision, and there is
// another then. If it is refused because there is another, that may be the write itself, whose
// acknowledgement has not come, or one that follows it: a server that has taken the hunt over
// would have seen it.
func (s *Store) send(w *write, last uint64) (revision uint64, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), s.options.Patience)
	defer cancel()
	unsure := false // one that was published before may have happened
	for ; ctx.Err() == nil; wait(ctx) {
		if revision, err = s.publish(ctx, w, last); isConflict(err) {
			revision, err = s.judge(w, last, unsure)
		}
		if err == nil || errors.Is(err, hunts.ErrTaken) || errors.Is(err, hunts.ErrUnsure) {
			return revision, err
		}
		unsure = unsure || !errors.Is(err, errPending) && !isUnsent(err)
	}
	if unsure {
		return 0, hunts.ErrUnsure
	}
	return 0, fmt.Errorf("%w: %w", errNotSent, err)
}

// errNotSent is the error of a write that has not happened.
var errNotSent = errors.New("NATS was not there to take it")

// wait waits for a moment, or until ctx is done.
func wait(ctx context.Context) {
	select {
	case <-time.After(pause):
	case <-ctx.Done():
	}
}

// publish sends a write once.
func (s *Store) publish(ctx context.Context, w *write, last uint64) (revision uint64, err error) {
	ctx, cancel := context.WithTimeout(ctx, attempt)
	defer cancel()
	ack, err := s.js.PublishMsg(ctx, w.msg, jetstream.WithExpectLastSequencePerSubject(last), jetstream.WithRetryAttempts(0))
	if err != nil {
		return 0, err
	}
	return ack.Sequence, nil
}

// isConflict tells whether a bucket has refused a write because the last revision is another, or is
// about to be.
func isConflict(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && (api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence || api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequenceConstant)
}

// isUnsent tells whether a request has reached nobody: then it will not happen later either.
func isUnsent(err error) bool {
	return errors.Is(err, nats.ErrNoResponders) || errors.Is(err, jetstream.ErrNoStreamResponse) || errors.Is(err, nats.ErrReconnectBufExceeded)
}

// judge finds out why a write was refused: it has happened before, and its revision is returned;
// another write has, which is hunts.ErrTaken, or hunts.ErrUnsure if this one may have happened
// before that; or one of them is about to, and it is errPending.
func (s *Store) judge(w *write, last uint64, unsure bool) (revision uint64, err error) {
	v, err := s.look(w.key)
	switch {
	case err != nil:
		return 0, err
	case v.id == w.id:
		return v.revision, nil
	case v.revision == last:
		return 0, errPending
	case unsure:
		return 0, hunts.ErrUnsure
	}
	return 0, hunts.ErrTaken
}

// errPending is the error of a write that was refused because one before it is under way.
var errPending = errors.New("a write of the same hunt is under way")

// value is what a bucket has of a key.
type value struct {
	data     []byte // empty: it was deleted, or never was
	revision uint64 // 0: it never was
	id       string // of the write
	written  time.Time
}

// look returns what the bucket has of a key, as the leader of its replicas says.
func (s *Store) look(key Key) (value, error) {
	ctx, cancel := context.WithTimeout(context.Background(), s.options.Patience)
	defer cancel()
	var err error
	for ; ctx.Err() == nil; wait(ctx) {
		var m *jetstream.RawStreamMsg
		if m, err = s.get(ctx, key); err == nil {
			return value{m.Data, m.Sequence, m.Header.Get(writeHeader), m.Time}, nil
		}
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			return value{}, nil
		}
	}
	return value{}, fmt.Errorf("hunt %s: %w", nameOf(key), err)
}

// get asks the leader once.
func (s *Store) get(ctx context.Context, key Key) (*jetstream.RawStreamMsg, error) {
	ctx, cancel := context.WithTimeout(ctx, attempt)
	defer cancel()
	return s.buckets[s.bucketOf(key)].GetLastMsgForSubject(ctx, s.subject(key))
}
