package main

import (
	"math/rand/v2"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// plainQuestions returns how many questions a plain search is asked before a run, and as
// many after it: fewer if the run is short.
func (c config) plainQuestions() int {
	events := c.rate * c.duration.Seconds()
	return int(min(max(events/10, 100), 2000))
}

// plain measures a search without an index, by what hunts would ask next. The load asks
// while nothing else happens, so that it does not keep events waiting.
type plain struct {
	solver *dijkstra.Solver
	random *rand.Rand // draws whose question
	path   []csr.Node
	asked  int
	spent  time.Duration
}

func newPlain(g *csr.CSRGraph, seed uint64) *plain {
	return &plain{solver: dijkstra.NewSolver(g), random: rand.New(rand.NewPCG(seed, 1<<62))}
}

// ask asks n questions, with the hunt's weights each. It returns the first error.
func (p *plain) ask(hunts []hunt, n int) (err error) {
	for range n {
		h := &hunts[p.random.IntN(len(hunts))]
		began := time.Now()
		p.solver.Use(h.overlay)
		if p.path, _, err = p.solver.AppendPath(p.path[:0], h.at, h.clues[0]); err != nil {
			return err
		}
		p.spent += time.Since(began)
		p.asked++
	}
	return nil
}

// mean returns how long one question took since the last reset.
func (p *plain) mean() time.Duration { return p.spent / time.Duration(max(p.asked, 1)) }

// reset forgets what was measured.
func (p *plain) reset() { p.asked, p.spent = 0, 0 }
