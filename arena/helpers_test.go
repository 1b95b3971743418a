package arena

import (
	"errors"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/veltrix/cairn/internal/unsafecast"
)

// newPool returns a pool that is closed when the test ends; no arena may be taken then.
func newPool(t testing.TB, opts *Options) *Pool {
	t.Helper()
	p := NewPool(opts)
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Errorf("Close at the end: %v", err)
		}
	})
	return p
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// take takes an arena, which is given back when the test ends unless it was before.
func take(t testing.TB, s *Shard, size int) Arena {
	t.Helper()
	a, err := s.Take(size)
	check(t, err)
	t.Cleanup(func() {
		if err := a.Release(); err != nil && !errors.Is(err, ErrDoubleRelease) {
			t.Errorf("Release at the end: %v", err)
		}
	})
	return a
}

// mustMake makes a slice that has room.
func mustMake[T Scalar](t testing.TB, a Arena, n int) []T {
	t.Helper()
	x, err := Make[T](a, n)
	check(t, err)
	return x
}

// address returns the address of a slice's first element.
func address(slice any) uintptr { return reflect.ValueOf(slice).Pointer() }

// needsViews skips a test of memory addresses in a build where Go decides them.
func needsViews(t testing.TB) {
	if !unsafecast.InPlace {
		t.Skip("a purego build: slices are the Go heap's")
	}
}

// resident returns the resident bytes of the process, or skips the test.
func resident(t testing.TB) int64 {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("no /proc/self/statm to read the process's memory from")
	}
	pages, err := strconv.ParseInt(strings.Fields(string(statm))[1], 10, 64)
	check(t, err)
	return pages * int64(os.Getpagesize())
}
