package dissect

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"testing"
)

// town returns a graph like a street map: a jagged lattice in which some streets are
// missing, most have corners, and some are dead ends.
func town(side int, seed uint64) *Graph {
	r := source(seed)
	b := &townBuilder{r: r}
	for v := range side * side {
		b.node(100*(v%side)+r.IntN(60), 100*(v/side)+r.IntN(60))
	}
	for v := range side * side {
		if v%side > 0 && r.IntN(5) > 0 {
			b.street(v-1, v)
		}
		if v >= side && r.IntN(5) > 0 {
			b.street(v-side, v)
		}
		if r.IntN(4) == 0 {
			b.street(v, b.node(b.x[v]+r.IntN(30), b.y[v]-r.IntN(30)))
		}
	}
	return b.graph()
}

// townBuilder has whole coordinates, which are the same on every machine.
type townBuilder struct {
	r     *rand.Rand
	x, y  []int
	edges [][2]int
}

func (b *townBuilder) node(x, y int) int {
	b.x, b.y = append(b.x, x), append(b.y, y)
	return len(b.x) - 1
}

// street connects two nodes with up to three corners in between.
func (b *townBuilder) street(u, v int) {
	corners := b.r.IntN(4)
	last := u
	for i := 1; i <= corners; i++ {
		next := b.node(b.x[u]+i*(b.x[v]-b.x[u])/(corners+1), b.y[u]+i*(b.y[v]-b.y[u])/(corners+1))
		b.edges = append(b.edges, [2]int{last, next})
		last = next
	}
	b.edges = append(b.edges, [2]int{last, v})
}

func (b *townBuilder) graph() *Graph {
	g := build(len(b.x), b.edges...)
	for v := range b.x {
		g.X, g.Y = append(g.X, float64(b.x[v])), append(g.Y, float64(b.y[v]))
	}
	return g
}

// common returns the mean number of common ancestors of two random nodes.
func (e *eliminated) common() float64 {
	r := source(9)
	const count = 20_000
	sum := 0
	for range count {
		u, v := r.IntN(len(e.parent)), r.IntN(len(e.parent))
		for u != v && u >= 0 && v >= 0 {
			if u < v {
				u = e.parent[u]
			} else {
				v = e.parent[v]
			}
		}
		if u == v {
			sum += e.depth[u]
		}
	}
	return float64(sum) / count
}

// The quality of orders of maps stays within bounds a little above today's values.
func TestQuality(t *testing.T) {
	for _, c := range []struct {
		what         string
		graph        *Graph
		mean, common float64
		height, fill int // arcs of the filled graph, a hundred nodes
	}{
		{"grid", grid(90, 90, true), 200, 112, 260, 1530},
		{"grid without points", grid(90, 90, false), 200, 112, 260, 1530},
		{"town", town(40, 1), 51, 26, 68, 285},
		{"town without points", withoutPoints(town(40, 1)), 51, 26, 68, 285},
	} {
		e := eliminate(t, c.graph, order(t, c.graph))
		fill := 100 * e.fill / len(e.depth)
		if e.mean() > c.mean || e.common() > c.common || e.height() > c.height || fill > c.fill {
			t.Errorf("%s of %d nodes: %.1f ancestors, %.1f in common, height %d, %d arcs a hundred nodes",
				c.what, len(e.depth), e.mean(), e.common(), e.height(), fill)
		}
	}
}

func withoutPoints(g *Graph) *Graph { return &Graph{First: g.First, Heads: g.Heads} }

// Orders are the same on every machine. They may change with the package, but then
// rebuilt indexes differ from earlier ones.
func TestSameEverywhere(t *testing.T) {
	for _, c := range []struct {
		what  string
		graph *Graph
		want  string
	}{
		{"grid", grid(40, 40, true), "97a76427749b2919"},
		{"town", town(20, 1), "9450fe49883809a0"},
		{"town without points", withoutPoints(town(20, 1)), "dfbe8b49595cd2ea"},
		{"expander", random(500, 3000, source(1)), "0ae2a83bf4d93db7"},
	} {
		h := fnv.New64a()
		fmt.Fprint(h, order(t, c.graph))
		if got := fmt.Sprintf("%016x", h.Sum64()); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}
