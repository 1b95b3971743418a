package trip

import "context"

// ascent finds a lower bound on the cost of a cycle: the 1-tree of Held and Karp (1970,
// 1971), for costs that differ by direction in the form that Jonker and Volgenant's (1983)
// transformation gives it.
//
// A cycle is an arc out of the root, an arc into it, and a tree over the other nodes. The
// cheapest of each are no dearer. Multipliers make that tight: adding out(u)+in(v) to the
// cost of each arc from u to v changes all cycles alike, by the sum of all multipliers, but
// not all trees. Subgradient ascent raises the multipliers of nodes that more arcs leave or
// enter than one, and lowers those of the others.
//
// All is done in whole numbers, so that it ends alike on every machine. It takes O(n²) a
// step, Prim's algorithm (1957) for the most part.
type ascent struct {
	m         *model
	symmetric bool // up to what multipliers even out
	out, in   []int64
	best      struct{ out, in []int64 } // those of the best bound
	bound     int64                     // the best, times scale

	degrees  [2][]int64 // arcs of the 1-tree out of each node and into it, less one
	momentum [2][]int64 // the change of the multipliers in the step before
	key      []int64    // Prim's: the cheapest arc between a node and the tree,
	arc      []int32    // and that arc: the node in the tree, and 1 if it is the head, below
	left     []int32    // nodes outside the tree
}

const (
	scaleBits = 10
	scale     = 1 << scaleBits // of multipliers and bounds
	maxArc    = 1 << 34        // a forbidden arc counts as this: more than any other costs
	maxSteps  = 120            // of the ascent
	patience  = 8              // steps without a better bound, after which they become shorter
	fullStep  = 64             // a whole step, in parts

	// maxMultiplier is more than any arc costs. MaxStops nodes with such multipliers do not
	// overflow 63 bits.
	maxMultiplier = 2 * maxArc * scale
)

// run climbs, with the cost of some trip that is no better than the best, and returns a
// bound. It stops early if ctx is done.
func (a *ascent) run(ctx context.Context, m *model, upper int64) int64 {
	a.begin(m)
	upper = min(upper, int64(m.n)*maxArc)
	length, idle := int64(2*fullStep), 0
	for range maxSteps {
		w := a.oneTree()
		if idle++; w > a.bound {
			a.bound, idle = w, 0
			copy(a.best.out, a.out)
			copy(a.best.in, a.in)
		}
		norm := a.subgradient()
		if norm == 0 || length == 0 || a.bound > (upper-1)*scale || done(ctx) {
			break
		}
		if idle == patience {
			length, idle = length/2, 0
		}
		a.step(min((upper*scale-w)/norm, maxMultiplier) * length / fullStep)
	}
	return (a.bound + scale - 1) >> scaleBits
}

// begin sets the multipliers to where both directions of an arc cost the same, if there
// is such a place, and otherwise to 0.
func (a *ascent) begin(m *model) {
	a.m, a.bound = m, -1<<62
	for _, s := range []*[]int64{&a.out, &a.in, &a.best.out, &a.best.in, &a.key,
		&a.degrees[0], &a.degrees[1], &a.momentum[0], &a.momentum[1]} {
		*s = resized(*s, m.n)
		clear(*s)
	}
	a.arc = resized(a.arc, m.n)
	a.symmetric = true
	for v := 2; v < m.n; v++ {
		half := (a.between(v, 1) - a.between(1, v)) << (scaleBits - 1)
		a.out[v], a.in[v] = -half, half
	}
	for u := 1; u < m.n && a.symmetric; u++ {
		for v := 1; v < u && a.symmetric; v++ {
			a.symmetric = a.reduced(u, v) == a.reduced(v, u)
		}
	}
	if !a.symmetric {
		clear(a.out)
		clear(a.in)
	}
}

// between returns the cost of an arc.
func (a *ascent) between(u, v int) int64 { return min(a.m.cost[u*a.m.n+v], maxArc) }

