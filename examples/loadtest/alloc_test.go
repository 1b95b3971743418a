//go:build !purego

// In a purego build each slice of an arena is an ordinary one, made by Go.

package main

import "testing"

// TestAllocatesNothing holds the load itself, hunts that end included, to the
// memory that it has.
func TestAllocatesNothing(t *testing.T) {
	l, _ := loaded(t, small(false), honest)
	ended, regions := l.ended, l.pool.Stats().Regions
	allocs := testing.AllocsPerRun(20, func() {
		for range 100 {
			l.arrive(0)
			l.drain()
		}
	})
	if allocs > 0 || l.ended == ended || l.pool.Stats().Regions != regions {
		t.Errorf("%v allocations, %d hunts ended, %d regions were %d", allocs, l.ended-ended, l.pool.Stats().Regions, regions)
	}
}
