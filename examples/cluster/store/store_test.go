package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/veltrix/cairn/examples/cluster/broker"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// cluster is NATS in the process, and the keys whose copies a server was told to drop.
type cluster struct {
	*testing.T
	*broker.Broker
	taken chan Key
}

func newCluster(t *testing.T) *cluster {
	t.Helper()
	b, err := broker.Open(broker.Options{Dir: t.TempDir(), Sync: time.Minute}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return &cluster{t, b, make(chan Key, 100)}
}

// server opens the Store of a server, with other settings if change has them.
func (c *cluster) server(change func(o *Options)) *Store {
	c.Helper()
	o := Options{Buckets: 2, Replicas: 1, Expire: time.Hour, Fresh: time.Hour, Patience: 2 * time.Second, Taken: func(k Key) { c.taken <- k }}
	if change != nil {
		change(&o)
	}
	s, err := Open(c.Context(), c.Conn, o)
	if err != nil {
		c.Fatal(err)
	}
	c.Cleanup(s.Close)
	return s
}

// write writes and expects an error.
func (c *cluster) write(s *Store, k Key, v string, want error) {
	c.Helper()
	if err := s.Write(k, []byte(v))(); !errors.Is(err, want) {
		c.Errorf("writing %q: %v, want %v", v, err, want)
	}
}

// fetch fetches and expects a value.
func (c *cluster) fetch(s *Store, k Key, want string) {
	c.Helper()
	if v, err := s.Fetch(k); err != nil || string(v) != want {
		c.Errorf("fetched %q, %v; want %q", v, err, want)
	}
}

// check checks and expects an error.
func (c *cluster) check(s *Store, k Key, want error) {
	c.Helper()
	if err := s.Check(k); !errors.Is(err, want) {
		c.Errorf("%v, want %v", err, want)
	}
}

var one, two = Key{1}, Key{2, 5}

// TestOneServer writes, and reads what it has written.
func TestOneServer(t *testing.T) {
	c := newCluster(t)
	s := c.server(nil)
	c.fetch(s, one, "")
	for i, k := range []Key{one, two, one} {
		c.write(s, k, fmt.Sprint("value ", i), nil)
	}
	c.check(s, one, nil)
	s.Release(one)
	c.check(s, one, hunts.ErrTaken)
	c.write(s, one, "of a copy that is not there", hunts.ErrTaken)
	c.fetch(s, one, "value 2")
	c.write(s, one, "", nil)
	c.fetch(s, one, "")
}

// TestTwoServers refuses what one writes that does not know of the other.
func TestTwoServers(t *testing.T) {
	c := newCluster(t)
	a, b := c.server(nil), c.server(nil)
	c.write(a, one, "a", nil)
	c.fetch(b, one, "a")
	c.write(b, one, "a", nil) // which takes it over
	if k := <-c.taken; k != one {
		t.Errorf("%v was taken", k)
	}
	c.write(a, one, "a again", hunts.ErrTaken)
	c.check(a, one, hunts.ErrTaken)
	c.write(b, one, "b", nil)
	c.fetch(a, one, "b")
	c.write(a, one, "a at last", nil)
	c.fetch(b, one, "a at last")
}

// TestFresh asks the bucket once a copy was not known to be good for a while.
func TestFresh(t *testing.T) {
	c := newCluster(t)
	a, b := c.server(nil), c.server(func(o *Options) { o.Fresh = 0 })
	c.write(a, one, "a", nil)
	c.fetch(b, one, "a")
	c.write(a, one, "b", nil)
	c.check(b, one, hunts.ErrTaken)
	c.fetch(b, one, "b")
	c.write(b, one, "b", nil)
	c.check(a, one, nil) // for an hour
	a.Doubt()
	c.check(a, one, hunts.ErrTaken)
}

// TestRenewal writes a hunt again that is used, before the bucket forgets it.
func TestRenewal(t *testing.T) {
	c := newCluster(t)
	s := c.server(func(o *Options) { o.Fresh, o.Expire = 0, 8*time.Second })
	c.write(s, one, "in use", nil)
	first := s.copyOf(one).revision
	time.Sleep(1100 * time.Millisecond)
	c.check(s, one, nil)
	if last := s.copyOf(one).revision; last == first {
		t.Errorf("revision %d, as before", last)
	}
	other := c.server(func(o *Options) { o.Expire = 16 * time.Second })
	if age := other.buckets[0].CachedInfo().Config.MaxAge; age != 18*time.Second {
		t.Errorf("the bucket forgets after %v", age)
	}
	if age := s.buckets[0].CachedInfo().Config.MaxAge; age != 9*time.Second {
		t.Errorf("the bucket forgets after %v", age)
	}
}

// TestPipelined has many writes under way at one time, those of a key in order.
func TestPipelined(t *testing.T) {
	c := newCluster(t)
	s := c.server(nil)
	var group sync.WaitGroup
	for i := range 500 {
		w := s.Write(Key{byte(i), byte(i / 256)}, []byte("first"))
		last := s.Write(Key{byte(i), byte(i / 256)}, []byte("second"))
		group.Go(func() {
			if err := errors.Join(w(), last()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	c.fetch(s, Key{7, 1}, "second")
}

// TestSentTwice does not take a write for another server's that has come to the bucket before.
func TestSentTwice(t *testing.T) {
	c := newCluster(t)
	s := c.server(nil)
	c.write(s, one, "before", nil)
	last := s.copyOf(one).revision
	w := &write{key: one, id: "this one"}
	w.msg = &nats.Msg{Subject: s.subject(one), Data: []byte("after"), Header: nats.Header{writeHeader: {w.id}}}
	first, err := s.publish(t.Context(), w, last)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.send(w, last); err != nil || again != first {
		t.Errorf("revision %d, %v; want %d", again, err, first)
	}
	if _, err := s.judge(w, first, false); err != nil {
		t.Error(err)
	}
	w.id = "another"
	for unsure, want := range map[bool]error{false: hunts.ErrTaken, true: hunts.ErrUnsure} {
		if _, err := s.judge(w, last, unsure); err != want {
			t.Errorf("%v, want %v", err, want)
		}
	}
	if _, err := s.judge(w, first, true); err != errPending {
		t.Errorf("%v, want %v", err, errPending)
	}
}

// TestNobodyAnswers says that nothing has happened if nobody was there, and that nobody knows if
// somebody was who does not answer.
func TestNobodyAnswers(t *testing.T) {
	c := newCluster(t)
	s := c.server(func(o *Options) { o.Patience = 300 * time.Millisecond })
	for i := range 2 {
		if err := c.JetStream.DeleteStream(t.Context(), "KV_"+bucketName(i)); err != nil {
			t.Fatal(err)
		}
	}
	w := &write{key: one, msg: &nats.Msg{Subject: s.subject(one), Header: nats.Header{}}}
	if _, err := s.publish(t.Context(), w, 0); !isUnsent(err) {
		t.Error(err)
	}
	if err := s.Write(two, []byte("x"))(); err == nil {
		t.Error("it was written")
	}
	silent, err := c.Conn.Subscribe("$KV.>", func(*nats.Msg) {})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Unsubscribe() }()
	c.write(s, one, "x", hunts.ErrUnsure)
	c.write(s, one, "x", hunts.ErrTaken)
	if _, err := s.Fetch(one); err == nil {
		t.Error("it was fetched")
	}
}

// TestOtherBuckets refuses a server that would look for hunts elsewhere.
func TestOtherBuckets(t *testing.T) {
	c := newCluster(t)
	c.server(nil)
	_, err := Open(context.Background(), c.Conn, Options{Buckets: 3, Replicas: 1})
	if err == nil || !strings.Contains(err.Error(), "one of 2, and this server wants 3") {
		t.Error(err)
	}
}

// TestKeyValueTools can read the buckets.
func TestKeyValueTools(t *testing.T) {
	c := newCluster(t)
	s := c.server(nil)
	c.write(s, two, "value", nil)
	kv, err := c.JetStream.KeyValue(t.Context(), bucketName(s.bucketOf(two)))
	if err != nil {
		t.Fatal(err)
	}
	v, err := kv.Get(t.Context(), nameOf(two))
	if err != nil || string(v.Value()) != "value" {
		t.Error(v, err)
	}
	c.write(s, two, "", nil)
	if _, err := kv.Get(t.Context(), nameOf(two)); !errors.Is(err, jetstream.ErrKeyNotFound) {
		t.Error(err)
	}
}

// TestOddMessages are not heard.
func TestOddMessages(t *testing.T) {
	c := newCluster(t)
	s := c.server(nil)
	c.write(s, one, "x", nil)
	s.heard(&nats.Msg{Data: []byte("short")})
	s.heard(&nats.Msg{Data: make([]byte, 20)})
	if len(c.taken) > 0 {
		t.Errorf("%v was taken", <-c.taken)
	}
}
