package main

import (
	"fmt"
	"strings"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// scene is everything that a picture of a map shows.
type scene struct {
	g       *csr.CSRGraph
	theme   theme
	frame   *frame
	title   string
	streets []street
	stops   []csr.Node // that the route leads through
	route   []csr.Node
	length  uint32 // of the route
	closed  []csr.Node
	bands   *bands // or nil
}

// newScene prepares a picture: places become nodes, and route and bands avoid closed
// streets.
func newScene(g *csr.CSRGraph, c config) (*scene, error) {
	s := &scene{g: g, theme: themes[c.theme], frame: newFrame(g, c.width), title: c.title}
	if s.title == "" {
		s.title = g.Meta().Name
	}
	find, err := newFinder(g, s.frame)
	if err != nil {
		return nil, err
	}
	s.stops, s.closed = find.all(c.stops()), find.all(c.closed)
	tree := find.all(c.tree)
	if find.err != nil {
		return nil, find.err
	}
	if s.streets, err = streetsOf(g); err != nil {
		return nil, err
	}
	return s, s.solve(tree, c.band)
}

// solve computes the route and the bands.
func (s *scene) solve(tree []csr.Node, band float64) (err error) {
	solver, closures := dijkstra.NewSolver(s.g), csr.NewOverlay(s.g)
	for _, v := range s.closed {
		if err := closures.SetNode(v, csr.Blocked); err != nil {
			return err
		}
	}
	solver.Use(closures)
	if len(s.stops) > 0 {
		if s.route, s.length, err = solver.AppendRoute(nil, s.stops); err != nil {
			return err
		}
		if s.length == dijkstra.Unreachable {
			return fmt.Errorf("%w (closed streets: %d)", errNoWay, len(s.closed))
		}
	}
	if len(tree) > 0 {
		s.bands, err = newBands(solver, tree[0], band, s.theme)
	}
	return err
}

// summary describes the picture in a line.
func (s *scene) summary() string {
	var parts []string
	m := measureOf(s.g)
	if len(s.route) > 0 {
		parts = append(parts, fmt.Sprintf("shortest way from A to %s: %s", stopName(len(s.stops)-1), m.text(float64(s.length))))
	}
	if s.bands != nil {
		parts = append(parts, "distances in bands of "+m.text(s.bands.width))
	}
	if n := len(s.closed); n > 0 {
		parts = append(parts, fmt.Sprintf("closed streets: %d", n))
	}
	if len(parts) == 0 {
		parts = append(parts, fmt.Sprintf("%s nodes, %s streets", number(float64(s.g.NumNodes())), number(float64(len(s.streets)))))
	}
	return strings.Join(parts, " · ")
}
