//go:build linux

package minplus

import (
	"slices"
	"syscall"
	"testing"

	"github.com/veltrix/cairn/internal/unsafecast"
)

// fenced returns a page of numbers between two inaccessible ones.
func fenced[T unsafecast.Number](t *testing.T) []T {
	t.Helper()
	page := syscall.Getpagesize()
	b, err := syscall.Mmap(-1, 0, 3*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Munmap(b) })
	for _, fence := range [][]byte{b[:page], b[2*page:]} {
		if err := syscall.Mprotect(fence, syscall.PROT_NONE); err != nil {
			t.Fatal(err)
		}
	}
	numbers, inPlace, err := unsafecast.View[T](b[page : 2*page])
	if err != nil {
		t.Fatal(err)
	}
	if !inPlace {
		t.Skip("this build or machine copies instead of viewing bytes in place")
	}
	return numbers
}

// Rows at both ends of an array between inaccessible pages.
func TestPairsKeepToTheArray(t *testing.T) {
	rows16, rows32, dst := fenced[uint16](t), fenced[uint32](t), fenced[uint32](t)
	for _, k := range implementations() {
		for n := range 3*longest + 1 {
			pairs := atTheEnds(n, len(rows16), Block16)
			k.pairs16(dst[len(dst)-len(pairs):], rows16, pairs)
			k.pairs16(dst[:len(pairs)], rows16, pairs)
			pairs = atTheEnds(n, len(rows32), Block32)
			k.pairs32(dst[len(dst)-len(pairs):], rows32, pairs)
			k.pairs32(dst[:len(pairs)], rows32, pairs)
		}
	}
}

// atTheEnds pairs the first row of an array with the last, both ways, and each with
// itself.
func atTheEnds(n, entries, block int) []Pair {
	last, length := uint32(entries-roundUp(n, block)), uint32(n)
	return []Pair{{0, last, length}, {last, 0, length}, {0, 0, length}, {last, last, length}}
}

// TestLowerKeepsToTheArray has blocks at both ends of an array without neighbours.
func TestLowerKeepsToTheArray(t *testing.T) {
	rows, dst := fenced[uint16](t), fenced[uint16](t)
	for _, k := range implementations() {
		for n := range 10 {
			last := uint32(len(rows) - Block16)
			k.lower16(dst[:Block16], rows, slices.Repeat([]Way{{last, 1}}, n), 0)
			k.lower16(dst[last:], rows, slices.Repeat([]Way{{0, 1}}, n), last)
		}
	}
}

// Slices begin and end with a page, here and in the next test.
func TestRelaxKeepsToItsSlices(t *testing.T) {
	row, other := fenced[uint32](t), fenced[uint32](t)
	for _, k := range implementations() {
		for n := range 3*longest + 1 {
			k.relax32(row[:n], other[:n], 1)
			k.relax32(row[:n], other[len(other)-n:], 1)
			k.relax32(row[len(row)-n:], other[:n], 1)
			k.relax32(row[len(row)-n:], other[len(other)-n:], 1)
		}
	}
}

func TestNarrowKeepsToItsSlices(t *testing.T) {
	dst, src := fenced[uint16](t), fenced[uint32](t)
	for _, k := range implementations() {
		for n := range 3*longest + 1 {
			k.narrow(dst[:n], src[:n])
			k.narrow(dst[:n], src[len(src)-n:])
			k.narrow(dst[len(dst)-n:], src[:n])
			k.narrow(dst[len(dst)-n:], src[len(src)-n:])
		}
	}
}

// TestFansKeepToTheArray has fans at both ends of an array without neighbours.
func TestFansKeepToTheArray(t *testing.T) {
	costs, others := fenced[uint32](t), fenced[uint32](t)
	last := uint32(len(costs) - FanSize)
	for _, k := range implementations() {
		for n := range uint16(FanSize) {
			fans := []Fan{{0, last, 0, n + 1}, {last, 0, 0, n + 1}}
			k.fans32(costs, fans)
			k.fansEach32(costs, others, fans)
		}
	}
}
