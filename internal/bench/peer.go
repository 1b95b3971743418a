package main

import (
	"os"
	"runtime/debug"
)

// peer is a library to compare with, and how it is asked.
type peer struct {
	name      string
	how       string // the functions that answer one-to-all and pairs
	pairsOnly bool   // it has no search to all nodes
	// command returns the command, without its last argument, the folder of the
	// workload. It builds programs in the folder tools.
	command func(tools string) ([]string, error)
}

// ours is the peer that the others are compared with.
var ours = peer{name: "cairn", how: "Solver.Tree and AppendDistances; Solver.Distance", command: inGo("cairn")}

// peers are all others, in the order of the table.
var peers = []peer{
	{name: "cairn-batch", how: "no one-to-all; Solver.Batch, 64 pairs a call", pairsOnly: true, command: inGo("cairn-batch")},
	{name: "cairn-cch", how: "no one-to-all; cch.Index.Distance", pairsOnly: true, command: inGo("cairn-cch")},
	{name: "cairn-hublabel", how: "no one-to-all; hublabel.Index.Distance", pairsOnly: true, command: inGo("cairn-hublabel")},
	{name: "cairn-hublabel-batch", how: "no one-to-all; hublabel.Index.Batch, 64 pairs a call", pairsOnly: true,
		command: inGo("cairn-hublabel-batch")},
	{name: "boost", how: "C++: dijkstra_shortest_paths_no_color_map; left by an exception at the target", command: boost},
	{name: "textbook", how: "Go: slices of edges, container/heap, lazy deletion; stops at the target", command: inGo("textbook")},
	{name: "gonum", how: "Go: path.DijkstraFrom; path.DijkstraFromTo; on a graph type made for speed", command: inGo("gonum")},
	{name: "gonum-simple", how: "Go: the same on simple.WeightedDirectedGraph", command: inGo("gonum-simple")},
	{name: "dominikbraun", how: "Go: no one-to-all; graph.ShortestPath", pairsOnly: true, command: inGo("dominikbraun")},
	{name: "scipy", how: "Python: csgraph.dijkstra; the same, as it has no early stop", command: python("scipy", "python3-scipy")},
	{name: "networkx", how: "Python: single_source_dijkstra_path_length; the faster of dijkstra_path_length (one-way) " +
		"and bidirectional_dijkstra (two-way)", command: python("networkx", "python3-networkx")},
}

// goPeers open the exported workload in a folder with the peers in Go. They also return
// its number of nodes.
var goPeers = map[string]func(dir string) (int, solver, error){
	"cairn":                onMap(newCairn),
	"cairn-batch":          onMap(newCairnBatch),
	"cairn-cch":            onMap(newCCH),
	"cairn-hublabel":       onMap(newHublabel),
	"cairn-hublabel-batch": onMap(newHublabelBatch),
	"textbook":             onNetwork(newTextbook),
	"gonum":                onNetwork(newGonum),
	"gonum-simple":         onNetwork(newGonumSimple),
	"dominikbraun":         onNetwork(newDominikbraun),
}

// modules are the modules of the Go peers from outside this repository.
var modules = map[string]string{
	"gonum":        "gonum.org/v1/gonum",
	"gonum-simple": "gonum.org/v1/gonum",
	"dominikbraun": "github.com/dominikbraun/graph",
}

// onNetwork opens a workload with a peer that is built from arcs.
func onNetwork(build func(n *network) (solver, error)) func(dir string) (int, solver, error) {
	return func(dir string) (int, solver, error) {
		n, err := readNetwork(dir)
		if err != nil {
			return 0, nil, err
		}
		s, err := build(n)
		return n.nodes, s, err
	}
}

// serveFlag, as the first argument, makes this program a peer.
const serveFlag = "-serve"

// inGo returns the command of a peer in Go: this program itself.
func inGo(name string) func(tools string) ([]string, error) {
	return func(string) ([]string, error) {
		self, err := os.Executable()
		return []string{self, serveFlag, name}, err
	}
}

// version returns the version of a Go peer's module, or nothing.
func version(name string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == modules[name] {
			return m.Version
		}
	}
	return ""
}
