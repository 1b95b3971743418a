package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// makeMap reads the input and cuts the map.
func makeMap(c config, log, progress io.Writer) (*csr.CSRGraph, error) {
	b, err := read(&c, log, progress)
	if err != nil {
		return nil, err
	}
	g, err := b.Build()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.input, err)
	}
	if err := passable(c, g); err != nil {
		return nil, err
	}
	dropped := b.Stats()
	fmt.Fprintf(log, "%d nodes, %d arcs; %d loops and %d parallel arcs left out\n", g.NumNodes(), g.NumArcs(), dropped.Loops, dropped.Parallel)
	for _, cut := range []func(*csr.CSRGraph, config, io.Writer) (*csr.CSRGraph, error){cutNear, cutSmall, cutLargest} {
		if g, err = cut(g, c, log); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// cutSmall drops parts of the map that are too small.
func cutSmall(g *csr.CSRGraph, c config, log io.Writer) (*csr.CSRGraph, error) {
	if c.component <= 1 {
		return g, nil
	}
	nodes, small := findIslands(g).large(c.component)
	if len(nodes) == 0 {
		return nil, fmt.Errorf("-min-component %d: every part of the map is smaller", c.component)
	}
	return keep(g, nodes, fmt.Sprintf("all but %d parts of fewer than %d nodes", small, c.component), log)
}

// cutLargest keeps the largest part in which every node reaches every other.
func cutLargest(g *csr.CSRGraph, c config, log io.Writer) (*csr.CSRGraph, error) {
	if !c.largest {
		return g, nil
	}
	return keep(g, csr.LargestComponent(g), "the largest strongly connected part", log)
}

// cutNear keeps the nodes nearest to a point.
func cutNear(g *csr.CSRGraph, c config, log io.Writer) (*csr.CSRGraph, error) {
	if c.nodes == 0 {
		return g, nil
	}
	places, err := csr.NewLocator(g)
	if err != nil {
		return nil, fmt.Errorf("-near: %w", err)
	}
	nodes, err := places.AppendNearest(nil, c.x, c.y, c.nodes)
	if err != nil {
		return nil, fmt.Errorf("-near: %w", err)
	}
	return keep(g, nodes, fmt.Sprintf("what is nearest to %s", c.near), log)
}

// keep returns the part of g between some nodes, in the order they had.
func keep(g *csr.CSRGraph, nodes []csr.Node, what string, log io.Writer) (*csr.CSRGraph, error) {
	slices.Sort(nodes)
	part, err := csr.Subgraph(g, nodes)
	if err == nil {
		fmt.Fprintf(log, "kept %s: %d nodes, %d arcs; left out %d nodes, %d arcs\n", what,
			part.NumNodes(), part.NumArcs(), g.NumNodes()-part.NumNodes(), g.NumArcs()-part.NumArcs())
	}
	return part, err
}