// reduced returns the cost of an arc with its multipliers.
func (a *ascent) reduced(u, v int) int64 {
	return a.between(u, v)<<scaleBits + a.out[u] + a.in[v]
}

// oneTree finds the cheapest 1-tree under the multipliers and the degrees in it, and
// returns the bound that it proves.
func (a *ascent) oneTree() int64 {
	for v := range a.m.n {
		a.degrees[0][v], a.degrees[1][v] = -1, -1
	}
	sum := a.spanningTree() + a.rootArcs()
	for v := range a.m.n {
		sum -= a.out[v] + a.in[v]
	}
	return sum
}

// rootArcs takes the cheapest arc out of the root and the cheapest into it.
func (a *ascent) rootArcs() int64 {
	head, tail := 1, 1
	for v := 2; v < a.m.n; v++ {
		if a.reduced(0, v) < a.reduced(0, head) {
			head = v
		}
		if a.reduced(v, 0) < a.reduced(tail, 0) {
			tail = v
		}
	}
	a.take(0, head)
	a.take(tail, 0)
	return a.reduced(0, head) + a.reduced(tail, 0)
}

// take counts an arc.
func (a *ascent) take(tail, head int) {
	a.degrees[0][tail]++
	a.degrees[1][head]++
}

// spanningTree finds the cheapest tree over all nodes but the root, whose arcs may lead
// either way.
func (a *ascent) spanningTree() (sum int64) {
	a.left = a.left[:0]
	for v := 2; v < a.m.n; v++ {
		a.left = append(a.left, int32(v))
		a.key[v] = none
	}
	for u := 1; len(a.left) > 0; {
		at := a.nearest(u)
		v := int(a.left[at])
		a.left[at] = a.left[len(a.left)-1]
		a.left = a.left[:len(a.left)-1]
		sum += a.key[v]
		if other := int(a.arc[v] >> 1); a.arc[v]&1 == 1 {
			a.take(v, other)
		} else {
			a.take(other, v)
		}
		u = v
	}
	return sum
}

// nearest adds node u to the tree and returns where in left the node is that is now nearest
// to the tree.
func (a *ascent) nearest(u int) (at int) {
	n := a.m.n
	row, column := a.m.cost[u*n:][:n], a.m.back[u*n:][:n]
	out, in, key := a.out[:n], a.in[:n], a.key[:n]
	least := int64(none)
	for i, v := range a.left {
		to := min(row[v], maxArc)<<scaleBits + out[u] + in[v]
		from := min(column[v], maxArc)<<scaleBits + out[v] + in[u]
		if cheaper := min(to, from); cheaper < key[v] {
			key[v], a.arc[v] = cheaper, int32(u)<<1
			if from < to {
				a.arc[v]++
			}
		}
		if key[v] < least {
			least, at = key[v], i
		}
	}
	return at
}

// subgradient makes the degrees the direction of the next step and returns the square of its
// length; 0 if the 1-tree is a cycle. Where the direction of an arc is of no account, both
// multipliers of a node change alike.
func (a *ascent) subgradient() (norm int64) {
	out, in := a.degrees[0], a.degrees[1]
	for v := range a.m.n {
		if a.symmetric {
			out[v] += in[v]
			in[v] = out[v]
		}
		norm += out[v]*out[v] + in[v]*in[v]
	}
	if a.symmetric {
		norm /= 2 // both multipliers of a node are one
	}
	return norm
}

// step changes the multipliers by so much for each arc too many or too few, seven parts of
// that and three of the change before.
func (a *ascent) step(size int64) {
	for side, multipliers := range [2][]int64{a.out, a.in} {
		for v, degree := range a.degrees[side] {
			a.momentum[side][v] = 7*degree*size/10 + 3*a.momentum[side][v]/10
			multipliers[v] = min(max(multipliers[v]+a.momentum[side][v], -maxMultiplier), maxMultiplier)
		}
	}
}

// done tells whether a context is done; nil never is.
func done(ctx context.Context) bool { return ctx != nil && ctx.Err() != nil }
