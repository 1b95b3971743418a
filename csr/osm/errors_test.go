package osm_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/osm"
	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
	"github.com/veltrix/cairn/internal/osmfile/osmfiletest"
)

// TestErrors reads what cannot be read, with the reason and what the message names.
func TestErrors(t *testing.T) {
	plain := town(cross).XML()
	for _, c := range []struct {
		file   []byte
		opts   osm.Options
		reason error
		names  string
	}{
		{plain, osm.Options{MetresPerUnit: -1}, osm.ErrOption, "MetresPerUnit -1"},
		{plain, osm.Options{Tolerance: -1}, osm.ErrOption, "Tolerance"},
		{plain, osm.Options{MaxNodes: 5}, osm.ErrLimit, "5 nodes"},
		{plain, osm.Options{MetresPerUnit: 1e-9}, osm.ErrLength, "way 11"},
		{[]byte("hello"), osm.Options{}, osm.ErrSyntax, "hello"},
		{plain[:len(plain)-20], osm.Options{}, osm.ErrSyntax, "way 12"},
		{town("node 1 0 0\nway 2 1,1 building=yes").XML(), osm.Options{}, osm.ErrNoStreet, "1 nodes, 1 ways"},
		{town(cross).PBF(osmfiletest.Options{}), osm.Options{Profile: profile.Walking.WithStreet(func(profile.Tags, profile.Access) profile.Access { return profile.Access{} })}, osm.ErrNoStreet, "2 closed"},
		{town("node 1 0 0\nway 2 1,1 highway=raod").XML(), osm.Options{Profile: profile.Walking}, osm.ErrNoStreet, "highway=raod: 1"},
		{town("way 2 1,3 highway=road").XML(), osm.Options{}, osm.ErrNoStreet, "2 nodes of streets missing"},
		{town(cross).PBF(osmfiletest.Options{Features: []string{"HistoricalInformation"}}), osm.Options{}, osm.ErrFeature, "HistoricalInformation"},
		{[]byte("\x28\xb5\x2f\xfd"), osm.Options{}, osm.ErrCompression, "zstd"},
	} {
		b, _, err := read(c.file, &c.opts)
		if !errors.Is(err, c.reason) || !strings.Contains(err.Error(), c.names) || b != nil {
			t.Errorf("%.40q: %v, want %v with %q", c.file, err, c.reason, c.names)
		}
	}
}

// TestErrorsSayWhere checks what an Error names.
func TestErrorsSayWhere(t *testing.T) {
	good := town(cross).PBF(osmfiletest.Options{BlockObjects: 2})
	_, _, err := read(slices.Concat(good, osmfiletest.Block("OSMData", []byte{3}, true)), nil)
	var e *osm.Error
	if !errors.As(err, &e) || e.Offset != int64(len(good)) || e.Block != 5 || e.Object != "" {
		t.Errorf("%+v", err)
	}
	text := "<osm><way id='-4'><nd ref='x'/></way></osm>"
	if _, _, err = read([]byte(text), nil); !errors.As(err, &e) || e.Offset != 5 || e.Block != -1 || e.Object != "way -4" {
		t.Errorf("%+v", err)
	}
}

// TestContext ends when the context does.
func TestContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, file := range [][]byte{town(cross).PBF(osmfiletest.Options{}), []byte(strings.Repeat(" ", 10) + string(randomTown(3).XML()))} {
		if _, _, err := osm.Read(ctx, bytes.NewReader(file), int64(len(file)), nil); err != context.Canceled {
			t.Errorf("%v", err)
		}
	}
}

// bomb returns a small file whose blocks unpack to ways of a million nodes each.
func bomb(blocks int) []byte {
	refs := make([]int64, 1<<20)
	for i := range refs {
		refs[i] = int64(i)
	}
	way := osmfiletest.Data{Ways: []osmfiletest.Way{{ID: 1, Refs: refs, Tags: []string{"highway", "path"}}}}
	empty := new(osmfiletest.Data).PBF(osmfiletest.Options{})
	block := way.PBF(osmfiletest.Options{})[len(empty):]
	return append(empty, bytes.Repeat(block, blocks)...)
}

// TestHostileFiles checks that small files that unpack to large ones stay affordable.
func TestHostileFiles(t *testing.T) {
	file := bomb(200)
	if len(file) > 1<<20 {
		t.Fatalf("%d bytes", len(file))
	}
	used := flatfiletest.Allocated(func() {
		if _, _, err := read(file, nil); !errors.Is(err, osm.ErrLimit) {
			t.Errorf("%v", err)
		}
	})
	if used > 300<<20 {
		t.Errorf("%d bytes allocated for a file of %d", used, len(file))
	}
}

// TestMemory checks that what Read takes grows with the streets, not with the file.
func TestMemory(t *testing.T) {
	use := func(d *osmfiletest.Data) uint64 {
		file := d.PBF(osmfiletest.Options{Raw: true})
		return flatfiletest.Allocated(func() {
			if _, _, err := read(file, nil); err != nil {
				t.Error(err)
			}
		})
	}
	d := town(cross)
	little := use(d)
	for i := range int64(300_000) {
		d.Nodes = append(d.Nodes, osmfiletest.Node{ID: 1000 + i, Lon: i, Lat: i})
	}
	if much := use(d); much > little+4<<20 {
		t.Errorf("%d bytes for two streets, %d with 300,000 nodes that are none of theirs", little, much)
	}
}

// FuzzRead gives any file to Read: memory stays bounded, errors are of the kinds that it
// promises, and what it makes can be built.
func FuzzRead(f *testing.F) {
	text, _ := grid(rand.New(rand.NewPCG(1, 8)), 2)
	f.Add(town(text).XML(), uint8(3))
	f.Add(town(square).XML(), uint8(1))
	f.Add(town(cross).PBF(osmfiletest.Options{Raw: true}), uint8(0))
	f.Add(town(text).PBF(osmfiletest.Options{Raw: true, Plain: true}), uint8(2))
	f.Fuzz(func(t *testing.T, file []byte, choice uint8) {
		opts := &osm.Options{CrossSquares: choice&1 != 0, Tolerance: float64(choice >> 4)}
		if choice&2 != 0 {
			opts.Turns = &osm.Turns{UTurns: choice&4 != 0}
		}
		if choice&8 != 0 {
			opts.Profile = profile.Driving
		}
		var b *csr.Builder
		var err error
		if used := flatfiletest.Allocated(func() { b, _, err = read(file, opts) }); used > 300<<20 {
			t.Errorf("%d bytes allocated for a file of %d", used, len(file))
		}
		if err == nil {
			_, err = b.Build()
		} else if errors.As(err, new(*osm.Error)) || errors.Is(err, osm.ErrNoStreet) || errors.Is(err, osm.ErrLimit) {
			err = nil
		}
		if err != nil {
			t.Error(err)
		}
	})
}
