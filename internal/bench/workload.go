package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/gridmap"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/testdata"
)

// root is the folder of the compared module, relative to this one.
const root = "../.."

// workload is a named graph.
type workload struct {
	name string
	open func() (*csr.CSRGraph, error)
}

var workloads = []workload{
	{"goteborg", func() (*csr.CSRGraph, error) { return csr.FromBytes(testdata.Goteborg()) }},
	{"grid", func() (*csr.CSRGraph, error) { return build(graphtest.GridWorkload()) }},
	{"random", func() (*csr.CSRGraph, error) { return build(graphtest.RandomWorkload()) }},
	{"den001d", func() (*csr.CSRGraph, error) { return openGameMap(nil) }},
	{"goteborg-mm", openMillimetres},
	{"grid-wide", func() (*csr.CSRGraph, error) { return build(graphtest.GridWideWorkload()) }},
	{"random-wide", func() (*csr.CSRGraph, error) { return build(graphtest.RandomWideWorkload()) }},
	{"octile", func() (*csr.CSRGraph, error) {
		return openGameMap(&gridmap.Options{Straight: 100_000, Diagonal: 141_421})
	}},
	{"goteborg-full", openWholeCity},
}

// namedMap is a workload that is available.
type namedMap struct {
	name string
	g    *csr.CSRGraph
}

// open opens workloads, all of them before anything is measured.
func open(chosen []workload) (maps []namedMap, err error) {
	for _, w := range chosen {
		g, err := w.open()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", w.name, err)
		}
		maps = append(maps, namedMap{w.name, g})
	}
	return maps, nil
}

// build makes a graph of package csr from an oracle's.
func build(o *graphtest.Graph) (*csr.CSRGraph, error) {
	b := csr.NewBuilder(o.N)
	o.AddTo(b)
	return b.Build()
}

func openMillimetres() (*csr.CSRGraph, error) {
	g, err := csr.FromBytes(testdata.Goteborg())
	if err != nil {
		return nil, err
	}
	b := csr.NewBuilder(g.NumNodes())
	for a := range uint32(g.NumArcs()) {
		from, to, _ := g.ArcEnds(a)
		w, _ := g.ArcWeight(from, to)
		b.AddArc(from, to, graphtest.Millimetres(from, to, w))
	}
	return b.Build()
}

func openGameMap(o *gridmap.Options) (*csr.CSRGraph, error) {
	data := os.Getenv("CAIRN_DATA")
	if data == "" {
		return nil, errors.New("CAIRN_DATA is not set: it names the folder with published maps")
	}
	if !filepath.IsAbs(data) {
		data = filepath.Join(root, data)
	}
	f, err := os.Open(filepath.Join(data, "movingai", "den001d.map"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, err := gridmap.Read(f, o)
	if err != nil {
		return nil, err
	}
	return m.Build()
}

func openWholeCity() (*csr.CSRGraph, error) {
	g, err := csr.ReadFile(filepath.Join(root, "testdata", "goteborg-full.csr"))
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w; testdata/README.md has the command that makes it", err)
	}
	return g, err
}

// choose returns the elements that a flag names, or all for an empty flag.
func choose[T any](all []T, name func(T) string, flag, names string) (chosen []T, err error) {
	if names == "" {
		return all, nil
	}
	for n := range strings.SplitSeq(names, ",") {
		i := slices.IndexFunc(all, func(t T) bool { return name(t) == strings.TrimSpace(n) })
		if i < 0 {
			return nil, fmt.Errorf("-%s %s: %q is not one of %s", flag, names, n, list(all, name))
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

// list returns the names of all, separated by commas.
func list[T any](all []T, name func(T) string) string {
	var names []string
	for _, t := range all {
		names = append(names, name(t))
	}
	return strings.Join(names, ",")
}
