package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/veltrix/cairn/csr"
)

// place is a point of the map that a flag names: longitude and latitude, or x and y of a
// plane.
type place struct {
	flag string
	x, y float64
}

// parsePlace reads two numbers with a comma between.
func parsePlace(flag, s string) (place, error) {
	first, second, _ := strings.Cut(s, ",")
	x, errX := strconv.ParseFloat(strings.TrimSpace(first), 64)
	y, errY := strconv.ParseFloat(strings.TrimSpace(second), 64)
	if errX != nil || errY != nil || math.IsInf(x-x, 0) || math.IsNaN(x-x+y-y) {
		return place{}, fmt.Errorf("%q: want two numbers, as in 11.97,57.70: longitude first", s)
	}
	return place{flag, x, y}, nil
}

func (p place) String() string { return fmt.Sprintf("-%s %v,%v", p.flag, p.x, p.y) }

// finder finds the nodes of places, and keeps the first error.
type finder struct {
	*csr.Locator
	frame  *frame
	within float64 // how far a place may lie from a node, as Nearest counts
	err    error
}

func newFinder(g *csr.CSRGraph, f *frame) (*finder, error) {
	locator, err := csr.NewLocator(g)
	if err != nil {
		return nil, err
	}
	within := math.Hypot(f.size()) / 2
	if f.metres > 0 {
		within *= f.metres
	}
	return &finder{Locator: locator, frame: f, within: max(within, 1)}, nil
}

// all returns the node nearest to each place. A place far from all nodes is an error: it
// is on another map, or latitude stands first.
func (f *finder) all(places []place) (nodes []csr.Node) {
	for _, p := range places {
		v, distance, err := f.Nearest(p.x, p.y)
		if err == nil && distance > f.within {
			err = errors.New("lies far from the map; is longitude first?")
		}
		if err != nil && f.err == nil {
			f.err = fmt.Errorf("%v: %w", p, err)
		}
		nodes = append(nodes, v)
	}
	return nodes
}
