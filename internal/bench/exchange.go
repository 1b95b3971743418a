package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"

	"github.com/veltrix/cairn/csr"
)

// A workload is a folder of three files. Two are text, numbers separated by blanks, which
// any language reads in three lines. Arcs and queries are apart, so that Cairn, which opens
// the map itself, need not read arcs.
const (
	mapFile   = "map.csr"     // for Cairn
	arcsFile  = "arcs.txt"    // nodes, arcs, then from, to, cost of each arc, by from
	pairsFile = "queries.txt" // queries, then source, target of each
)

// network is a graph as the peers get it.
type network struct {
	nodes int
	arcs  []arc // in the order of from
}

// arc has a cost that includes the weight of the node it enters, since few peers have
// node weights.
type arc struct{ from, to, cost uint32 }

// queries are pairs of nodes. One-to-all, a query searches from its source and reads the
// distance of its target.
type queries struct{ sources, targets []uint32 }

// part returns some of the queries, from number first on.
func (q queries) part(first, count int) queries {
	return queries{q.sources[first : first+count], q.targets[first : first+count]}
}

// fold returns a graph with its node weights added to the arcs, and without closed arcs
// and nodes.
func fold(g *csr.CSRGraph) (*network, error) {
	n := &network{nodes: g.NumNodes()}
	for u := range csr.Node(n.nodes) {
		for v, w := range g.Arcs(u).All() {
			enter := g.NodeWeight(v)
			if w == csr.Blocked || enter == csr.Blocked {
				continue
			}
			if uint64(w)+uint64(enter) > math.MaxUint32 {
				return nil, fmt.Errorf("arc %d to %d: weights of %d and %d do not fit in one", u, v, w, enter)
			}
			n.arcs = append(n.arcs, arc{u, v, w + enter})
		}
	}
	return n, nil
}

// export writes the three files into a folder.
func export(dir string, g *csr.CSRGraph, q queries) error {
	n, err := fold(g)
	if err != nil {
		return err
	}
	return errors.Join(
		csr.WriteFile(filepath.Join(dir, mapFile), g),
		create(filepath.Join(dir, arcsFile), n.write),
		create(filepath.Join(dir, pairsFile), q.write),
	)
}

// create writes a file through a buffer, whose first error Flush reports.
func create(name string, write func(w io.Writer)) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	write(b)
	return errors.Join(b.Flush(), f.Close())
}

func (n *network) write(w io.Writer) {
	fmt.Fprintln(w, n.nodes, len(n.arcs))
	for _, a := range n.arcs {
		fmt.Fprintln(w, a.from, a.to, a.cost)
	}
}

func (q queries) write(w io.Writer) {
	fmt.Fprintln(w, len(q.sources))
	for i := range q.sources {
		fmt.Fprintln(w, q.sources[i], q.targets[i])
	}
}

// readNetwork reads the arcs of an exported workload.
func readNetwork(dir string) (*network, error) {
	n := &network{}
	err := numbers(filepath.Join(dir, arcsFile), func(next func() uint32) {
		n.nodes = int(next())
		n.arcs = make([]arc, next())
		for i := range n.arcs {
			n.arcs[i] = arc{next(), next(), next()}
		}
	})
	return n, err
}

// readQueries reads the queries of an exported workload.
func readQueries(dir string) (q queries, err error) {
	err = numbers(filepath.Join(dir, pairsFile), func(next func() uint32) {
		count := next()
		q.sources, q.targets = make([]uint32, count), make([]uint32, count)
		for i := range count {
			q.sources[i], q.targets[i] = next(), next()
		}
	})
	return q, err
}

// numbers opens a file, from which take reads one number after another. After the first
// error, which numbers returns, they are 0.
func numbers(name string, take func(next func() uint32)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	words := bufio.NewScanner(f)
	words.Split(bufio.ScanWords)
	count := 0
	take(func() uint32 {
		if err != nil {
			return 0
		}
		var v uint64
		count++
		words.Scan()
		if v, err = strconv.ParseUint(words.Text(), 10, 32); err != nil {
			err = fmt.Errorf("%s: number %d: %w", filepath.Base(name), count, err)
		}
		return uint32(v)
	})
	return err
}
