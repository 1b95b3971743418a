// Networkx answers for check.py: it reads pairs of node numbers, a pair a line, and
// prints the distance of each, or - where there is no path, and then how many seconds
// the answers took.
//
//	networkx map.csr < pairs
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "networkx: usage: networkx map.csr < pairs")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "networkx:", err)
		os.Exit(2)
	}
}

// run answers all pairs that in has.
func run(name string, in io.Reader, out io.Writer) error {
	g, err := csr.ReadFile(name)
	if err != nil {
		return err
	}
	if err := g.Verify(); err != nil {
		return err
	}
	sources, targets, err := pairs(in)
	if err != nil {
		return err
	}
	solver, answers := dijkstra.NewSolver(g), make([]uint32, len(sources))
	began := time.Now()
	for i, from := range sources {
		if answers[i], err = solver.Distance(from, targets[i]); err != nil {
			return err
		}
	}
	took := time.Since(began)
	w := bufio.NewWriter(out)
	for _, d := range answers {
		if d == dijkstra.Unreachable {
			fmt.Fprintln(w, "-")
		} else {
			fmt.Fprintln(w, d)
		}
	}
	fmt.Fprintf(w, "%.9f\n", took.Seconds())
	return w.Flush()
}

// pairs reads node numbers, a pair a line.
func pairs(in io.Reader) (sources, targets []csr.Node, err error) {
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		var from, to csr.Node
		if _, err := fmt.Sscan(lines.Text(), &from, &to); err != nil {
			return nil, nil, fmt.Errorf("pair %d: %w", len(sources), err)
		}
		sources, targets = append(sources, from), append(targets, to)
	}
	return sources, targets, lines.Err()
}
