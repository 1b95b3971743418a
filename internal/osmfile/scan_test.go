package osmfile_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/internal/osmfile"
	"github.com/veltrix/cairn/internal/osmfile/osmfiletest"
)

// collector writes down all objects of its part.
type collector struct {
	all   *[]string
	lines []string
}

func (c *collector) Node(n *osmfile.Node) error {
	c.lines = append(c.lines, fmt.Sprint("node ", n.ID, n.Point, n.Tags))
	return nil
}

func (c *collector) Way(w *osmfile.Way) error {
	c.lines = append(c.lines, fmt.Sprint("way ", w.ID, w.Refs, w.Points, w.Tags))
	return nil
}

func (c *collector) Relation(r *osmfile.Relation) error {
	c.lines = append(c.lines, fmt.Sprint("relation ", r.ID, r.Members, r.Tags))
	return nil
}

func (c *collector) End() error {
	*c.all = append(*c.all, c.lines...)
	return nil
}

// scan returns all objects of some kinds, as text.
func scan(f *osmfile.File, want osmfile.Kinds) (all []string, err error) {
	err = f.Scan(context.Background(), want, func() osmfile.Visitor { return &collector{all: &all} }, nil)
	return all, err
}

// read returns all objects of a file.
func read(file []byte) ([]string, error) {
	f, err := osmfile.Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	return scan(f, osmfile.All)
}

// mustRead fails the test if the file cannot be read.
func mustRead(t *testing.T, file []byte) []string {
	t.Helper()
	all, err := read(file)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// random returns some objects of each kind, with small and large numbers.
func random(r *rand.Rand, nodes int) *osmfiletest.Data {
	d := &osmfiletest.Data{}
	id := func() int64 { return r.Int64N(1<<(4+r.Uint64N(40))) - 1<<3 }
	tags := func() (tags []string) {
		for range r.IntN(4) * r.IntN(2) {
			tags = append(tags, fmt.Sprintf("key%d", r.IntN(5)), []string{"", "yes", "<Å & \"B\">\n", "a;b"}[r.IntN(4)])
		}
		return tags
	}
	for range nodes {
		d.Nodes = append(d.Nodes, osmfiletest.Node{ID: id(), Lon: r.Int64N(3600000001) - 1800000000, Lat: r.Int64N(1800000001) - 900000000, Tags: tags()})
	}
	for range nodes / 5 {
		w := osmfiletest.Way{ID: id(), Tags: tags()}
		for range r.IntN(9) {
			w.Refs = append(w.Refs, d.Nodes[r.IntN(nodes)].ID)
		}
		d.Ways = append(d.Ways, w)
	}
	for range nodes / 9 {
		rel := osmfiletest.Relation{ID: id(), Tags: tags()}
		for range r.IntN(5) {
			rel.Members = append(rel.Members, osmfiletest.Member{Kind: r.IntN(3), ID: id(), Role: []string{"", "from", "to"}[r.IntN(3)]})
		}
		d.Relations = append(d.Relations, rel)
	}
	return d
}

// TestFormatsAgree writes the same data in many ways, which all come back the same.
func TestFormatsAgree(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		d := random(r, 10+r.IntN(60))
		want := mustRead(t, d.XML())
		if len(want) != len(d.Nodes)+len(d.Ways)+len(d.Relations) || !strings.HasPrefix(want[0], "node ") {
			t.Fatalf("seed %d: %d objects of XML", seed, len(want))
		}
		for _, o := range []osmfiletest.Options{
			{}, {Plain: true}, {Raw: true}, {Unpacked: true, Plain: true}, {Unpacked: true}, {Granularity: 1}, {Granularity: 50, Origin: -1000},
			{BlockObjects: 1}, {BlockObjects: 7, Plain: true, Raw: true},
		} {
			if got := mustRead(t, d.PBF(o)); !slices.Equal(got, want) {
				t.Errorf("seed %d, %+v:\n%v\nwant\n%v", seed, o, got, want)
			}
		}
	}
}

