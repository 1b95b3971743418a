package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/dimacs"
	"github.com/veltrix/cairn/csr/gridmap"
)

// hints are the flags that accept files that are refused otherwise.
var hints = []struct {
	reason error
	flag   string
}{
	{dimacs.ErrZeroBased, "-zero-based"},
	{dimacs.ErrNoProblemLine, "-no-problem-line"},
	{gridmap.ErrMinusOne, "-minus-one-walls"},
}

// explain adds the file's name to an error, and the flag that helps, if there is one.
func explain(c config, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return err // it names the file
	}
	name := c.input
	var e *dimacs.Error
	if errors.As(err, &e) && e.File == "co" {
		name = c.points
	}
	for _, h := range hints {
		if errors.Is(err, h.reason) {
			return fmt.Errorf("%s: %w (with %s)", name, err, h.flag)
		}
	}
	return fmt.Errorf("%s: %w", name, err)
}

// passable returns an error if a grid has no open cell, or another map no open arc.
func passable(c config, g *csr.CSRGraph) error {
	nodes, arcs := 0, 0
	for v := range csr.Node(g.NumNodes()) {
		if g.NodeWeight(v) != csr.Blocked {
			nodes++
		}
		for _, w := range g.Arcs(v).All() {
			if w != csr.Blocked {
				arcs++
			}
		}
	}
	switch grid := c.format == "map" || c.format == "matrix"; {
	case grid && nodes == 0:
		return fmt.Errorf("%s: no passable cell: every one is a wall or out of bounds", c.input)
	case !grid && arcs == 0:
		return fmt.Errorf("%s: no street: %d nodes and no arc that is open", c.input, g.NumNodes())
	}
	return nil
}
