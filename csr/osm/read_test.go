package osm_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/geojson"
	"github.com/veltrix/cairn/csr/osm"
	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/internal/osmfile/osmfiletest"
)

// cross is a crossing of two streets at node 3, on the equator, where a thousandth of a
// degree is 111 m.
const cross = `
	node 1 0 0
	node 2 10 0
	node 3 20 0
	node 4 20 10
	node 5 20 -10
	way 11 1,2,3 highway=residential name=Long~Street
	way 12 4,3,5 highway=tertiary oneway=yes ref=7
`

// TestStreets reads streets, and who may use them in which direction.
func TestStreets(t *testing.T) {
	both := "1>2:11 2>1:11 2>3:11 3>2:11"
	check(t, cross, osm.Options{}, both+" 3>4:11 3>5:11 4>3:11 5>3:11")
	check(t, cross, osm.Options{Profile: profile.Driving}, both+" 3>5:11 4>3:11")
	check(t, strings.Replace(cross, "residential", "footway", 1), osm.Options{Profile: profile.Driving}, "3>5:11 4>3:11")
	stats := check(t, cross+"way 13 1,5 highway=motorway\nway 14 2,4 building=yes", osm.Options{Profile: profile.Walking}, both+" 3>4:11 3>5:11 4>3:11 5>3:11")
	if stats.Streets != 2 || stats.Closed != 1 || stats.FileNodes != 5 || stats.FileWays != 4 || stats.Arcs != 8 {
		t.Errorf("%+v", stats)
	}
	stats = check(t, cross+"way 13 1,5 highway=footwax foot=perhaps", osm.Options{Profile: profile.Walking}, both+" 3>4:11 3>5:11 4>3:11 5>3:11")
	if stats.Unread.String() != "foot=perhaps: 1, highway=footwax: 1" {
		t.Errorf("unread: %v", stats.Unread)
	}
}

// TestNamesOfStreets reads what arcs say of their streets, and leaves it out.
func TestNamesOfStreets(t *testing.T) {
	o := &osm.Origin{}
	g, _ := mustRead(t, town(cross).XML(), &osm.Options{Origin: o})
	for ends, want := range map[[2]int64]csr.Street{
		{1, 2}: {Name: "Long Street", Class: "residential", Way: 11}, {3, 2}: {Name: "Long Street", Class: "residential", Way: 11},
		{4, 3}: {Name: "7", Class: "tertiary", Way: 12},
	} {
		arc, _ := g.Arc(o.Nodes(ends[0])[0], o.Nodes(ends[1])[0])
		if got, ok := g.Street(arc); got != want || !ok {
			t.Errorf("%v: %+v, want %+v", ends, got, want)
		}
	}
	oneway := func(t profile.Tags) uint16 { return uint16(len(t["oneway"])) }
	g, _ = mustRead(t, town(cross).XML(), &osm.Options{Origin: o, Flags: oneway})
	for ends, want := range map[[2]int64]uint16{{1, 2}: 0, {4, 3}: 3} {
		arc, _ := g.Arc(o.Nodes(ends[0])[0], o.Nodes(ends[1])[0])
		if got, _ := g.Street(arc); got.Flags != want {
			t.Errorf("%v: flags %d, want %d", ends, got.Flags, want)
		}
	}
	if g, _ := mustRead(t, town(cross).XML(), &osm.Options{NoStreets: true, Flags: oneway}); g.HasStreets() {
		t.Error("NoStreets has streets")
	}
	if m := g.Meta(); m.Unit != "dm" || !m.LonLat {
		t.Errorf("%+v", m)
	}
}

// TestStrangeFiles reads ways with missing nodes, duplicates and other curiosities.
func TestStrangeFiles(t *testing.T) {
	stats := check(t, `
		node -1 0 0
		node -2 10 0
		node -3 20 0
		node 7 50 0
		node 8 60 0
		node 9 60 10
		node 99 999999 0
		way -5 -1,-2,-2,-3,6,7,8,99,9 highway=path
		way 3 9 highway=path
		way 4 6,9 highway=path
		way 6 9,9 highway=path
		way 7 9,8 highway=path
		way 7 9,8 highway=path name=last
		node 9 60 20
	`, osm.Options{}, "-1>-2:11 -2>-1:11 -2>-3:11 -3>-2:11 7>8:11 8>7:11 8>9:22 9>8:22")
	want := osm.Stats{FileNodes: 8, FileWays: 6, Streets: 2, Short: 3, Duplicates: 1, Missing: 3, Repeated: 2, Nodes: 6, Arcs: 8}
	if fmt.Sprint(stats) != fmt.Sprint(want) || stats.Missing != want.Missing || stats.Repeated != want.Repeated || stats.Duplicates != 1 || stats.Short != 3 {
		t.Errorf("%+v, want %+v", stats, want)
	}
}

