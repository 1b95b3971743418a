package main

import (
	"fmt"
	"os"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Before a peer is timed it answers queries from the end of the list, which are not timed
// later. They also warm it up.
const (
	checkedTrees = 2  // the distances of all nodes
	checkedPairs = 16 // of which the first are the trees'
)

// rounds is how often a cell alternates between Cairn and the peer.
const rounds = 8

// bench is one run of this program.
type bench struct {
	config
	tools string // a folder for the peers' programs
}

// result is a row of a table: a peer on a workload.
type result struct {
	peer           string
	version        string
	variant        string
	tree, pair     cell
	peak           int64 // bytes, or unknown
	checked, wrong int   // distances
	err            error // why there is nothing else
}

// cell is the cost of one question for a peer, and for Cairn with the same queries in the
// same rounds.
type cell struct {
	asked          int
	took, ours     time.Duration
	mallocs, bytes int64 // or unknown
}

// add adds the figures of a round.
func (c *cell) add(asked int, ours, theirs reply) {
	c.asked += asked
	c.took += theirs.took
	c.ours += ours.took
	if theirs.mallocs == unknown {
		c.mallocs, c.bytes = unknown, unknown
		return
	}
	c.mallocs += theirs.mallocs
	c.bytes += theirs.bytes
}

// next returns the number of queries of the next round. They should fill its share of the
// budget at the pace so far, which one fast query must not set.
func (c *cell) next(budget time.Duration) int {
	share := float64(budget) / rounds
	pace := float64(max(c.took, 1)) / float64(c.asked)
	return max(1, int(min(share/pace, float64(rounds*c.asked))))
}

// measure compares all peers on one graph.
func (b *bench) measure(g *csr.CSRGraph) ([]result, error) {
	dir, err := os.MkdirTemp(b.tools, "workload")
	if err != nil {
		return nil, err
	}
	sources, targets := graphtest.Pairs(g.NumNodes(), b.pairs+checkedPairs, 1)
	if err := export(dir, g, queries{sources, targets}); err != nil {
		return nil, err
	}
	self, err := begin(ours, b.tools, dir, g.NumNodes())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ours.name, err)
	}
	defer self.stop()
	var results []result
	for _, p := range b.peers {
		results = append(results, b.compare(p, self, dir))
	}
	return results, nil
}

// begin prepares a peer's program and starts it.
func begin(p peer, tools, dir string, nodes int) (*process, error) {
	command, err := p.command(tools)
	if err != nil {
		return nil, err
	}
	return start(command, dir, nodes)
}

// compare checks one peer, and times it if its answers were right.
func (b *bench) compare(p peer, ours *process, dir string) result {
	r := result{peer: p.name}
	theirs, err := begin(p, b.tools, dir, ours.nodes)
	if err != nil {
		r.err = err
		return r
	}
	defer theirs.stop()
	r.version, r.variant = theirs.version, theirs.variant
	d := &duel{ours: ours, theirs: theirs, result: &r}
	if r.err = d.check(b.pairs, !p.pairsOnly); r.err != nil || r.wrong > 0 {
		return r
	}
	if !p.pairsOnly {
		r.tree, r.err = d.time(oneToAll, b.pairs, b.budget)
	}
	if r.err == nil {
		r.pair, r.err = d.time(onePair, b.pairs, b.budget)
	}
	r.peak = theirs.peakMemory()
	return r
}

// duel asks Cairn and a peer the same queries.
type duel struct {
	ours, theirs *process
	*result      // whose answers are counted
}

// check compares answers to the queries from number first on.
func (d *duel) check(first int, trees bool) error {
	if trees {
		if _, _, err := d.round(allOf, first, checkedTrees); err != nil {
			return err
		}
		if _, _, err := d.round(oneToAll, first, checkedTrees); err != nil {
			return err
		}
	}
	_, _, err := d.round(onePair, first, checkedPairs)
	return err
}

// time asks queries until there are no more or the peer has used its budget.
func (d *duel) time(question string, queries int, budget time.Duration) (c cell, err error) {
	for count := 1; c.asked < queries && c.took < budget; count = c.next(budget) {
		count = min(count, queries-c.asked)
		ours, theirs, err := d.round(question, c.asked, count)
		if err != nil {
			return c, err
		}
		c.add(count, ours, theirs)
	}
	return c, nil
}

// round asks both the same queries, Cairn first, and compares their answers.
func (d *duel) round(question string, first, count int) (ours, theirs reply, err error) {
	if ours, err = d.ours.ask(question, first, count); err != nil {
		return ours, theirs, fmt.Errorf("cairn, while it is compared: %w", err)
	}
	if theirs, err = d.theirs.ask(question, first, count); err != nil {
		return ours, theirs, err
	}
	d.checked += len(ours.distances)
	for i, right := range ours.distances {
		if theirs.distances[i] != right {
			d.wrong++
		}
	}
	return ours, theirs, nil
}
