package osmcheck

import (
	"context"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/osm"
	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/dijkstra"
)

// profiles are those that maps are compared for.
var profiles = map[string]profile.Profile{
	"all": {}, "walking": profile.Walking, "cycling": profile.Cycling, "driving": profile.Driving,
}

// pair is a map as csr/osm makes it, and the network of the independent builder.
type pair struct {
	*network
	graph  *csr.CSRGraph
	stats  osm.Stats
	origin *osm.Origin
}

// TestMaps compares the maps of every extract for every profile.
func TestMaps(t *testing.T) {
	for _, name := range extracts {
		e := read(t, extractFile(t, name))
		for _, user := range slices.Sorted(maps.Keys(profiles)) {
			p := &pair{network: e.build(profiles[user])}
			p.graph, p.stats, p.origin = cairn(t, extractFile(t, name), profiles[user])
			for what, test := range map[string]func(*testing.T){
				"objects": p.sameObjects, "nodes": p.sameNodes, "arcs": p.sameArcs, "distances": p.sameDistances,
			} {
				t.Run(name+"/"+user+"/"+what, test)
			}
		}
	}
}

// cairn reads a file with csr/osm.
func cairn(t testing.TB, name string, p profile.Profile) (*csr.CSRGraph, osm.Stats, *osm.Origin) {
	t.Helper()
	origin := &osm.Origin{}
	b, stats, err := osm.ReadFile(context.Background(), name, &osm.Options{Profile: p, Origin: origin})
	if err != nil {
		t.Fatal(err)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g, stats, origin
}

// sameObjects compares how many nodes, ways and relations each reader finds, and which
// ways are streets.
func (p *pair) sameObjects(t *testing.T) {
	if got, want := [3]int{p.stats.FileNodes, p.stats.FileWays, p.stats.FileRelations}, [3]int{len(p.nodes), len(p.ways), len(p.relations)}; got != want {
		t.Errorf("%v nodes, ways and relations; the other reader finds %v", got, want)
	}
	if p.stats.Streets != p.streets || p.stats.Closed != p.closed {
		t.Errorf("%d streets, %d closed; want %d, %d", p.stats.Streets, p.stats.Closed, p.streets, p.closed)
	}
}

// sameNodes wants each node of an open street to be a node of the map, and where it
// lies.
func (p *pair) sameNodes(t *testing.T) {
	if p.graph.NumNodes() != len(p.places) {
		t.Errorf("%d nodes, want %d", p.graph.NumNodes(), len(p.places))
	}
	ends := map[int64]int{}
	for _, at := range p.places {
		ends[at.node]++
	}
	for v := range csr.Node(p.graph.NumNodes()) {
		id := p.origin.NodeID(v)
		if ends[id]--; ends[id] < 0 {
			t.Fatalf("node %d is node %d of the file once too often", v, id)
		}
		x, y, _ := p.graph.Point(v)
		if at := p.nodes[id]; math.Abs(x-at.Lon) > 1e-9 || math.Abs(y-at.Lat) > 1e-9 {
			t.Fatalf("node %d of the file lies at %v, %v; want %v, %v", id, x, y, at.Lon, at.Lat)
		}
	}
}

// sameArcs compares all arcs with their weights.
func (p *pair) sameArcs(t *testing.T) {
	want := map[link][]uint32{}
	for from, arcs := range p.arcs {
		for to, w := range arcs {
			l := link{p.places[from].node, p.places[to].node}
			want[l] = append(want[l], w)
		}
	}
	got := map[link][]uint32{}
	for v := range csr.Node(p.graph.NumNodes()) {
		for to, w := range p.graph.Arcs(v).All() {
			l := link{p.origin.NodeID(v), p.origin.NodeID(to)}
			got[l] = append(got[l], w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("arcs between %d pairs of nodes, want %d", len(got), len(want))
	}
	for l, weights := range want {
		slices.Sort(weights)
		slices.Sort(got[l])
		if !slices.Equal(weights, got[l]) {
			t.Fatalf("arcs from node %d to node %d of the file weigh %v, want %v", l.from, l.to, got[l], weights)
		}
	}
}

// sources and targets are how many distances each map is asked for: 2,000 an extract.
const (
	sources = 10
	targets = 50
)

// sameDistances compares distances with those of an independent Dijkstra on the
// independent network.
func (p *pair) sameDistances(t *testing.T) {
	random, solver, reached := rand.New(rand.NewPCG(17, 1)), dijkstra.NewSolver(p.graph), 0
	for range sources {
		from := p.anyPlace(random)
		distances := p.distances(from)
		for range targets {
			to := p.anyPlace(random)
			d, err := solver.Distance(p.origin.Nodes(p.places[from].node)[0], p.origin.Nodes(p.places[to].node)[0])
			if err != nil {
				t.Fatal(err)
			}
			if got := int64(int32(d)); d == dijkstra.Unreachable && distances[to] != -1 || d != dijkstra.Unreachable && got != distances[to] {
				t.Fatalf("from node %d to node %d of the file: %d, want %d", p.places[from].node, p.places[to].node, d, distances[to])
			}
			if distances[to] > 0 {
				reached++
			}
		}
	}
	if reached < sources*targets/2 {
		t.Errorf("only %d of %d distances are finite", reached, sources*targets)
	}
}

// anyPlace returns a random place, not one of the ends at a barrier.
func (n *network) anyPlace(random *rand.Rand) int {
	for {
		if v := random.IntN(len(n.places)); n.places[v].toward == 0 {
			return v
		}
	}
}
