package osm_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/osm"
	"github.com/veltrix/cairn/internal/osmfile/osmfiletest"
)

// town makes data of a text with an object a line, in any order:
//
//	node 1 0 2 barrier=gate       x and y, in thousandths of a degree
//	way 5 1,2,3 highway=path
//	relation 7 way:5:from,node:3:via type=restriction
func town(text string) *osmfiletest.Data {
	d := &osmfiletest.Data{}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		id := number(fields[1])
		switch fields[0] {
		case "node":
			d.Nodes = append(d.Nodes, osmfiletest.Node{ID: id, Lon: number(fields[2]) * 1e4, Lat: number(fields[3]) * 1e4, Tags: tags(fields[4:])})
		case "way":
			w := osmfiletest.Way{ID: id, Tags: tags(fields[3:])}
			for ref := range strings.SplitSeq(fields[2], ",") {
				w.Refs = append(w.Refs, number(ref))
			}
			d.Ways = append(d.Ways, w)
		case "relation":
			d.Relations = append(d.Relations, osmfiletest.Relation{ID: id, Members: members(fields[2]), Tags: tags(fields[3:])})
		}
	}
	return d
}

func members(list string) (members []osmfiletest.Member) {
	for member := range strings.SplitSeq(list, ",") {
		parts := strings.Split(member, ":")
		kind := slices.Index([]string{"node", "way", "relation"}, parts[0])
		members = append(members, osmfiletest.Member{Kind: kind, ID: number(parts[1]), Role: parts[2]})
	}
	return members
}

func number(text string) (n int64) {
	if _, err := fmt.Sscan(text, &n); err != nil {
		panic(text)
	}
	return n
}

// tags splits key=value, in which ~ stands for a blank.
func tags(fields []string) (tags []string) {
	for _, field := range fields {
		key, value, _ := strings.Cut(field, "=")
		tags = append(tags, key, strings.ReplaceAll(value, "~", " "))
	}
	return tags
}

// read reads a file.
func read(file []byte, opts *osm.Options) (*csr.Builder, osm.Stats, error) {
	return osm.Read(context.Background(), bytes.NewReader(file), int64(len(file)), opts)
}

// mustRead reads a file and builds the graph.
func mustRead(t testing.TB, file []byte, opts *osm.Options) (*csr.CSRGraph, osm.Stats) {
	t.Helper()
	b, stats, err := read(file, opts)
	if err != nil {
		t.Fatal(err)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g, stats
}

// arcs returns the arcs as text, by the numbers that nodes have in the file. Several nodes
// of one number have letters: 3a, 3b.
func arcs(g *csr.CSRGraph, o *osm.Origin) string {
	name := func(v csr.Node) string {
		id := o.NodeID(v)
		if same := o.Nodes(id); len(same) > 1 {
			return fmt.Sprint(id, string(rune('a'+slices.Index(same, v))))
		}
		return fmt.Sprint(id)
	}
	var list []string
	for v := range csr.Node(g.NumNodes()) {
		for to, w := range g.Arcs(v).All() {
			list = append(list, fmt.Sprintf("%s>%s:%d", name(v), name(to), w))
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// check reads a town in both formats and compares arcs, in units of a hundred metres.
func check(t *testing.T, text string, opts osm.Options, want string) osm.Stats {
	t.Helper()
	var stats osm.Stats
	for i, file := range [][]byte{town(text).PBF(osmfiletest.Options{}), town(text).XML()} {
		o := opts
		if o.Origin = (&osm.Origin{}); o.MetresPerUnit == 0 {
			o.MetresPerUnit = 100
		}
		var g *csr.CSRGraph
		if g, stats = mustRead(t, file, &o); arcs(g, o.Origin) != want {
			t.Errorf("%s: %s, want %s", []string{"PBF", "XML"}[i], arcs(g, o.Origin), want)
		}
		if stats.Nodes != g.NumNodes() {
			t.Errorf("%d nodes, Stats says %d", g.NumNodes(), stats.Nodes)
		}
	}
	return stats
}
