package main

import (
	"math"
	"math/bits"

	"github.com/veltrix/cairn/dijkstra"
)

// maxClues is the largest number of clues that are ordered exactly: each clue doubles the
// work, and 12 take a millisecond.
const maxClues = 12

// bestOrder returns the order of stops 1 to n-1 that makes the shortest walk from stop 0
// through all of them, ending anywhere, and its length. matrix has the distance from stop
// i to stop j at i*n+j. ok is false if no walk visits all stops.
//
// It is the dynamic program of Bellman, Held and Karp (1962) over sets of visited stops:
// O(2ⁿ n²).
func bestOrder(n int, matrix []uint32) (order []int, length uint64, ok bool) {
	clues := n - 1
	best := make([]uint64, clues<<clues) // by set of clues visited and the last of them
	for i := range best {
		best[i] = noWay
	}
	for last := range clues {
		best[(1<<last)*clues+last] = leg(matrix[last+1])
	}
	all := 1<<clues - 1
	for set := 1; set <= all; set++ {
		for last := range clues {
			extend(best, matrix, clues, set, last)
		}
	}
	return retrace(best, matrix, clues)
}

// noWay is longer than any walk, and twice noWay does not overflow.
const noWay = math.MaxUint64 / 2

// leg widens a distance for adding.
func leg(d uint32) uint64 {
	if d == dijkstra.Unreachable {
		return noWay
	}
	return uint64(d)
}

// extend extends the best walk through a set, ending at last, by each other clue.
func extend(best []uint64, matrix []uint32, clues, set, last int) {
	sofar := best[set*clues+last]
	if sofar >= noWay {
		return
	}
	for next := range clues {
		if set>>next&1 == 1 {
			continue
		}
		length := sofar + leg(matrix[(last+1)*(clues+1)+next+1])
		place := &best[(set|1<<next)*clues+next]
		*place = min(*place, length)
	}
}

// retrace finds the walk with the length in the table, from its end.
func retrace(best []uint64, matrix []uint32, clues int) (order []int, length uint64, ok bool) {
	set := 1<<clues - 1
	last := 0
	for i := range clues {
		if best[set*clues+i] < best[set*clues+last] {
			last = i
		}
	}
	length = best[set*clues+last]
	if length >= noWay {
		return nil, 0, false
	}
	order = make([]int, clues)
	for i := clues - 1; ; i-- {
		order[i] = last + 1
		sofar := best[set*clues+last]
		set &^= 1 << last
		if set == 0 {
			return order, length, true
		}
		last = before(best, matrix, clues, set, last, sofar)
	}
}

// before returns the clue from which the walk came to next at a given length.
func before(best []uint64, matrix []uint32, clues, set, next int, length uint64) int {
	for rest := uint(set); rest != 0; rest &= rest - 1 {
		last := bits.TrailingZeros(rest)
		if best[set*clues+last]+leg(matrix[(last+1)*(clues+1)+next+1]) == length {
			return last
		}
	}
	panic("a length in the table has no walk") // the table was filled by such sums
}
