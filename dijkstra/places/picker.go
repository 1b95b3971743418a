package places

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/network"
)

// Router answers questions between nodes: a *dijkstra.Solver, with the overlay in use, or an
// index of package cch or hublabel.
type Router interface {
	// These methods are those of dijkstra.Solver.
	Graph() *csr.CSRGraph
	Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error)
	AppendDistances(dst []uint32, source csr.Node) ([]uint32, error)
	AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error)
}

// triesStandard is how often a draw begins anew, if Options do not say it.
const triesStandard = 10

// Picker draws nodes, and reuses its memory: once warm it allocates nothing. It takes up to
// 40 bytes a node of the graph. The zero Picker is ready for use. It is not safe for
// concurrent use: have one per goroutine.
type Picker struct {
	random  random
	urn     urn
	rows    rows
	named   network.Marks // candidates so far
	fit     []candidate   // that fulfil Where
	waiting []candidate   // of these, that fit with the nodes drawn so far
	nodes   []csr.Node    // drawn in this try
	best    []csr.Node    // drawn in the best try so far
	left    []int
}

// candidate is a node that may be drawn.
type candidate struct {
	node   csr.Node
	weight uint32 // not 0
}

// Pick draws k different nodes that fulfil all conditions. Every one that fits is equally
// likely; with weights, one after another is drawn with a probability in proportion to its
// weight, of those that are left. With Among, each is drawn from those that fit with the
// ones before it. The same question has the same answer on every machine, with every index
// and without.
//
// That there are too few is not an error but an Outcome. Errors are a *csr.NodeError, one
// that wraps ErrOptions, or those of r, such as a *dijkstra.OverflowError if a distance does
// not fit in 32 bits. The slices of the Result are the Picker's memory and valid until its
// next question.
//
// A condition costs the distances of all nodes from its place or to it, or those of the
// candidates left if they are few; EachWay twice that. Among costs as much for each node that is
// drawn, in each try. The draw itself costs O(n + k log n) for n candidates, O(k n) with Among.
func (p *Picker) Pick(r Router, k int, o *Options) (Result, error) {
	if o == nil {
		o = &Options{}
	}
	g, err := network.GraphOf("places", r)
	if err != nil {
		return Result{}, err
	}
	if err := o.check(g, k); err != nil {
		return Result{}, err
	}
	result := Result{Candidates: p.list(g, o)}
	if err := p.fulfil(r, o.Where); err != nil {
		return Result{}, err
	}
	result.Left, result.Fit = p.left, len(p.fit)
	if err := p.try(r, k, o); err != nil {
		return Result{}, err
	}
	result.Nodes, result.Outcome = p.best, outcome(len(p.best), k, len(p.fit))
	return result, nil
}

func outcome(drawn, k, fit int) Outcome {
	switch {
	case drawn == k:
		return Found
	case fit < k:
		return TooFew
	}
	return NotFound
}

// list makes the candidates those that fit, and returns how many there are.
func (p *Picker) list(g *csr.CSRGraph, o *Options) int {
	p.fit = p.fit[:0]
	if o.Candidates == nil {
		for v := range csr.Node(g.NumNodes()) {
			p.add(v, o.Weights, int(v))
		}
		return len(p.fit)
	}
	p.named.Reset(g.NumNodes())
	for i, v := range o.Candidates {
		if !p.named.Has(v) {
			p.named.Add(v)
			p.add(v, o.Weights, i)
		}
	}
	return len(p.fit)
}

// add adds a candidate, unless its weight is 0.
func (p *Picker) add(v csr.Node, weights []uint32, i int) {
	weight := uint32(1)
	if weights != nil {
		weight = weights[i]
	}
	if weight > 0 {
		p.fit = append(p.fit, candidate{v, weight})
	}
}

// fulfil leaves the candidates that fulfil conditions, and counts them after each.
func (p *Picker) fulfil(r Router, where []Condition) (err error) {
	p.left = p.left[:0]
	for _, c := range where {
		if p.fit, err = p.rows.within(r, p.fit, c); err != nil {
			return err
		}
		p.left = append(p.left, len(p.fit))
	}
	return nil
}

// try draws until there are k nodes, or as often as Options allow, and keeps the most.
func (p *Picker) try(r Router, k int, o *Options) error {
	p.random.Seed(o.Seed, 0)
	p.best = p.best[:0]
	tries := o.Tries
	if tries == 0 {
		tries = triesStandard
	}
	if o.Among == (Range{}) {
		tries = 1
	}
	for ; tries > 0; tries-- {
		if err := p.draw(r, k, o.Among); err != nil {
			return err
		}
		if len(p.nodes) > len(p.best) {
			p.nodes, p.best = p.best, p.nodes
		}
		if len(p.best) == min(k, len(p.fit)) {
			break
		}
	}
	return nil
}

// draw draws up to k nodes.
func (p *Picker) draw(r Router, k int, among Range) (err error) {
	p.nodes = p.nodes[:0]
	p.waiting = append(p.waiting[:0], p.fit...)
	p.urn.fill(p.waiting)
	for len(p.nodes) < k && p.urn.total > 0 {
		i := p.urn.draw(&p.random)
		c := p.waiting[i]
		p.nodes = append(p.nodes, c.node)
		if among == (Range{}) {
			p.urn.remove(i, c.weight)
			continue
		}
		p.waiting = slices.Delete(p.waiting, i, i+1)
		if len(p.nodes) == k {
			break
		}
		if p.waiting, err = p.rows.within(r, p.waiting, Condition{c.node, among}); err != nil {
			return err
		}
		p.urn.fill(p.waiting)
	}
	return nil
}
