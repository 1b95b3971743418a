package graphtest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// PeerCase is a graph from another library's tests, with the expected answers.
type PeerCase struct {
	Graph   *Graph      // with weights scaled to integers
	Queries []PeerQuery // about it
}

// PeerQuery is one expected answer.
type PeerQuery struct {
	Sources  []uint32   // the distance is from the nearest of them
	Target   uint32     // the end of the path
	Distance uint64     // or Inf
	Paths    [][]uint32 // one of these must be found, unless there are none
}

// peerFile is a file of cases as written.
type peerFile struct {
	Cases []writtenCase
}

type writtenCase struct {
	Name       string
	Directed   bool // otherwise each edge is an arc each way
	N          int
	Edges      [][3]int64
	NodeWeight []uint32 `json:"node_weight"`
	Negative   bool     `json:"has_negative_weight"`
	Queries    []writtenQuery
}

type writtenQuery struct {
	S       uint32
	Sources []uint32 // in the place of S, in some
	T       uint32
	Dist    *int64 // nil is unreachable
	Paths   [][]uint32
}

// PeerCases returns the cases of all libraries without negative weights, and the number
// of the others.
func PeerCases(tb testing.TB) (cases []PeerCase, negative int) {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join(Data(tb), "peer_cases", "*.json"))
	if err != nil || len(names) == 0 {
		tb.Fatalf("no peer cases: %v", err)
	}
	for _, name := range names {
		for _, c := range readPeerFile(tb, name).Cases {
			if c.Negative {
				negative++
			} else {
				cases = append(cases, PeerCase{c.graph(), c.queries()})
			}
		}
	}
	return cases, negative
}

func readPeerFile(tb testing.TB, name string) (file peerFile) {
	tb.Helper()
	b, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(b, &file)
	}
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return file
}

func (c *writtenCase) graph() *Graph {
	g := &Graph{Name: c.Name, N: c.N, NodeWeights: c.NodeWeight}
	for _, e := range c.Edges {
		u, v, w := uint32(e[0]), uint32(e[1]), uint32(e[2])
		if c.Directed {
			g.Arcs = append(g.Arcs, Arc{u, v, w})
		} else {
			g.edge(u, v, w)
		}
	}
	return g
}

func (c *writtenCase) queries() (queries []PeerQuery) {
	for _, w := range c.Queries {
		q := PeerQuery{Sources: w.Sources, Target: w.T, Distance: Inf, Paths: w.Paths}
		if len(q.Sources) == 0 {
			q.Sources = []uint32{w.S}
		}
		if w.Dist != nil {
			q.Distance = uint64(*w.Dist)
		}
		queries = append(queries, q)
	}
	return queries
}
