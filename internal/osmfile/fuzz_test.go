package osmfile_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
	"github.com/veltrix/cairn/internal/osmfile"
	"github.com/veltrix/cairn/internal/osmfile/osmfiletest"
)

// affordable is how much a small file may take, which can unpack to some blocks.
const affordable = 300 << 20

// check reads a file: memory stays bounded, and an error says where.
func check(t *testing.T, file []byte) {
	var all, again []string
	var err error
	if used := flatfiletest.Allocated(func() { all, err = read(file) }); used > affordable {
		t.Errorf("%d bytes allocated for %d", used, len(file))
	}
	if err != nil {
		if !errors.As(err, new(*osmfile.Error)) {
			t.Errorf("%v", err)
		}
		return
	}
	f, err := osmfile.Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Presume(); err != nil {
		t.Fatal(err)
	}
	for _, kinds := range []osmfile.Kinds{osmfile.Relations, osmfile.Ways, osmfile.Nodes} {
		objects, err := scan(f, kinds)
		if errors.Is(err, osmfile.ErrUnsorted) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		again = append(again, objects...)
	}
	if slices.Sort(again); !slices.Equal(again, sorted(all)) {
		t.Errorf("%q in several passes, %q in one", again, all)
	}
}

func sorted(lines []string) []string {
	lines = slices.Clone(lines)
	slices.Sort(lines)
	return lines
}

// FuzzPBF gives blocks of any bytes to the reader, once as they are and once as the payload
// of a sound block.
func FuzzPBF(f *testing.F) {
	d := random(rand.New(rand.NewPCG(1, 1)), 12)
	empty := new(osmfiletest.Data).PBF(osmfiletest.Options{})
	for _, o := range []osmfiletest.Options{{}, {Raw: true}, {Raw: true, Plain: true}, {Raw: true, Unpacked: true, Locations: true}, {Raw: true, BlockObjects: 2, Backwards: true}} {
		f.Add(d.PBF(o)[len(empty):])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		check(t, slices.Concat(empty, b))
		check(t, slices.Concat(empty, osmfiletest.Block("OSMData", b, true)))
	})
}

// FuzzXML gives any text to the reader. What it reads, encoding/xml reads alike.
func FuzzXML(f *testing.F) {
	f.Add(random(rand.New(rand.NewPCG(1, 1)), 12).XML())
	for _, text := range []string{"<osm/>", "<osm><!-- x --><node id='1' lat='1' lon='2'><tag k='&#65;' v='&lt;'/></node><![CDATA[ <way> ]]></osm>"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		check(t, text)
		all, err := read(text)
		if err != nil || len(text) == 0 || text[0] == 0x1f || text[0] == 'B' {
			return
		}
		if ids, sound := idsOf(text); sound && len(ids) != len(all) {
			t.Errorf("%d objects, encoding/xml finds %d", len(all), len(ids))
		}
	})
}

// idsOf returns the objects that encoding/xml finds in a text, and whether the text is sound
// to its mind.
func idsOf(text []byte) (ids []string, sound bool) {
	d := xml.NewDecoder(bytes.NewReader(text))
	for depth := 0; ; {
		token, err := d.Token()
		if err != nil {
			return ids, err == io.EOF
		}
		switch e := token.(type) {
		case xml.StartElement:
			if depth++; depth == 2 && (e.Name.Local == "node" || e.Name.Local == "way" || e.Name.Local == "relation") {
				if e.Name.Space != "" {
					return nil, false
				}
				gone := false
				for _, a := range e.Attr {
					gone = gone || a.Name.Local == "visible" && a.Value == "false" || a.Name.Local == "action" && a.Value == "delete"
				}
				if !gone {
					ids = append(ids, e.Name.Local)
				}
			}
		case xml.EndElement:
			depth--
		}
	}
}
