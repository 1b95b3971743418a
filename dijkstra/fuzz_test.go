package dijkstra

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// mosaic returns a small graph with every section a file can have.
func mosaic(t testing.TB) *csr.CSRGraph {
	t.Helper()
	b := csr.NewBuilder(6)
	b.SetMeta(csr.Meta{Name: "mosaic", Unit: "dm"})
	for v := range csr.Node(6) {
		b.SetNodeWeight(v, v*v%5)
		b.SetPoint(v, float64(v), float64(v*v))
		b.AddEdge(v, (v+1)%6, 3+v)
	}
	b.AddArc(0, 3, csr.Blocked)
	b.AddArc(4, 1, 0)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// interrogate asks every kind of question about a graph of unknown origin. All
// answers must be consistent with each other, and none may panic.
func interrogate(t *testing.T, g *csr.CSRGraph) {
	t.Helper()
	s := NewSolver(g)
	n := csr.Node(min(g.NumNodes(), 8))
	for from := range n {
		for to := range n {
			d, err := s.Distance(from, to)
			path, pathD, pathErr := s.AppendPath(nil, from, to)
			if d != pathD || (err == nil) != (pathErr == nil) || err != nil && !errors.Is(err, ErrOverflow) {
				t.Fatalf("%d to %d: distance %d, %v; path %v of %d, %v", from, to, d, err, path, pathD, pathErr)
			}
			if cost, ok := walk(g, path); err == nil && d != Unreachable && (!ok || cost != uint64(d) || path[len(path)-1] != to) {
				t.Fatalf("%d to %d: path %v costs %d, not %d", from, to, path, cost, d)
			}
		}
		tree, err := s.Tree(from)
		if err != nil {
			t.Fatal(err)
		}
		for v := range n {
			_, _, _ = tree.AppendPath(nil, v)
		}
	}
	if l, err := csr.NewLocator(g); err == nil {
		_, _, _ = l.Nearest(1, 2)
	}
	standOnStreets(t, g, s)
}

// standOnStreets asks from a place on a street to its ends.
func standOnStreets(t *testing.T, g *csr.CSRGraph, s *Solver) {
	t.Helper()
	l, err := csr.NewStreetLocator(g)
	if err != nil {
		return
	}
	p, err := l.Nearest(1, 2)
	if err != nil {
		return
	}
	if _, _, ok := g.PointAt(p.Position); !ok {
		t.Fatalf("%+v has no point", p)
	}
	ends := []csr.Position{csr.AtNode(p.Position.From), csr.AtNode(p.Position.To)}
	if _, err := NewPositionSolver(s).Matrix(nil, []csr.Position{p.Position}, ends); err != nil && !errors.Is(err, ErrOverflow) {
		t.Fatalf("from %+v: %v", p, err)
	}
}

// walk adds up what a path costs, arc by arc.
func walk(g *csr.CSRGraph, path []csr.Node) (cost uint64, ok bool) {
	for i := 1; i < len(path); i++ {
		w, ok := g.ArcWeight(path[i-1], path[i])
		if node := g.NodeWeight(path[i]); !ok || w == csr.Blocked || node == csr.Blocked {
			return 0, false
		}
		cost += uint64(w) + uint64(g.NodeWeight(path[i]))
	}
	return cost, len(path) > 0
}

// TestDamagedFilesAnswerOrRefuse flips every bit of a small file. What FromBytes
// lets through must not make a query panic, whatever the answer; and Verify must
// know.
func TestDamagedFilesAnswerOrRefuse(t *testing.T) {
	file := mosaic(t).Bytes()
	accepted := 0
	for bit := range 8 * len(file) {
		b := bytes.Clone(file)
		b[bit/8] ^= 1 << (bit % 8)
		g, err := csr.FromBytes(b)
		if err != nil {
			continue
		}
		accepted++
		interrogate(t, g)
		if err := g.Verify(); !errors.Is(err, csr.ErrChecksum) {
			t.Errorf("bit %d of byte %d: Verify says %v", bit%8, bit/8, err)
		}
	}
	if accepted == 0 {
		t.Error("no damaged file was let through: nothing was tested")
	}
}

// FuzzFromBytes feeds bytes to FromBytes and, if it takes them, asks every kind
// of question.
func FuzzFromBytes(f *testing.F) {
	f.Add(mosaic(f).Bytes())
	golden, err := os.ReadFile(filepath.Join("..", "testdata", "golden16.csr"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(golden)
	f.Add([]byte("\x89CSR\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		g, err := csr.FromBytes(b)
		if err != nil {
			var format *csr.FormatError
			if !errors.As(err, &format) || format.Offset < 0 || format.Offset > int64(max(len(b), 64)) {
				t.Errorf("error without a place in the file: %v", err)
			}
			return
		}
		if g.NumNodes() > 1<<12 {
			return // sound, and too large to ask about each time
		}
		interrogate(t, g)
		_ = g.Verify()
	})
}

// FuzzStructure mends length and header checksum first, as the format's
// documentation says, so that what the fuzzer changes is not refused for those
// but has to be found by the checks of the structure.
func FuzzStructure(f *testing.F) {
	f.Add(mosaic(f).Bytes())
	f.Add(path4(f, 1, 2, 3).Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		b = bytes.Clone(b)
		reseal(b)
		g, err := csr.FromBytes(b)
		if err == nil && g.NumNodes() <= 1<<12 {
			interrogate(t, g)
		}
	})
}

// reseal makes the length and the header checksum fit the bytes.
func reseal(b []byte) {
	if len(b) < 64 {
		return
	}
	binary.LittleEndian.PutUint64(b[48:], uint64(len(b)))
	table := 64 + 32*int(binary.LittleEndian.Uint16(b[14:]))
	if table > len(b) {
		return
	}
	binary.LittleEndian.PutUint32(b[28:], 0)
	binary.LittleEndian.PutUint32(b[28:], crc32.Checksum(b[:table], crc32.MakeTable(crc32.Castagnoli)))
}

// TestEveryByteReplaced puts values that are likely to hurt into every byte of
// a small file, mends the checksum, and interrogates what is let through.
func TestEveryByteReplaced(t *testing.T) {
	file := mosaic(t).Bytes()
	accepted := 0
	for i := range file {
		for _, c := range []byte{0, 1, 2, 5, 6, 7, 0x7f, 0x80, 0xff} {
			b := bytes.Clone(file)
			b[i] = c
			reseal(b)
			if g, err := csr.FromBytes(b); err == nil {
				accepted++
				interrogate(t, g)
			}
		}
	}
	if accepted < len(file) {
		t.Errorf("only %d files were let through: nothing much was tested", accepted)
	}
}

// FuzzQueries takes bytes as a graph, so that the fuzzer does not have to find
// a valid file first, and interrogates it.
func FuzzQueries(f *testing.F) {
	f.Add(uint8(5), []byte{0, 1, 5, 1, 2, 0, 2, 0, 255, 200, 3, 9})
	f.Add(uint8(1), []byte{0, 0, 0})
	f.Fuzz(func(t *testing.T, nodes uint8, calls []byte) {
		n := 1 + uint32(nodes&7)
		b := csr.NewBuilder(int(n))
		for ; len(calls) >= 3; calls = calls[3:] {
			u, v := uint32(calls[0]&15)%n, uint32(calls[1]&15)%n
			w := uint32(int32(int8(calls[2]))) // a third are near 2³², -1 is Blocked
			if calls[0] < 192 {
				b.AddArc(u, v, w)
			} else {
				b.SetNodeWeight(u, w)
			}
		}
		g, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		interrogate(t, g)
	})
}
