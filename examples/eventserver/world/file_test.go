package world

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// TestLargeMap is refused before memory is taken for it, by a bound that can be set.
func TestLargeMap(t *testing.T) {
	file := filepath.Join(t.TempDir(), "map.csr")
	fixture.WriteSquares(t, file, "squares")
	size := Stat(file).Size()
	for most, ok := range map[int64]bool{size: true, size - 1: false, 0: true} {
		if _, err := NewFile(file, most, 0).Load(t.Context(), nil); (err == nil) != ok {
			t.Errorf("at most %d bytes: %v", most, err)
		}
	}
}

// TestApart: what hangs blocks nobody, and nobody else begins meanwhile; a panic is an error.
func TestApart(t *testing.T) {
	fixture.LogTo(t, slog.DiscardHandler)
	synctest.Test(t, func(t *testing.T) {
		turn, hang := make(chan struct{}, 1), make(chan struct{})
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		if err := apart(ctx, turn, func() error { <-hang; return nil }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("what hangs: %v", err)
		}
		if err := apart(t.Context(), turn, func() error { return nil }); err != errStillReading {
			t.Errorf("another: %v", err)
		}
		close(hang)
		synctest.Wait()
		if err := apart(t.Context(), turn, func() error { panic("a map") }); err == nil {
			t.Error("a panic is no error")
		}
		if err := apart(t.Context(), turn, func() error { return nil }); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}
