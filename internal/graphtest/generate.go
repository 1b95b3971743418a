package graphtest

import (
	"iter"
	"math"
	"math/rand/v2"
)

// seeded returns the random numbers of every generator.
func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)) }

// Grid returns a grid. Each cell is a node of weight 1 to maxWeight, with arcs of weight
// 0 to its four neighbours. Points are column and row.
func Grid(width, height int, maxWeight uint32, seed uint64) *Graph {
	r := seeded(seed)
	g := &Graph{Name: "grid", N: width * height}
	for v := range g.N {
		x, y := v%width, v/width
		g.NodeWeights = append(g.NodeWeights, 1+r.Uint32N(maxWeight))
		g.Points = append(g.Points, [2]float64{float64(x), float64(y)})
		if x+1 < width {
			g.edge(uint32(v), uint32(v+1), 0)
		}
		if y+1 < height {
			g.edge(uint32(v), uint32(v+width), 0)
		}
	}
	return g
}

// Random returns n nodes with so many different arcs, of weight 1 to maxWeight, between
// random pairs: a graph without structure.
func Random(n, arcs int, maxWeight uint32, seed uint64) *Graph {
	r := seeded(seed)
	g := &Graph{Name: "random", N: n}
	seen := map[[2]uint32]bool{}
	for arcs = min(arcs, n*(n-1)); len(g.Arcs) < arcs; {
		u, v := r.Uint32N(uint32(n)), r.Uint32N(uint32(n))
		if u != v && !seen[[2]uint32{u, v}] {
			seen[[2]uint32{u, v}] = true
			g.Arcs = append(g.Arcs, Arc{u, v, 1 + r.Uint32N(maxWeight)})
		}
	}
	return g
}

// Road returns a connected graph of n nodes like a street map: a jagged lattice whose
// streets have corners, so that two nodes in three have degree 2. Weights are lengths.
func Road(n int, seed uint64) *Graph {
	r := seeded(seed)
	side := max(int(math.Sqrt(float64(n)/5)), 1)
	g := &Graph{Name: "road"}
	for v := range min(side*side, n) {
		g.addPoint(float64(v%side)+r.Float64()/2, float64(v/side)+r.Float64()/2)
	}
	squares := uint32(g.N)
	for v := range squares {
		if v >= uint32(side) {
			g.street(r, v-uint32(side), v, n)
		}
		if v%uint32(side) > 0 && (r.IntN(4) > 0 || v < uint32(side)) {
			g.street(r, v-1, v, n)
		}
	}
	for g.N < n { // dead ends, until there are as many nodes as asked for
		v := r.Uint32N(uint32(g.N))
		g.addPoint(g.Points[v][0]+r.Float64()/4, g.Points[v][1]+r.Float64()/4)
		g.length(v, uint32(g.N-1))
	}
	return g
}

func (g *Graph) addPoint(x, y float64) {
	g.Points = append(g.Points, [2]float64{x, y})
	g.N++
}

// street connects two crossings, with two corners in between as long as there is room for
// more nodes.
func (g *Graph) street(r *rand.Rand, u, v uint32, n int) {
	p, q := g.Points[u], g.Points[v]
	for _, along := range []float64{1. / 3, 2. / 3} {
		if g.N < n {
			g.addPoint(p[0]+along*(q[0]-p[0])+r.Float64()/5, p[1]+along*(q[1]-p[1])+r.Float64()/5)
			g.length(u, uint32(g.N-1))
			u = uint32(g.N - 1)
		}
	}
	g.length(u, v)
}

// length adds an edge with the distance of its ends as weight.
func (g *Graph) length(u, v uint32) {
	p, q := g.Points[u], g.Points[v]
	g.edge(u, v, 1+uint32(1000*math.Hypot(p[0]-q[0], p[1]-q[1])))
}

// All yields every graph on n nodes in which each ordered pair of different nodes has no
// arc or one of the given weights: (1+len(weights))^(n(n-1)) graphs. Each graph reuses
// the memory of the one before.
func All(n int, weights []uint32) iter.Seq[*Graph] {
	return func(yield func(*Graph) bool) {
		var pairs []Arc
		for u := range uint32(n) {
			for v := range uint32(n) {
				if u != v {
					pairs = append(pairs, Arc{From: u, To: v})
				}
			}
		}
		g := &Graph{Name: "one of all", N: n}
		choice := make([]int, len(pairs)) // a number with a digit a pair
		for {
			g.Arcs = g.Arcs[:0]
			for i, c := range choice {
				if c > 0 {
					g.Arcs = append(g.Arcs, Arc{pairs[i].From, pairs[i].To, weights[c-1]})
				}
			}
			if !yield(g) || !increment(choice, 1+len(weights)) {
				return
			}
		}
	}
}

// increment adds 1 to a number of digits in a base. It returns false once the number is
// zero again.
func increment(digits []int, base int) bool {
	for i := range digits {
		if digits[i]++; digits[i] < base {
			return true
		}
		digits[i] = 0
	}
	return false
}

// Pairs returns so many seeded random pairs of nodes.
func Pairs(n, count int, seed uint64) (sources, targets []uint32) {
	r := seeded(seed)
	for range count {
		sources = append(sources, r.Uint32N(uint32(n)))
		targets = append(targets, r.Uint32N(uint32(n)))
	}
	return sources, targets
}

// GridWorkload returns the benchmark graph grid: 8,100 nodes, 32,040 arcs.
func GridWorkload() *Graph { return Grid(90, 90, 100, 1) }

// Millimetres returns the length in millimetres of an arc with a length in decimetres. The
// missing digits are made up, the same both ways.
func Millimetres(from, to, decimetres uint32) uint32 {
	return 100*decimetres + (from+to)*(from^to)%100
}

// GridWideWorkload returns the benchmark graph grid-wide: grid with node weights to 10⁶.
func GridWideWorkload() *Graph { return Grid(90, 90, 1_000_000, 1) }

// RandomWideWorkload returns the benchmark graph random-wide: like random, with weights to
// 10⁷.
func RandomWideWorkload() *Graph { return Random(8000, 64000, 10_000_000, 1) }

// RandomWorkload returns the benchmark graph random: 8,000 nodes, 64,000 arcs.
func RandomWorkload() *Graph { return Random(8000, 64000, 1000, 1) }