// TestPresumed reads ways before nodes of files that are sorted and of such that are not.
func TestPresumed(t *testing.T) {
	d := random(rand.New(rand.NewPCG(4, 4)), 60)
	for _, o := range []osmfiletest.Options{{BlockObjects: 3}, {BlockObjects: 3, Backwards: true}, {BlockObjects: 1000}} {
		file := d.PBF(o)
		want := mustRead(t, file)
		f, err := osmfile.Open(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		if sorted, err := f.Presume(); sorted == o.Backwards || err != nil {
			t.Errorf("%+v: sorted %v, %v", o, sorted, err)
		}
		for _, kinds := range []osmfile.Kinds{osmfile.Relations, osmfile.Ways | osmfile.Relations, osmfile.Nodes, osmfile.Ways, osmfile.All} {
			got, err := scan(f, kinds)
			wanted := slices.DeleteFunc(slices.Clone(want), func(line string) bool {
				return kinds&osmfile.Nodes == 0 && line[0] == 'n' || kinds&osmfile.Ways == 0 && line[0] == 'w' || kinds&osmfile.Relations == 0 && line[0] == 'r'
			})
			if err != nil || !slices.Equal(got, wanted) {
				t.Errorf("%+v, kinds %b: %d objects, want %d; %v", o, kinds, len(got), len(wanted), err)
			}
		}
	}
}

// TestUnsorted hides a way among nodes, where bisection does not look.
func TestUnsorted(t *testing.T) {
	nodes := random(rand.New(rand.NewPCG(5, 5)), 64)
	nodes.Ways, nodes.Relations = nil, nil
	ways := &osmfiletest.Data{Ways: []osmfiletest.Way{{ID: 7, Refs: []int64{1, 2}}}}
	header := len(new(osmfiletest.Data).PBF(osmfiletest.Options{}))
	hidden, blocks := ways.PBF(osmfiletest.Options{})[header:], nodes.PBF(osmfiletest.Options{BlockObjects: 1})
	file := slices.Concat(blocks[:header], hidden, blocks[header:], hidden)
	f, err := osmfile.Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if sorted, err := f.Presume(); !sorted || err != nil {
		t.Fatal(sorted, err)
	}
	if got, err := scan(f, osmfile.Ways); len(got) != 1 || err != nil {
		t.Errorf("%d ways behind nodes, %v", len(got), err)
	}
	if _, err := scan(f, osmfile.Nodes); !errors.Is(err, osmfile.ErrUnsorted) {
		t.Errorf("the hidden way is not noticed: %v", err)
	}
	for kinds, want := range map[osmfile.Kinds]int{osmfile.Ways: 2, osmfile.Nodes: 64} {
		if got, err := scan(f, kinds); len(got) != want || err != nil {
			t.Errorf("kinds %b: %d objects, want %d; %v", kinds, len(got), want, err)
		}
	}
}

// TestLocations reads positions that ways bring with them, of both formats.
func TestLocations(t *testing.T) {
	d := &osmfiletest.Data{Nodes: []osmfiletest.Node{{ID: 1, Lon: 5, Lat: -6}, {ID: 2, Lon: 1e9, Lat: 7}}, Ways: []osmfiletest.Way{{ID: 3, Refs: []int64{2, 1}}}}
	want := "way 3 [2 1] [{100000000000 700} {500 -600}] []"
	if got := mustRead(t, d.PBF(osmfiletest.Options{Locations: true})); got[2] != want {
		t.Errorf("PBF: %v, want %v", got[2], want)
	}
	x := `<osm><way id="3"><nd ref="2" lon="1e2" lat=".0000007"/><nd ref="1" lon="0.0000005" lat="-0.0000006"/></way></osm>`
	if got := mustRead(t, []byte(x)); got[0] != want {
		t.Errorf("XML: %v, want %v", got[0], want)
	}
	if got := mustRead(t, []byte(strings.Replace(x, "lon=", "x=", 1))); got[0] != "way 3 [2 1] [] []" {
		t.Errorf("one position is missing: %v", got[0])
	}
}

// TestCompressedFiles reads files that are compressed as a whole, several times.
func TestCompressedFiles(t *testing.T) {
	d := random(rand.New(rand.NewPCG(6, 6)), 50)
	for _, plain := range [][]byte{d.XML(), d.PBF(osmfiletest.Options{BlockObjects: 5})} {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		w.Write(plain)
		w.Close()
		f, err := osmfile.Open(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
		if err != nil {
			t.Fatal(err)
		}
		want := mustRead(t, plain)
		for range 2 {
			ways, err := scan(f, osmfile.Ways|osmfile.Relations)
			nodes, err2 := scan(f, osmfile.Nodes)
			if err = errors.Join(err, err2); err != nil || !slices.Equal(slices.Concat(nodes, ways), want) {
				t.Errorf("%d nodes and %d others, want %d; %v", len(nodes), len(ways), len(want), err)
			}
		}
		damaged := slices.Clone(packed.Bytes())
		damaged[len(damaged)-5] ^= 1 // in the check sum
		if _, err := read(damaged); !errors.Is(err, gzip.ErrChecksum) {
			t.Errorf("a damaged check sum: %v", err)
		}
	}
}

// TestProgressAndContext checks that Scan tells how far it is, and ends when it is asked to.
func TestProgressAndContext(t *testing.T) {
	d := random(rand.New(rand.NewPCG(7, 7)), 9000)
	for _, file := range [][]byte{d.XML(), d.PBF(osmfiletest.Options{BlockObjects: 100})} {
		f, err := osmfile.Open(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		begin := func() osmfile.Visitor { return &collector{all: new([]string)} }
		last := int64(-1)
		err = f.Scan(ctx, osmfile.All, begin, func(done int64) {
			if done < last {
				t.Errorf("%d bytes after %d", done, last)
			}
			last = done
		})
		if err != nil || last != int64(len(file)) {
			t.Errorf("%d of %d bytes, %v", last, len(file), err)
		}
		err = f.Scan(ctx, osmfile.All, begin, func(int64) { cancel() })
		if err != context.Canceled {
			t.Errorf("canceled: %v", err)
		}
	}
}
