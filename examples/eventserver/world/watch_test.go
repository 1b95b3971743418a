package world

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

var noon = time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)

// watched is a file that is watched once a second of a synctest bubble.
type watched struct {
	*testing.T
	name    string
	changes atomic.Int64 // that Watch has told
}

// watching runs a test with a file; all times in it are whole seconds and a half.
func watching(t *testing.T, test func(w *watched)) {
	name := filepath.Join(t.TempDir(), "map.csr")
	synctest.Test(t, func(t *testing.T) {
		w := &watched{T: t, name: name}
		w.write(name, "one", 0)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		go Watch(ctx, name, Stat(name), time.Second, func() { w.changes.Add(1) })
		time.Sleep(time.Second / 2)
		test(w)
	})
}

// write writes a file whose time is so many ms after noon.
func (w *watched) write(name, text string, ms int) {
	w.Helper()
	at := noon.Add(time.Duration(ms) * time.Millisecond)
	w.must(os.WriteFile(name, []byte(text), 0o600))
	w.must(os.Chtimes(name, at, at))
}

func (w *watched) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// after lets so many looks pass and expects so many changes to have been told by then.
func (w *watched) after(looks int, changes int64) {
	w.Helper()
	time.Sleep(time.Duration(looks) * time.Second)
	synctest.Wait()
	if got := w.changes.Load(); got != changes {
		w.Errorf("%d changes were told, want %d", got, changes)
	}
}

func TestWatchFile(t *testing.T) {
	watching(t, func(w *watched) {
		w.after(5, 0)
		w.write(w.name, "two", 20) // another time
		w.after(1, 0)
		w.after(1, 1) // once it is stable
		w.after(5, 1)
		w.write(w.name, "three", 20) // another size
		w.after(2, 2)
		w.after(5, 2)
	})
}

// TestWatchRenamed replaces the file by another of the same size and time.
func TestWatchRenamed(t *testing.T) {
	watching(t, func(w *watched) {
		w.write(w.name+".new", "two", 0)
		w.must(os.Rename(w.name+".new", w.name))
		w.after(2, 1)
		w.after(5, 1)
	})
}

// TestWatchGrowing lets a file that is being written finish.
func TestWatchGrowing(t *testing.T) {
	watching(t, func(w *watched) {
		for i := range 5 {
			w.write(w.name, "one and more", i+1)
			w.after(1, 0)
		}
		w.after(1, 1)
	})
}

// TestWatchMissing tells nothing of a file that is away, nor when it comes back as it was.
func TestWatchMissing(t *testing.T) {
	watching(t, func(w *watched) {
		w.must(os.Rename(w.name, w.name+".away"))
		w.after(5, 0)
		w.must(os.Rename(w.name+".away", w.name))
		w.after(5, 0)
		w.must(os.Remove(w.name))
		w.after(2, 0)
		w.write(w.name, "four", 1)
		w.after(1, 0)
		w.after(1, 1)
	})
}

// TestWatchAppearing watches for a file that is not there yet.
func TestWatchAppearing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &watched{T: t, name: filepath.Join(t.TempDir(), "map.csr")}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan bool)
		go func() {
			Watch(ctx, w.name, nil, time.Second, func() { w.changes.Add(1) })
			close(done)
		}()
		w.after(2, 0)
		w.write(w.name, "one", 0)
		w.after(2, 1)
		cancel()
		<-done
	})
}
