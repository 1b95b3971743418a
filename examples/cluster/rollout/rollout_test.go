package rollout

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/cluster/broker"
	"github.com/veltrix/cairn/examples/eventserver/world"
	"github.com/veltrix/cairn/testdata"
)

func newBroker(t *testing.T) *broker.Broker {
	t.Helper()
	b, err := broker.Open(broker.Options{Dir: t.TempDir(), Sync: time.Minute}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

// square returns the file of a small map that lies at a longitude.
func square(t *testing.T, lon float64) []byte {
	t.Helper()
	b := csr.NewBuilder(4)
	for v := range csr.Node(4) {
		b.SetPoint(v, lon+float64(v/2)*0.01, 57+float64(v%2)*0.01)
		b.AddArc(v, (v+1)%4, 100)
		b.AddArc((v+1)%4, v, 100)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g.Bytes()
}

// member is a server that uses the maps.
type member struct {
	*Rollout
	stop func()

	mu   sync.Mutex
	used []string // versions, in order
}

// join has a server join.
func join(t *testing.T, b *broker.Broker, name string, seed []byte) *member {
	t.Helper()
	r, err := Open(t.Context(), b.JetStream, Options{Server: name, Replicas: 1, Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	m := &member{Rollout: r, used: []string{r.World().Hash}}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { r.Run(ctx, m.use) })
	m.stop = sync.OnceFunc(func() { cancel(); running.Wait() })
	t.Cleanup(m.stop)
	return m
}

func (m *member) use(_ context.Context, w *world.World) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.used = append(m.used, w.Hash)
	return nil
}

func (m *member) using() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.used[len(m.used)-1]
}

// TestRollout has two servers use a map that is published, and one that joins afterwards.
func TestRollout(t *testing.T) {
	b := newBroker(t)
	first, second := join(t, b, "a", testdata.Goteborg()), join(t, b, "b", square(t, 10))
	if first.using() != second.using() {
		t.Errorf("%s and %s", first.using(), second.using())
	}
	hash, err := Publish(t.Context(), b.JetStream, 1, square(t, 12))
	if err != nil {
		t.Fatal(err)
	}
	third := join(t, b, "c", nil)
	for _, m := range []*member{first, second, third} {
		if m.using() != hash {
			t.Errorf("%s, want %s", m.using(), hash)
		}
	}
}

// TestBadMap stays unused: one that is none is not published, and one that came to the store all
// the same is refused.
func TestBadMap(t *testing.T) {
	b := newBroker(t)
	m := join(t, b, "a", square(t, 10))
	before := m.using()
	bad := square(t, 11)
	bad[len(bad)-1] ^= 1
	if _, err := Publish(t.Context(), b.JetStream, 1, bad); err == nil {
		t.Error("it was published")
	}
	for hash, content := range map[string][]byte{"00bad": bad, "0other": square(t, 11), "missing": nil} {
		if content != nil {
			if _, err := m.maps.objects.PutBytes(t.Context(), hash, content); err != nil {
				t.Fatal(err)
			}
		}
		if err := m.maps.want(t.Context(), hash); err != nil {
			t.Fatal(err)
		}
		err := error(nil)
		for deadline := time.Now().Add(20 * time.Second); err == nil && time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
			_, err = m.members.using(t.Context(), hash)
		}
		if err == nil || !strings.Contains(err.Error(), "refuses version "+hash) {
			t.Errorf("%s: %v", hash, err)
		}
	}
	if m.using() != before {
		t.Errorf("it uses %s", m.using())
	}
	hash, err := Publish(t.Context(), b.JetStream, 1, square(t, 12))
	if err != nil || m.using() != hash {
		t.Errorf("%s, %v", m.using(), err)
	}
}

// TestOneIsNotReady waits for all that are alive, and no longer than they are.
func TestOneIsNotReady(t *testing.T) {
	b := newBroker(t)
	m := join(t, b, "a", square(t, 10))
	other, err := openMembers(t.Context(), b.JetStream, "slow", 1)
	if err != nil {
		t.Fatal(err)
	}
	before := m.using()
	alive, die := context.WithCancel(t.Context())
	var slow sync.WaitGroup
	slow.Go(func() {
		for ; alive.Err() == nil; time.Sleep(look / 4) {
			_ = other.say(t.Context(), state{Ready: before}) // if it fails the test does
		}
	})
	short, cancel := context.WithTimeout(t.Context(), 3*look)
	defer cancel()
	if _, err := Publish(short, b.JetStream, 1, square(t, 12)); err == nil || m.using() != before {
		t.Errorf("%s, %v", m.using(), err)
	}
	die()
	slow.Wait()
	hash, err := Publish(t.Context(), b.JetStream, 1, square(t, 12))
	if err != nil || m.using() != hash {
		t.Errorf("%s, want %s, %v", m.using(), hash, err)
	}
}
