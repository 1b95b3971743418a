package dimacs

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// text returns a reader of s, or a nil io.Reader if s is empty.
func text(s string) io.Reader {
	if s == "" {
		return nil
	}
	return strings.NewReader(s)
}

func mustRead(tb testing.TB, opts *Options, gr, co string) *csr.CSRGraph {
	tb.Helper()
	b, err := Read(text(gr), text(co), opts)
	if err != nil {
		tb.Fatal(err)
	}
	return mustBuild(tb, b)
}

func mustBuild(tb testing.TB, b *csr.Builder) *csr.CSRGraph {
	tb.Helper()
	g, err := b.Build()
	if err != nil {
		tb.Fatal(err)
	}
	if err := g.Verify(); err != nil {
		tb.Fatal(err)
	}
	return g
}

// sketch spells out a graph: its size, its arcs, and its points if it has any.
func sketch(g *csr.CSRGraph) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%d:", g.NumNodes())
	for v := range g.NumNodes() {
		for to, w := range g.Arcs(csr.Node(v)).All() {
			fmt.Fprintf(&s, " %d>%d=%d", v, to, w)
		}
	}
	for v := range g.NumNodes() {
		if x, y, ok := g.Point(csr.Node(v)); ok {
			fmt.Fprintf(&s, " (%v %v)", x, y)
		}
	}
	return s.String()
}

// allocated returns the bytes that f allocates, those it frees again included.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// lattice returns the files of a square grid with n nodes a side: some n² nodes
// and 4n² arcs.
func lattice(n int) (gr, co string) {
	var a, v strings.Builder
	fmt.Fprintf(&a, "c a lattice\np sp %d %d\n", n*n, 4*n*(n-1))
	fmt.Fprintf(&v, "p aux sp co %d\n", n*n)
	for i := range n * n {
		fmt.Fprintf(&v, "v %d %d %d\n", i+1, 11900000+i%n*100, 57700000+i/n*100)
		if i%n+1 < n {
			fmt.Fprintf(&a, "a %d %d %d\na %d %d %d\n", i+1, i+2, 1000+i, i+2, i+1, 1000+i)
		}
		if i/n+1 < n {
			fmt.Fprintf(&a, "a %d %d %d\na %d %d %d\n", i+1, i+1+n, 2000+i, i+1+n, i+1, 2000+i)
		}
	}
	return a.String(), v.String()
}
