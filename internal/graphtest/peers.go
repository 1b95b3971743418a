package graphtest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// PeerCase is a graph from another library's tests, with what they expect.
type PeerCase struct {
	Graph   *Graph      // with weights scaled to integers
	Queries []PeerQuery // about it
}

// PeerQuery is one expectation.
type PeerQuery struct {
	Sources  []uint32   // the distance is that from the nearest of them
	Target   uint32     // which they lead to
	Distance uint64     // or Inf
	Paths    [][]uint32 // one of which must be found, unless there are none
}

// peerFile is a file of cases as it is written.
type peerFile struct {
	Cases []struct {
		Name       string
		Directed   bool
		N          int
		Edges      [][3]int64
		NodeWeight []uint32 `json:"node_weight"`
		Negative   bool     `json:"has_negative_weight"`
		Queries    []struct {
			S       uint32
			Sources []uint32
			T       uint32
			Dist    *int64
			Paths   [][]uint32
		}
	}
}

// PeerCases returns the cases of all libraries, and how many it left out because
// they have negative weights.
func PeerCases(tb testing.TB) (cases []PeerCase, negative int) {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join(Data(tb), "peer_cases", "*.json"))
	if err != nil || len(names) == 0 {
		tb.Fatalf("no peer cases: %v", err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		more, left := peerCases(tb, name, b)
		cases, negative = append(cases, more...), negative+left
	}
	return cases, negative
}

func peerCases(tb testing.TB, name string, b []byte) (cases []PeerCase, negative int) {
	tb.Helper()
	var file peerFile
	if err := json.Unmarshal(b, &file); err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	for _, c := range file.Cases {
		if c.Negative {
			negative++
			continue
		}
		p := PeerCase{Graph: &Graph{Name: c.Name, N: c.N, NodeWeights: c.NodeWeight}}
		for _, e := range c.Edges {
			p.Graph.Arcs = append(p.Graph.Arcs, Arc{uint32(e[0]), uint32(e[1]), uint32(e[2])})
			if !c.Directed {
				p.Graph.Arcs = append(p.Graph.Arcs, Arc{uint32(e[1]), uint32(e[0]), uint32(e[2])})
			}
		}
		for _, q := range c.Queries {
			query := PeerQuery{Sources: q.Sources, Target: q.T, Distance: Inf, Paths: q.Paths}
			if len(q.Sources) == 0 {
				query.Sources = []uint32{q.S}
			}
			if q.Dist != nil {
				query.Distance = uint64(*q.Dist)
			}
			p.Queries = append(p.Queries, query)
		}
		cases = append(cases, p)
	}
	return cases, negative
}
