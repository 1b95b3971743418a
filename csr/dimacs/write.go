package dimacs

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/veltrix/cairn/csr"
)

// Write writes g as a .gr file and, unless co is nil, its points as a .co file.
// Reading them gives a graph of the same nodes, arcs and weights, so the same
// answers. Longitude and latitude come back rounded to millionths of a degree.
// The texts of Meta are not written. Write costs some 50 ns a line, and memory only for
// two buffers.
//
// The format has no node weights: if a node has one, the error wraps ErrWeight. If co is
// not nil, the error wraps csr.ErrNoPoints for a graph without points, and ErrPoint if
// plane coordinates are not integers. Errors of the writers are returned as they are;
// part of the output may be written by then.
func Write(gr, co io.Writer, g *csr.CSRGraph) error {
	if err := writable(g, co != nil); err != nil {
		return err
	}
	if err := writeArcs(gr, g); err != nil || co == nil {
		return err
	}
	return writePoints(co, g)
}

// writable returns an error if g holds something that the format cannot express.
func writable(g *csr.CSRGraph, points bool) error {
	if err := g.Err(); err != nil {
		return err
	}
	if points && !g.HasPoints() {
		return fmt.Errorf("dimacs: %w", csr.ErrNoPoints)
	}
	for i := range g.NumNodes() {
		v := csr.Node(i)
		if w := g.NodeWeight(v); w != 0 {
			return fmt.Errorf("dimacs: %w: node %d has weight %d, and the format has only arc weights", ErrWeight, v, w)
		}
		if x, y, _ := g.Point(v); points && !g.Meta().LonLat && !(isInteger(x) && isInteger(y)) {
			return fmt.Errorf("dimacs: %w: node %d lies at %v, %v, and the format has only integers", ErrPoint, v, x, y)
		}
	}
	return nil
}

func isInteger(x float64) bool { return x == math.Trunc(x) && math.Abs(x) <= maxPlane }

func writeArcs(to io.Writer, g *csr.CSRGraph) error {
	w := lineWriter{w: bufio.NewWriter(to)}
	w.line("p sp", int64(g.NumNodes()), int64(g.NumArcs()))
	for v := range g.NumNodes() {
		for to, weight := range g.Arcs(csr.Node(v)).All() {
			w.line("a", int64(v)+1, int64(to)+1, int64(weight))
		}
	}
	return w.w.Flush()
}

func writePoints(to io.Writer, g *csr.CSRGraph) error {
	unit := 1.0
	if g.Meta().LonLat {
		unit = degree
	}
	w := lineWriter{w: bufio.NewWriter(to)}
	w.line("p aux sp co", int64(g.NumNodes()))
	for v := range g.NumNodes() {
		x, y, _ := g.Point(csr.Node(v))
		w.line("v", int64(v)+1, int64(math.Round(x*unit)), int64(math.Round(y*unit)))
	}
	return w.w.Flush()
}

// lineWriter writes lines of numbers. The bufio.Writer keeps the first error for
// Flush.
type lineWriter struct {
	w *bufio.Writer
}

func (w *lineWriter) line(head string, numbers ...int64) {
	b := append(w.w.AvailableBuffer(), head...)
	for _, n := range numbers {
		b = strconv.AppendInt(append(b, ' '), n, 10)
	}
	w.w.Write(append(b, '\n'))
}