// TestBarriers ends streets at what stands on them.
func TestBarriers(t *testing.T) {
	gate := strings.Replace(cross, "node 3 20 0", "node 3 20 0 barrier=bollard", 1)
	both := "1>2:11 2>1:11 2>3:11 3>2:11"
	check(t, gate, osm.Options{Profile: profile.Walking}, both+" 3>4:11 3>5:11 4>3:11 5>3:11")
	stats := check(t, gate, osm.Options{Profile: profile.Driving}, "1>2:11 2>1:11 2>3a:11 3a>2:11 3c>5:11 4>3b:11")
	if stats.Barriers != 1 {
		t.Errorf("%+v", stats)
	}
	check(t, gate+"node 3 20 0", osm.Options{Profile: profile.Driving}, both+" 3>5:11 4>3:11")
	host := profile.Driving.WithPasses(func(t profile.Tags, passes bool) bool { return passes && t["bridge"] == "" })
	check(t, strings.Replace(cross, "node 2 10 0", "node 2 10 0 bridge=weak", 1), osm.Options{Profile: host}, "1>2a:11 2a>1:11 2b>3:11 3>2b:11 3>5:11 4>3:11")
}

// TestTimes weighs streets in seconds, and ferries by their duration.
func TestTimes(t *testing.T) {
	text := `
		node 1 0 0
		node 2 10 0
		node 3 20 0
		node 4 50 0
		way 5 1,2 highway=residential incline=10%
		way 6 2,3,4 route=ferry duration=00:10
	`
	check(t, text, osm.Options{Profile: profile.Walking, SecondsPerUnit: 1}, "1>2:1136 2>1:801 2>3:150 3>2:150 3>4:450 4>3:450")
	g, _ := mustRead(t, town(text).XML(), &osm.Options{Profile: profile.Walking, SecondsPerUnit: 0.1})
	if g.Meta().Unit != "ds" {
		t.Errorf("unit %q", g.Meta().Unit)
	}
}

// TestTolerance joins ends that nearly meet.
func TestTolerance(t *testing.T) {
	text := `
		node 1 0 0
		node 2 100 0
		node 3 100 1
		node 4 100 100
		way 5 1,2 highway=path
		way 6 3,4 highway=path
	`
	if stats := check(t, text, osm.Options{Tolerance: 120}, "1>2:111 2>1:111 2>4:110 4>2:110"); stats.Joined != 2 {
		t.Errorf("%+v", stats)
	}
}

// randomTown is random streets. Ways are in order of their numbers, as is usual.
func randomTown(seed uint64) *osmfiletest.Data {
	r := rand.New(rand.NewPCG(seed, 17))
	var text strings.Builder
	nodes := 20 + r.IntN(60)
	for v := range nodes {
		fmt.Fprintf(&text, "node %d %d %d %s\n", v+1, r.IntN(90000), r.IntN(60000), []string{"", "", "barrier=bollard", "highway=crossing"}[r.IntN(4)])
	}
	highways := []string{"highway=residential", "highway=primary oneway=yes", "highway=footway", "building=yes", "highway=service oneway=-1 name=x", "route=ferry", "highway=primary maxspeed=30 surface=sett"}
	for w := range nodes {
		var refs []string
		for range 2 + r.IntN(6) {
			refs = append(refs, fmt.Sprint(1+r.IntN(nodes)))
		}
		if refs = slices.Compact(refs); len(refs) < 2 {
			continue
		}
		fmt.Fprintf(&text, "way %d %s %s\n", 100+w, strings.Join(refs, ","), highways[r.IntN(len(highways))])
	}
	return town(text.String())
}

// TestFormatsAgree makes the same bytes of the same data, whatever the format, the order and
// the number of processors.
func TestFormatsAgree(t *testing.T) {
	for seed := range uint64(15) {
		d := randomTown(seed)
		opts := []*osm.Options{{Profile: profile.Driving}, {Profile: profile.Walking, SecondsPerUnit: 0.1}, {CrossSquares: true}, {Profile: profile.Driving, Turns: &osm.Turns{}}}[seed%4]
		g, _ := mustRead(t, d.XML(), opts)
		want := g.Bytes()
		for _, o := range []osmfiletest.Options{{}, {Plain: true, Raw: true}, {BlockObjects: 3}, {BlockObjects: 3, Backwards: true}, {Granularity: 1, Locations: true}} {
			if g, _ := mustRead(t, d.PBF(o), opts); !bytes.Equal(g.Bytes(), want) {
				t.Errorf("seed %d: %+v makes another map than XML", seed, o)
			}
		}
		before := runtime.GOMAXPROCS(1)
		if g, _ := mustRead(t, d.PBF(osmfiletest.Options{BlockObjects: 1}), opts); !bytes.Equal(g.Bytes(), want) {
			t.Errorf("seed %d: one processor makes another map", seed)
		}
		runtime.GOMAXPROCS(before)
		rand.New(rand.NewPCG(seed, 3)).Shuffle(len(d.Ways), func(i, j int) { d.Ways[i], d.Ways[j] = d.Ways[j], d.Ways[i] })
		slices.Reverse(d.Nodes)
		if g, _ := mustRead(t, d.PBF(osmfiletest.Options{BlockObjects: 4}), opts); !bytes.Equal(g.Bytes(), want) {
			t.Errorf("seed %d: another order makes another map", seed)
		}
	}
}

