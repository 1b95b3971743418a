package csr

import "slices"

// ranked is a place with the square of its distance, which orders places, and a number that
// orders those that are equally near.
type ranked interface {
	rank() (squared float64, number uint32)
}

// nearby is the places that a search has found so far, behind those that were in the slice
// before. As soon as there are as many as are wanted, they are a heap with the farthest at
// its top. If one is wanted, it is not in the slice until they are sorted: so a caller that
// has no slice takes it from here, and nothing is allocated.
type nearby[P ranked] struct {
	all   []P
	first int     // index of the first place that was found
	k     int     // how many are wanted
	bound float64 // squared; nothing beyond is wanted
	one   P       // the place, if one is wanted
	isOne bool    // and there is one
}

func (n *nearby[P]) found() []P { return n.all[n.first:] }

// wants tells whether a place within the bound is one of the k nearest so far.
func (n *nearby[P]) wants(p P) bool {
	if n.k == 1 {
		return !n.isOne || farther(n.one, p)
	}
	return len(n.found()) < n.k || !farther(p, n.found()[0])
}

// add takes a place in that is wanted, instead of the farthest if there are k.
func (n *nearby[P]) add(p P) {
	switch {
	case n.k == 1:
		n.one, n.isOne = p, true
		n.bound, _ = p.rank()
		return
	case len(n.found()) == n.k:
		n.found()[0] = p
		n.sink(0)
	default:
		n.all = append(n.all, p)
		n.heap()
	}
	if len(n.found()) == n.k {
		n.bound, _ = n.found()[0].rank()
	}
}

// heap makes a heap of the places, once there are as many as are wanted.
func (n *nearby[P]) heap() {
	if len(n.found()) < n.k {
		return
	}
	for i := len(n.found())/2 - 1; i >= 0; i-- {
		n.sink(i)
	}
}

// sink moves the place at i of the heap down until none below it is farther.
func (n *nearby[P]) sink(i int) {
	heap := n.found()
	for {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && farther(heap[child+1], heap[child]) {
			child++
		}
		if !farther(heap[child], heap[i]) {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}

// collect returns the places that were found, in any order.
func (n *nearby[P]) collect() []P {
	if n.isOne {
		n.all, n.isOne = append(n.all, n.one), false
	}
	return n.found()
}

// sort returns the places that were found, nearest first.
func (n *nearby[P]) sort() []P {
	slices.SortFunc(n.collect(), byRank)
	return n.found()
}

// byRank is farther for sorting.
func byRank[P ranked](p, q P) int {
	switch {
	case farther(p, q):
		return 1
	case farther(q, p):
		return -1
	}
	return 0
}

// farther compares by distance, and by number where that is equal.
func farther[P ranked](p, q P) bool {
	d, number := p.rank()
	other, otherNumber := q.rank()
	return d > other || d == other && number > otherNumber
}
