package rollout

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/nats-io/nats.go/jetstream"
)

// Names of the bucket of versions and its keys, and of the object store.
const (
	versionsBucket = "map-versions"
	wantedKey      = "wanted"
	currentKey     = "current"
	objects        = "maps"
)

// library is the maps that there are, and which of them are wanted and in use.
type library struct {
	objects jetstream.ObjectStore
	keys    jetstream.KeyValue
}

// versions are the maps that are wanted and in use, and the revision of the latter.
type versions struct {
	wanted, current string
	revision        uint64
}

func openLibrary(ctx context.Context, js jetstream.JetStream, replicas int) (*library, error) {
	l := &library{}
	var err error
	if l.keys, err = openBucket(ctx, js, jetstream.KeyValueConfig{Bucket: versionsBucket, Replicas: replicas}); err != nil {
		return nil, err
	}
	l.objects, err = js.ObjectStore(ctx, objects)
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		l.objects, err = js.CreateOrUpdateObjectStore(ctx, jetstream.ObjectStoreConfig{Bucket: objects, Replicas: replicas})
	}
	if err != nil {
		return nil, fmt.Errorf("object store %s: %w", objects, err)
	}
	return l, nil
}

// openBucket returns a key-value bucket, which it makes if it is not there.
func openBucket(ctx context.Context, js jetstream.JetStream, c jetstream.KeyValueConfig) (jetstream.KeyValue, error) {
	kv, err := js.KeyValue(ctx, c.Bucket)
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		kv, err = js.CreateOrUpdateKeyValue(ctx, c)
	}
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", c.Bucket, err)
	}
	return kv, nil
}

// begin returns the version in use, which is that of the seed if there was none.
func (l *library) begin(ctx context.Context, seed []byte) (hash string, err error) {
	if v, err := l.read(ctx); err == nil {
		return v.current, nil
	} else if !errors.Is(err, jetstream.ErrKeyNotFound) {
		return "", err
	}
	if hash, err = l.put(ctx, seed); err != nil {
		return "", err
	}
	for _, key := range []string{wantedKey, currentKey} {
		if _, err := l.keys.Create(ctx, key, []byte(hash)); err != nil && !errors.Is(err, jetstream.ErrKeyExists) {
			return "", err
		}
	}
	v, err := l.read(ctx)
	return v.current, err
}

// put puts a map that can be used into the object store, and returns its hash.
func (l *library) put(ctx context.Context, b []byte) (hash string, err error) {
	g, err := read(b)
	if err != nil {
		return "", err
	}
	if _, err = l.objects.GetInfo(ctx, hashOf(g)); err != nil {
		_, err = l.objects.PutBytes(ctx, hashOf(g), b)
	}
	return hashOf(g), err
}

// read returns which maps are wanted and in use.
func (l *library) read(ctx context.Context) (v versions, err error) {
	wanted, err := l.keys.Get(ctx, wantedKey)
	if err != nil {
		return v, err
	}
	current, err := l.keys.Get(ctx, currentKey)
	if err != nil {
		return v, err
	}
	return versions{string(wanted.Value()), string(current.Value()), current.Revision()}, nil
}

// want has a version be wanted.
func (l *library) want(ctx context.Context, hash string) error {
	_, err := l.keys.Put(ctx, wantedKey, []byte(hash))
	return err
}

// advance makes the wanted version that in use, unless another server has been faster.
func (l *library) advance(ctx context.Context, v versions) error {
	_, err := l.keys.Update(ctx, currentKey, []byte(v.wanted), v.revision)
	if errors.Is(err, jetstream.ErrKeyExists) || errors.Is(err, jetstream.ErrKeyRevisionMismatch) {
		return nil
	}
	if err == nil {
		slog.Info("all servers are ready, and replace their map", "version", v.wanted, "before", v.current)
	}
	return err
}

// fetch returns the bytes of a map, of which there may be so many.
func (l *library) fetch(ctx context.Context, hash string, most uint64) ([]byte, error) {
	info, err := l.objects.GetInfo(ctx, hash)
	switch {
	case errors.Is(err, jetstream.ErrObjectNotFound):
		return nil, &BadMapError{err}
	case err != nil:
		return nil, err
	case info.Size > most:
		return nil, &BadMapError{fmt.Errorf("%d bytes, and a map has at most %d here", info.Size, most)}
	}
	return l.objects.GetBytes(ctx, hash)
}
