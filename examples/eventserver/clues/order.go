package clues

import (
	"math"
	"slices"

	"github.com/veltrix/cairn/dijkstra"
)

// noWay is longer than any walk, and two of it can be added.
const noWay = math.MaxUint64 / 2

// bestOrder returns the order of stops 1 to n-1 that makes the shortest walk from stop
// 0 through all of them, ending anywhere; matrix has the distance from stop i to stop j
// at i*n+j. ok is false if no walk passes all.
//
// It is the dynamic program of Bellman, Held and Karp (1962): the shortest walk through
// each set of clues that ends at each of them, O(2ⁿ n²), some ms for 12.
func (p *planner) bestOrder(n int) (order []int, ok bool) {
	clues := n - 1
	p.table = slices.Grow(p.table[:0], clues<<clues)[:clues<<clues]
	for set := 1; set < 1<<clues; set++ {
		for last := range clues {
			p.table[set*clues+last] = p.shortest(set, last, clues, nil)
		}
	}
	set, last := 1<<clues-1, -1
	if p.after(set, -1, clues, &last) >= noWay {
		return nil, false
	}
	for set != 0 {
		order = append(order, last+1)
		before := -1
		p.shortest(set, last, clues, &before)
		set &^= 1 << last
		last = before
	}
	slices.Reverse(order)
	return order, true
}

// shortest returns the length of the shortest walk through a set that ends at last, and
// notes the clue before that.
func (p *planner) shortest(set, last, clues int, before *int) uint64 {
	rest := set &^ (1 << last)
	switch rest {
	case set: // last is not in it
		return noWay
	case 0:
		return p.leg(0, last+1, clues)
	}
	return p.after(rest, last, clues, before)
}

// after returns the length of the shortest walk through a set and then to one more
// clue, or no further for -1, and notes the last of the set.
func (p *planner) after(set, next, clues int, last *int) uint64 {
	least := uint64(noWay)
	for i := range clues {
		if set>>i&1 == 0 {
			continue
		}
		length := p.table[set*clues+i]
		if next >= 0 {
			length += p.leg(i+1, next+1, clues)
		}
		if length < least {
			if least = length; last != nil {
				*last = i
			}
		}
	}
	return least
}

// leg returns the distance between two stops.
func (p *planner) leg(from, to, clues int) uint64 {
	if d := p.matrix[from*(clues+1)+to]; d != dijkstra.Unreachable {
		return uint64(d)
	}
	return noWay
}
