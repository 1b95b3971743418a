package osmfile_test

import (
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
	"github.com/veltrix/cairn/internal/osmfile"
	"github.com/veltrix/cairn/internal/osmfile/osmfiletest"
)

// number and field encode parts of messages.
func number(field int, value uint64) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(nil, uint64(field)<<3), value)
}

func field(field int, value ...byte) []byte {
	b := binary.AppendUvarint(nil, uint64(field)<<3|2)
	return append(binary.AppendUvarint(b, uint64(len(value))), value...)
}

// withBlock returns a file with a block behind its header.
func withBlock(payload ...[]byte) []byte {
	return slices.Concat(new(osmfiletest.Data).PBF(osmfiletest.Options{}), osmfiletest.Block("OSMData", slices.Concat(payload...), true))
}

// framed returns a file with a block of any message behind its header.
func framed(message ...[]byte) []byte {
	return slices.Concat(new(osmfiletest.Data).PBF(osmfiletest.Options{}), osmfiletest.Frame("OSMData", slices.Concat(message...)))
}

// TestRefused reads files that cannot be read, with the reason and what the message names.
func TestRefused(t *testing.T) {
	d := random(rand.New(rand.NewPCG(1, 2)), 20)
	pbf := d.PBF(osmfiletest.Options{})
	for _, c := range []struct {
		file   string
		reason error
		names  string
	}{
		{"", osmfile.ErrSyntax, "empty"},
		{"hello", osmfile.ErrSyntax, "hello"},
		{"\xff\xfe<\x00o\x00", osmfile.ErrSyntax, "UTF-16"},
		{"\xff\xe0\x04o5m2", osmfile.ErrSyntax, ".o5m"},
		{"\xfd7zXZ\x00\x00", osmfile.ErrCompression, "xz"},
		{"\x28\xb5\x2f\xfd....", osmfile.ErrCompression, "zstd"},
		{"PK\x03\x04....", osmfile.ErrCompression, "zip"},
		{string(d.PBF(osmfiletest.Options{Features: []string{"HistoricalInformation"}})), osmfile.ErrFeature, "HistoricalInformation"},
		{string(framed(field(6, 1, 2, 3))), osmfile.ErrCompression, "lz4"},
		{string(framed(field(7, 1, 2, 3))), osmfile.ErrCompression, "zstd"},
		{string(framed(field(4, 1, 2, 3))), osmfile.ErrCompression, "lzma"},
		{string(framed(number(2, 3), field(3, 1, 2, 3))), osmfile.ErrSyntax, "zlib"},
		{string(framed(number(2, 33<<20), field(3, 1, 2, 3))), osmfile.ErrLimit, "34603008"},
		{string(framed(field(3, 1, 2, 3))), osmfile.ErrSyntax, "size"},
		{string(pbf[:len(pbf)-1]), io.ErrUnexpectedEOF, "too early"},
		{string(append(slices.Clone(pbf), 0, 0)), io.ErrUnexpectedEOF, "too early"},
		{string(append(slices.Clone(pbf), 0, 2, 0, 0)), osmfile.ErrLimit, "131072"},
		{string(append(slices.Clone(pbf), 0, 0, 0, 0)), osmfile.ErrSyntax, "without type"},
		{string(withBlock(number(17, 0))), osmfile.ErrSyntax, "granularity"},
		{string(withBlock(field(2, field(3, slices.Concat(number(1, 77), field(2, 1), field(3, 1))...)...))), osmfile.ErrSyntax, "way 77"},
		{string(withBlock(field(2, field(3, slices.Concat(number(1, 77), field(8, 0x80))...)...))), osmfile.ErrSyntax, "way 77"},
		{string(withBlock(field(2, field(2, slices.Concat(field(1, 2, 2), field(8, 0), field(9, 0))...)...))), osmfile.ErrSyntax, "node 2"},
		{string(withBlock(field(2, field(4, slices.Concat(number(1, 5), field(8, 0), field(9, 0), field(10, 9))...)...))), osmfile.ErrSyntax, "relation 5"},
		{string(withBlock(field(1, field(1, 'x')...), field(2, field(4, slices.Concat(number(1, 5), field(8, 0), field(9, 0), field(10, 9))...)...))), osmfile.ErrSyntax, "kind 9"},
		{string(withBlock([]byte{3})), osmfile.ErrSyntax, "field number 0"},
		{string(withBlock([]byte{0x0b})), osmfile.ErrSyntax, "wire type 3"},

		{"<html></html>", osmfile.ErrSyntax, "<html>"},
		{"<?xml version='1.0' encoding='ISO-8859-1'?><osm/>", osmfile.ErrSyntax, "iso-8859-1"},
		{"<!DOCTYPE osm><osm/>", osmfile.ErrSyntax, "document type"},
		{"<osm>", io.ErrUnexpectedEOF, "too early"},
		{"<osm><node id='1' lat='1' lon='2'>", io.ErrUnexpectedEOF, "node 1"},
		{"<osm><node id='1", io.ErrUnexpectedEOF, "too early"},
		{"<osm><!-- ", io.ErrUnexpectedEOF, "too early"},
		{"<osm></osm><osm/>", osmfile.ErrSyntax, "behind"},
		{"<osm></way></osm>", osmfile.ErrSyntax, "</way>"},
		{"<osm><way id='8'></node></osm>", osmfile.ErrSyntax, "way 8"},
		{"<osm><node lat='1' lon='2'/></osm>", osmfile.ErrSyntax, "without id"},
		{"<osm><node id='x'/></osm>", osmfile.ErrSyntax, `"x"`},
		{"<osm><node id='9' lat='north' lon='2'/></osm>", osmfile.ErrSyntax, "node 9"},
		{"<osm><node id='9' lat='1' lon='NaN'/></osm>", osmfile.ErrSyntax, "NaN"},
		{"<osm><way id='8'><tag k='a'/></way></osm>", osmfile.ErrSyntax, "way 8"},
		{"<osm><way id='8'><tag k='a' v='&auml;'/></way></osm>", osmfile.ErrSyntax, "&auml;"},
		{"<osm><way id='8'><tag k='a' v='&#xd800;'/></way></osm>", osmfile.ErrSyntax, "&#xd800;"},
		{"<osm><way id='8'><nd/></way></osm>", osmfile.ErrSyntax, "<nd>"},
		{"<osm><way id=8/></osm>", osmfile.ErrSyntax, "attribute"},
		{"<osm><" + strings.Repeat("x", 2<<20) + "/></osm>", osmfile.ErrLimit, "tag"},
		{"<osm>" + strings.Repeat("<x>", 100), osmfile.ErrLimit, "64"},
		{"<osm><x><y></x></y></osm>", osmfile.ErrSyntax, "</x>"},
	} {
		_, err := read([]byte(c.file))
		var e *osmfile.Error
		if !errors.Is(err, c.reason) || !errors.As(err, &e) || !strings.Contains(err.Error(), c.names) {
			t.Errorf("%.60q: %v, want %v with %q", c.file, err, c.reason, c.names)
		}
	}
}

