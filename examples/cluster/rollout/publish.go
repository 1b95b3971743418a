package rollout

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Publish has all servers use a map, and returns its version once they do. The error says why the
// map is none, which server refuses it, or that ctx was done before.
func Publish(ctx context.Context, js jetstream.JetStream, replicas int, b []byte) (hash string, err error) {
	l, err := openLibrary(ctx, js, replicas)
	if err != nil {
		return "", err
	}
	m, err := openMembers(ctx, js, "", replicas)
	if err != nil {
		return "", err
	}
	if hash, err = l.put(ctx, b); err == nil {
		err = l.want(ctx, hash)
	}
	for err == nil {
		var done bool
		if done, err = m.using(ctx, hash); done {
			return hash, nil
		}
		select {
		case <-time.After(look / 4):
		case <-ctx.Done():
			err = context.Cause(ctx)
		}
	}
	return hash, err
}

// using tells whether all servers use a version. The error names one that refuses it.
func (m *members) using(ctx context.Context, hash string) (bool, error) {
	states, err := m.all(ctx)
	all := len(states) > 0
	for name, s := range states {
		if s.Refused == hash {
			return false, fmt.Errorf("server %s refuses version %s", name, hash)
		}
		all = all && s.Using == hash
	}
	return all, err
}
