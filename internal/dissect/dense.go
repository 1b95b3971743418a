package dissect

import "math/bits"

// maxDense is the size of the largest part to be ordered by minimum degree: the memory
// taken, in bits, is its square. Tests change it.
var maxDense = 1 << 14

// dense orders parts without good separators by minimum degree: the next node is the one
// that has the fewest neighbours then (Tinney and Walker 1967), the lowest of several. It
// keeps the filled graph as a bit matrix, and stops once the rest is complete.
type dense struct {
	words  int // a row of the matrix
	matrix []uint64
	degree []int // by node; the constant ordered once it has its place
	order  []uint32
}

const ordered = -1

// arrange returns the nodes of a graph in order. It costs O(n²), and n bits for each
// neighbour of each eliminated node.
func (d *dense) arrange(a adjacency) []uint32 {
	d.fill(a)
	for left := a.size(); left > 0; left-- {
		v := d.least()
		if d.degree[v] == left-1 {
			d.appendRest()
			break
		}
		d.eliminate(v)
	}
	return d.order
}

func (d *dense) row(v int) []uint64 { return d.matrix[v*d.words : (v+1)*d.words] }

func (d *dense) fill(a adjacency) {
	n := a.size()
	d.words = (n + 63) / 64
	d.matrix = filled(d.matrix, n*d.words, 0)
	d.degree, d.order = filled(d.degree, n, 0), d.order[:0]
	for v := range n {
		for _, u := range a.row(uint32(v)) {
			d.row(v)[u/64] |= 1 << (u % 64)
		}
		d.degree[v] = len(a.row(uint32(v)))
	}
}

// least returns the first node of least degree.
func (d *dense) least() int {
	best := ordered
	for v, degree := range d.degree {
		if degree != ordered && (best == ordered || degree < d.degree[best]) {
			best = v
		}
	}
	return best
}

// appendRest appends the remaining nodes.
func (d *dense) appendRest() {
	for v, degree := range d.degree {
		if degree != ordered {
			d.order = append(d.order, uint32(v))
		}
	}
}

// eliminate makes the neighbours of v adjacent to each other, and removes v.
func (d *dense) eliminate(v int) {
	d.order = append(d.order, uint32(v))
	d.degree[v] = ordered
	row := d.row(v)
	for i, w := range row {
		for ; w != 0; w &= w - 1 {
			d.join(i*64+bits.TrailingZeros64(w), v, row)
		}
	}
}

// join adds the neighbours of v to those of u, without u and v, and counts them.
func (d *dense) join(u, v int, row []uint64) {
	own, degree := d.row(u), 0
	for i, w := range row {
		own[i] |= w
	}
	own[u/64] &^= 1 << (u % 64)
	own[v/64] &^= 1 << (v % 64)
	for _, w := range own {
		degree += bits.OnesCount64(w)
	}
	d.degree[u] = degree
}