// TestErrorsSayWhere checks block and offset of an error behind other blocks, on any number
// of processors.
func TestErrorsSayWhere(t *testing.T) {
	d := random(rand.New(rand.NewPCG(3, 2)), 90)
	good := d.PBF(osmfiletest.Options{BlockObjects: 9})
	file := slices.Concat(good, osmfiletest.Block("OSMData", []byte{3}, false), good)
	_, err := read(file)
	var e *osmfile.Error
	if !errors.As(err, &e) || e.Offset != int64(len(good)) || e.Block != 1+10+2+2 {
		t.Errorf("%+v, want one at %d", e, len(good))
	}
	text := "<osm>\n <node id='1' lat='1' lon='1'/>\n <way id='5'><nd ref='x'/></way>\n</osm>"
	_, err = read([]byte(text))
	if !errors.As(err, &e) || e.Offset != int64(strings.Index(text, "<way")) || e.Block != -1 || e.Kind != osmfile.Ways || e.ID != 5 {
		t.Errorf("%+v", e)
	}
}

// TestStrangeXML reads what is unusual and allowed.
func TestStrangeXML(t *testing.T) {
	for text, want := range map[string]string{
		"\ufeff<?xml version=\"1.0\"?><!-- <node/> --><osm><note>a > b &lt; <![CDATA[</osm><way>]]></note></osm>\n<!-- end -->": "",
		"<osm/>": "",
		"<osm><node id='-3' lat='90' lon=\"-180\" /><node id='+4'/></osm>":                                                                                "node -3 {-180000000000 90000000000} []|node 4 {4611686018427387904 4611686018427387904} []",
		"<osm><node id='1' visible='false'/><way action=\"delete\" id='2'><nd ref='1'/></way><node id='3' lat='1.00000000049' lon='1.0000000005'/></osm>": "node 3 {1000000001 1000000000} []",
		"<osm\n>\t<way id='2'\n><tag k = 'a>b' v='&quot;&#229;&#xE5;&apos;'></tag><bounds/><nd ref='7'></nd></way></osm>":                                 "way 2 [7] [] [{a>b \"åå'}]",
		"<osm><relation id='2'><member type='node' ref='1' role='x'><nd ref='9'/></member><member type='area' ref='2'/><nd ref='3'/></relation></osm>":    "relation 2 [{node 1 x} {object 2 }] []",
		"<osm><node id='5' lat='1000000' lon='1'/></osm>":                                                                                                 "node 5 {1000000000 4611686018427387904} []",
		"<osm><remark> runtime error: \"x\" </remark><changeset id='1'><tag k='a' v='b'/></changeset></osm>":                                              "",
	} {
		if got := strings.Join(mustRead(t, []byte(text)), "|"); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestDamage cuts a file at every length and changes every byte: it is read, or the error
// says where.
func TestDamage(t *testing.T) {
	d := random(rand.New(rand.NewPCG(9, 9)), 12)
	for _, file := range [][]byte{d.XML(), d.PBF(osmfiletest.Options{BlockObjects: 6, Raw: true}), d.PBF(osmfiletest.Options{Plain: true}), d.PBF(osmfiletest.Options{Locations: true, Raw: true, Unpacked: true})} {
		check := func(b []byte) {
			if _, err := read(b); err != nil && !errors.As(err, new(*osmfile.Error)) {
				t.Fatalf("%v", err)
			}
		}
		for n := range file {
			check(file[:n])
			for _, flip := range []byte{1, 0x80, 0xff} {
				b := slices.Clone(file)
				b[n] ^= flip
				check(b)
			}
		}
	}
}

// counter counts objects.
type counter struct{ objects int }

func (c *counter) Node(*osmfile.Node) error         { c.objects++; return nil }
func (c *counter) Way(*osmfile.Way) error           { c.objects++; return nil }
func (c *counter) Relation(*osmfile.Relation) error { c.objects++; return nil }
func (c *counter) End() error                       { return nil }

// TestClaimsCostNothing checks that what a file claims takes no memory, and what it unpacks
// to no more than a block may have.
func TestClaimsCostNothing(t *testing.T) {
	zeros := make([]byte, 8<<20)
	many := make([]byte, 0, 8<<20)
	for len(many) < 8<<20 {
		many = append(many, 10, 0)
	}
	dense := field(2, field(2, slices.Concat(field(1, zeros[:2<<20]...), field(8, zeros[:2<<20]...), field(9, zeros[:2<<20]...))...)...)
	for _, c := range []struct {
		what       string
		file       []byte
		affordable uint64
		sound      bool
	}{
		{"a size", framed(number(2, 31<<20), field(3, 0x78, 0x9c, 1, 0, 0)), 1 << 20, false},
		{"a block", append(new(osmfiletest.Data).PBF(osmfiletest.Options{}), 0, 0, 0, 13, 10, 7, 'O', 'S', 'M', 'D', 'a', 't', 'a', 24, 0xff, 0xff, 0x7f), 3 << 20, false},
		{"zeros", append(new(osmfiletest.Data).PBF(osmfiletest.Options{}), osmfiletest.Block("OSMData", dense, false)...), 50 << 20, true},
		{"texts", append(new(osmfiletest.Data).PBF(osmfiletest.Options{}), osmfiletest.Block("OSMData", field(1, many...), false)...), 80 << 20, true},
		{"refs", append(new(osmfiletest.Data).PBF(osmfiletest.Options{}), osmfiletest.Block("OSMData", field(2, field(3, field(8, zeros...)...)...), false)...), 80 << 20, false},
	} {
		used := flatfiletest.Allocated(func() {
			f, err := osmfile.Open(strings.NewReader(string(c.file)), int64(len(c.file)))
			if err != nil {
				t.Fatal(err)
			}
			err = f.Scan(t.Context(), osmfile.All, func() osmfile.Visitor { return &counter{} }, nil)
			if (err == nil) != c.sound {
				t.Errorf("%s: %v", c.what, err)
			}
		})
		if used > c.affordable {
			t.Errorf("%s: %d bytes allocated", c.what, used)
		}
	}
}
