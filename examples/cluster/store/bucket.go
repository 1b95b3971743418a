package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// bucketsKey is where a bucket says how many there are: a server that counts others would look for
// hunts where they are not.
const bucketsKey = "cairn.buckets"

// openBucket returns the stream of a bucket, which it makes if it is not there.
//
// It is laid out as the key-value buckets of NATS are, so that their tools read it. Only reading
// differs: those let any replica answer, which may be behind what was acknowledged. Here the
// leader alone does.
func (s *Store) openBucket(ctx context.Context, i int) (jetstream.Stream, error) {
	name := bucketName(i)
	config := jetstream.StreamConfig{
		Name: "KV_" + name, Subjects: []string{"$KV." + name + ".>"}, Replicas: s.options.Replicas,
		Storage: jetstream.FileStorage, MaxMsgsPerSubject: 1, MaxAge: maxAge(s.options.Expire), Discard: jetstream.DiscardNew,
		AllowRollup: true, DenyDelete: true, AllowDirect: false, Duplicates: 100 * time.Millisecond, // the shortest: a write says itself which one it is
		Metadata: map[string]string{bucketsKey: strconv.Itoa(s.options.Buckets)},
	}
	stream, err := s.js.Stream(ctx, config.Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		stream, err = s.js.CreateStream(ctx, config)
	}
	if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) { // another server was first, with other settings
		stream, err = s.js.Stream(ctx, config.Name)
	}
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", name, err)
	}
	if stream, err = s.suited(ctx, stream); err != nil {
		return nil, fmt.Errorf("bucket %s: %w", name, err)
	}
	return stream, nil
}

// suited returns a bucket that was there if this server can use it. How long hunts last may be
// another time than before.
func (s *Store) suited(ctx context.Context, stream jetstream.Stream) (jetstream.Stream, error) {
	config := stream.CachedInfo().Config
	if n := config.Metadata[bucketsKey]; n != strconv.Itoa(s.options.Buckets) {
		return nil, fmt.Errorf("it is one of %s, and this server wants %d", n, s.options.Buckets)
	}
	if config.MaxAge == maxAge(s.options.Expire) {
		return stream, nil
	}
	config.MaxAge = maxAge(s.options.Expire)
	return s.js.UpdateStream(ctx, config)
}

// bucketName returns the name of a bucket.
func bucketName(i int) string { return fmt.Sprintf("hunts-%02d", i) }

// bucketOf returns the number of the bucket that a key belongs to. Keys are random.
func (s *Store) bucketOf(key Key) int { return int(key[0]) % len(s.buckets) }

// subject returns where the values of a key are published.
func (s *Store) subject(key Key) string {
	return "$KV." + bucketName(s.bucketOf(key)) + "." + nameOf(key)
}

// A hunt that is used is written again once this share of its life has passed since the last
// write, and a bucket forgets what was not written for its life and that share.
const renewal = 8

func maxAge(expire time.Duration) time.Duration {
	if expire == 0 {
		return 0
	}
	return expire + expire/renewal
}
