package broker

import (
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// put opens a Broker on a folder, does something with a bucket, and closes it.
func open(t *testing.T, dir string, do func(kv jetstream.KeyValue) error) {
	t.Helper()
	b, err := Open(Options{Dir: dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	kv, err := b.JetStream.CreateOrUpdateKeyValue(t.Context(), jetstream.KeyValueConfig{Bucket: "test"})
	if err == nil {
		err = do(kv)
	}
	if err != nil {
		t.Error(err)
	}
}

// TestInProcess keeps what is written in the folder.
func TestInProcess(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, func(kv jetstream.KeyValue) error {
		_, err := kv.PutString(t.Context(), "a", "1")
		return err
	})
	open(t, dir, func(kv jetstream.KeyValue) error {
		v, err := kv.Get(t.Context(), "a")
		if err == nil && string(v.Value()) != "1" {
			t.Errorf("%q", v.Value())
		}
		return err
	})
}

// TestSync asks for what is acknowledged to be on the disk, unless there is time.
func TestSync(t *testing.T) {
	for wait, always := range map[time.Duration]bool{0: true, time.Minute: false} {
		b, err := Open(Options{Dir: t.TempDir(), Sync: wait}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c := b.embedded.JetStreamConfig(); c.SyncAlways != always || c.SyncInterval != max(wait, c.SyncInterval) {
			t.Errorf("%v: always %v, every %v", wait, c.SyncAlways, c.SyncInterval)
		}
		b.Close()
	}
}

// TestNobodyThere names the server that does not answer.
func TestNobodyThere(t *testing.T) {
	if _, err := Open(Options{URLs: "nats://127.0.0.1:1"}, nil); err == nil {
		t.Error("there is a server on port 1")
	}
}
