package rollout

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// membersBucket has a key of each server that is alive.
const membersBucket = "servers"

// dead is how long a server says nothing before the others go on without it.
const dead = 6 * look

// state is how far a server is.
type state struct {
	Using   string `json:"using"`   // version in use
	Ready   string `json:"ready"`   // version that it can use now
	Refused string `json:"refused"` // version that it cannot use
}

// members is the servers that are alive.
type members struct {
	keys jetstream.KeyValue
	self string
}

func openMembers(ctx context.Context, js jetstream.JetStream, self string, replicas int) (*members, error) {
	kv, err := openBucket(ctx, js, jetstream.KeyValueConfig{Bucket: membersBucket, Replicas: replicas, Storage: jetstream.MemoryStorage, TTL: dead})
	return &members{kv, self}, err
}

// say says how far this server is, and that it is alive.
func (m *members) say(ctx context.Context, s state) error {
	b, err := json.Marshal(s)
	if err == nil {
		_, err = m.keys.Put(ctx, m.self, b)
	}
	return err
}

// leave has the others not wait for this server.
func (m *members) leave() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = m.keys.Delete(ctx, m.self) // else they wait until it is dead
}

// all returns how far all servers are that are alive.
func (m *members) all(ctx context.Context) (map[string]state, error) {
	names, err := m.keys.Keys(ctx)
	if errors.Is(err, jetstream.ErrNoKeysFound) {
		return nil, nil
	}
	states := map[string]state{}
	for _, name := range names {
		e, err := m.keys.Get(ctx, name)
		if errors.Is(err, jetstream.ErrKeyNotFound) {
			continue // it has left
		}
		var s state
		if err == nil {
			err = json.Unmarshal(e.Value(), &s)
		}
		if err != nil {
			return nil, err
		}
		states[name] = s
	}
	return states, err
}

// ready tells whether all servers that are alive can use a version.
func (m *members) ready(ctx context.Context, hash string) (bool, error) {
	states, err := m.all(ctx)
	for _, s := range states {
		if s.Ready != hash {
			return false, err
		}
	}
	return len(states) > 0, err
}