// TestUnsorted hides a street among blocks of nodes, where Read does not look at first.
func TestUnsorted(t *testing.T) {
	d := town(cross)
	sorted := d.PBF(osmfiletest.Options{BlockObjects: 1})
	want, _ := mustRead(t, sorted, nil)
	header := len(new(osmfiletest.Data).PBF(osmfiletest.Options{}))
	hidden := (&osmfiletest.Data{Ways: d.Ways[:1]}).PBF(osmfiletest.Options{})[header:]
	d.Ways = d.Ways[1:]
	rest := d.PBF(osmfiletest.Options{BlockObjects: 1})[header:]
	for _, file := range [][]byte{slices.Concat(sorted[:header], hidden, rest), slices.Concat(sorted[:header], rest, hidden, rest)} {
		if g, stats := mustRead(t, file, nil); !bytes.Equal(g.Bytes(), want.Bytes()) || stats.Streets != 2 {
			t.Errorf("%+v", stats)
		}
	}
}

// asGeoJSON writes streets and barriers as features.
func asGeoJSON(d *osmfiletest.Data) string {
	at, features := map[int64]string{}, []string{}
	properties := func(tags []string) string {
		var list []string
		for i := 0; i < len(tags); i += 2 {
			list = append(list, fmt.Sprintf("%q:%q", tags[i], tags[i+1]))
		}
		return strings.Join(list, ",")
	}
	for _, n := range d.Nodes {
		at[n.ID] = fmt.Sprintf("[%d.%07d,%d.%07d]", n.Lon/1e7, n.Lon%1e7, n.Lat/1e7, n.Lat%1e7)
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":{"type":"Point","coordinates":%s}}`, properties(n.Tags), at[n.ID]))
	}
	for _, w := range d.Ways {
		var line []string
		for _, ref := range w.Refs {
			line = append(line, at[ref])
		}
		features = append(features, fmt.Sprintf(`{"type":"Feature","id":%d,"properties":{%s},"geometry":{"type":"LineString","coordinates":[%s]}}`, w.ID, properties(w.Tags), strings.Join(line, ",")))
	}
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + "]}"
}

// TestAgreesWithGeoJSON makes the same map of the same streets as csr/geojson, where no two
// nodes share a position.
func TestAgreesWithGeoJSON(t *testing.T) {
	for seed := range uint64(30) {
		d := randomTown(seed)
		for _, p := range []profile.Profile{profile.Walking, profile.Cycling, profile.Driving} {
			for _, seconds := range []float64{0, 0.01} {
				b, _, err := geojson.Read(strings.NewReader(asGeoJSON(d)), &geojson.Options{Profile: p, SecondsPerUnit: seconds})
				if err != nil {
					t.Fatal(err)
				}
				want, err := b.Build()
				if err != nil {
					t.Fatal(err)
				}
				g, _ := mustRead(t, d.XML(), &osm.Options{Profile: p, SecondsPerUnit: seconds})
				if !bytes.Equal(g.Bytes(), want.Bytes()) {
					t.Errorf("seed %d: %.300s, GeoJSON %.300s", seed, plain(g), plain(want))
				}
			}
		}
	}
}

// plain returns the arcs of a graph.
func plain(g *csr.CSRGraph) string {
	var list []string
	for v := range csr.Node(g.NumNodes()) {
		for to, w := range g.Arcs(v).All() {
			list = append(list, fmt.Sprintf("%d>%d:%d", v, to, w))
		}
	}
	return strings.Join(list, " ")
}

// TestReadFile reads a file by its name, and tells what it does meanwhile.
func TestReadFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "town")
	if err := os.WriteFile(name, town(cross).PBF(osmfiletest.Options{BlockObjects: 1}), 0o600); err != nil {
		t.Fatal(err)
	}
	var told []string
	b, stats, err := osm.ReadFile(t.Context(), name, &osm.Options{Progress: func(pass string, done, size int64) {
		if told = append(told, pass); done > size {
			t.Errorf("%d of %d bytes", done, size)
		}
	}})
	if err != nil || b == nil || stats.Streets != 2 {
		t.Errorf("%v %+v", err, stats)
	}
	if told = slices.Compact(told); !slices.Equal(told, []string{"relations", "ways", "nodes"}) {
		t.Errorf("passes %v", told)
	}
	if _, _, err := osm.ReadFile(t.Context(), name+"x", nil); !os.IsNotExist(err) {
		t.Errorf("no file: %v", err)
	}
}
