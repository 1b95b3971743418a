package indextest

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/graphtest"
)

// graphFormat is that of a graph file as package csr draws it, for files that its
// Builder would not write.
var graphFormat = flatfile.Format{Package: "indextest", Noun: "graph file", Magic: "\x89CSR\r\n\x1a\n", Version: 1}

// The kinds of its sections.
const (
	offsetsKind flatfile.Kind = 1 + iota
	targetsKind
	nodeWeightsKind
	arcWeightsKind
	pointsKind
)

// forgery is a graph file by hand: its sums are right, whatever is in it.
type forgery struct {
	o      *graphtest.Graph // what the file says, word for word
	lonLat bool
	file   []byte
	flaw   string // what no file may have; "" if there is nothing
}

// forger draws a forgery.
type forger struct {
	*rand.Rand
	forgery
	offsets, targets, nodes, arcs []uint32
	points                        []float64
}

// forge returns a random graph file: in three of four something is put that a Builder
// never writes, legal or not.
func forge(r *rand.Rand) forgery {
	f := &forger{Rand: r}
	f.o = graphtest.Small(r)
	f.distinct()
	f.lay()
	f.place()
	if r.IntN(4) > 0 {
		f.spoil()
	}
	f.tell()
	f.write()
	return f.forgery
}

// distinct leaves the arcs that a file may have, in order.
func (f *forger) distinct() {
	f.o.Arcs = slices.DeleteFunc(f.o.Arcs, func(a graphtest.Arc) bool { return a.From == a.To })
	order := func(a, b graphtest.Arc) int {
		return slices.Compare([]uint32{a.From, a.To}, []uint32{b.From, b.To})
	}
	slices.SortStableFunc(f.o.Arcs, order)
	f.o.Arcs = slices.CompactFunc(f.o.Arcs, func(a, b graphtest.Arc) bool { return order(a, b) == 0 })
}

// lay makes the arrays; weights that are all equal become one number now and then.
func (f *forger) lay() {
	f.offsets = make([]uint32, f.o.N+1)
	for _, a := range f.o.Arcs {
		f.offsets[a.From+1]++
		f.targets, f.arcs = append(f.targets, a.To), append(f.arcs, a.Weight)
	}
	for v := range f.o.N {
		f.offsets[v+1] += f.offsets[v]
	}
	f.nodes = slices.Clone(f.o.NodeWeights)
	for _, weights := range []*[]uint32{&f.nodes, &f.arcs} {
		if f.IntN(3) == 0 {
			*weights = []uint32{[]uint32{0, 1, 7, graphtest.Blocked}[f.IntN(4)]}
		}
	}
}

// place draws points, near each other and at the edges of what there is.
func (f *forger) place() {
	f.lonLat = f.IntN(2) == 0
	edges := [][2]float64{{180, 90}, {-180, -90}, {180, 0}, {-180, 0}, {0, math.Copysign(0, -1)}, {1e-300, 5e-324}}
	if !f.lonLat {
		edges = append(edges, [2]float64{1e100, -1e100}, [2]float64{-1e100, 0})
	}
	for range f.o.N * f.IntN(2) {
		p := [2]float64{f.Float64()*360 - 180, f.Float64()*180 - 90}
		if f.IntN(2) == 0 {
			p = edges[f.IntN(len(edges))]
		}
		f.points = append(f.points, p[:]...)
	}
}

// spoil changes one thing, if there is one to change.
func (f *forger) spoil() {
	arc := f.IntN(len(f.targets) + 1)
	switch kind := f.IntN(6); {
	case kind == 0 && len(f.points) > 0:
		f.points[f.IntN(len(f.points))] = []float64{math.NaN(), math.Inf(1), 1e101, -math.MaxFloat64, math.Float64frombits(0x7ff0000000000001)}[f.IntN(5)]
		f.flaw = "a point that is none"
	case kind == 1 && len(f.points) > 0 && f.lonLat:
		f.points[f.IntN(len(f.points))] = []float64{180.00001, -181, 360, 1e9}[f.IntN(4)]
		f.flaw = "a point beyond the globe"
	case kind == 2:
		f.offsets[f.IntN(len(f.offsets))] += 1 + f.Uint32N(3)
		f.flaw = f.misplaced()
	case arc == len(f.targets):
	case kind == 3:
		f.targets[arc] = uint32(f.o.N) + f.Uint32N(3)
		f.flaw = "a target out of range"
	default:
		f.targets[arc] = f.Uint32N(uint32(f.o.N))
		f.flaw = f.misplaced()
	}
}

// misplaced tells what is wrong with offsets and targets, if anything is: with others
// an arc may be another node's, a loop, a parallel arc, or out of order.
func (f *forger) misplaced() string {
	if last := f.offsets[f.o.N]; f.offsets[0] != 0 || !slices.IsSorted(f.offsets) || int(last) != len(f.targets) {
		return "offsets that are none"
	}
	for v := range f.o.N {
		for a := f.offsets[v]; a < f.offsets[v+1]; a++ {
			switch {
			case f.targets[a] == uint32(v):
				return "a loop"
			case a > f.offsets[v] && f.targets[a] == f.targets[a-1]:
				return "parallel arcs"
			case a > f.offsets[v] && f.targets[a] < f.targets[a-1]:
				return "arcs out of order"
			}
		}
	}
	return ""
}

// tell has the oracle's graph say what the arrays do, if there is no flaw in them.
func (f *forger) tell() {
	at := func(weights []uint32, i int) uint32 {
		switch len(weights) {
		case 0:
			return 0
		case 1:
			return weights[0]
		}
		return weights[i]
	}
	for v := range f.o.N {
		for a := int(f.offsets[v]); a < min(int(f.offsets[v+1]), len(f.targets)); a++ {
			f.o.Arcs[a] = graphtest.Arc{From: uint32(v), To: f.targets[a], Weight: at(f.arcs, a)}
		}
	}
	f.o.NodeWeights = make([]uint32, f.o.N)
	for v := range f.o.N {
		f.o.NodeWeights[v] = at(f.nodes, v)
	}
	for i := 0; i < len(f.points); i += 2 {
		f.o.Points = append(f.o.Points, [2]float64(f.points[i:]))
	}
}

// write makes the file.
func (f *forger) write() {
	sections := []flatfile.Section{flatfile.Narrow(offsetsKind, f.offsets, 2), flatfile.Narrow(targetsKind, f.targets, 2)}
	for _, s := range []flatfile.Section{
		flatfile.Numbers(nodeWeightsKind, f.nodes), flatfile.Numbers(arcWeightsKind, f.arcs), flatfile.Numbers(pointsKind, f.points),
	} {
		if len(s.Data) > 0 {
			sections = append(sections, s)
		}
	}
	header := flatfile.Header{Counts: [2]int64{int64(f.o.N), int64(len(f.targets))}, Widths: [2]uint8{2, 2}}
	if f.lonLat {
		header.Optional = 1
	}
	var err error
	if f.file, err = graphFormat.Encode(header, sections); err != nil {
		panic(err) // of some hundred bytes
	}
}
