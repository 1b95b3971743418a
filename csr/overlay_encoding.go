package csr

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
)

// An overlay is encoded as
//
//	1 byte    version of the encoding: 1
//	8 bytes   content hash of the graph, little-endian
//	1 byte    0: nodes have patches; 1: nodes have an array
//	nodes     patches, or an array of one weight a node
//	arcs      patches
//
// where patches are their count and, for each, its number minus that of the one before
// (minus 0 for the first) and its weight. Counts, numbers and weights are uvarints (see
// encoding/binary); a weight w is written as w+1, and Blocked as 0. Each overlay has one
// encoding: numbers ascend, and no uvarint is longer than it must be.

const overlayVersion = 1

// The two kinds of weights of nodes.
const (
	overlayPatches = iota
	overlayArray
)

// overlayHeader is how many bytes come before the nodes.
const overlayHeader = 10

// AppendBinary appends the encoding of the overlay to b: 10 bytes, and some 3 to 7 a patch
// or 1 to 5 a node of an array. It implements encoding.BinaryAppender. The error is
// ErrNoGraph if the overlay was not made by NewOverlay or OverlayFrom.
func (o *Overlay) AppendBinary(b []byte) ([]byte, error) {
	if o.g == nil {
		return b, ErrNoGraph
	}
	b = append(b, overlayVersion)
	b = binary.LittleEndian.AppendUint64(b, o.g.Hash())
	if o.weights == nil {
		b = appendPatches(append(b, overlayPatches), o.nodes)
	} else {
		b = append(b, overlayArray)
		for _, w := range o.weights {
			b = appendWeight(b, w)
		}
	}
	return appendPatches(b, o.arcs), nil
}

// MarshalBinary returns the encoding that AppendBinary appends. It implements
// encoding.BinaryMarshaler. The error is that of AppendBinary.
func (o *Overlay) MarshalBinary() ([]byte, error) { return o.AppendBinary(nil) }

// textEncoding is how text holds bytes.
var textEncoding = base64.StdEncoding.Strict()

// AppendText appends the encoding of AppendBinary to b, in base64 (RFC 4648, with padding).
// It implements encoding.TextAppender. The error is that of AppendBinary.
func (o *Overlay) AppendText(b []byte) ([]byte, error) {
	data, err := o.AppendBinary(nil)
	if err != nil {
		return b, err
	}
	return textEncoding.AppendEncode(b, data), nil
}

// MarshalText returns the text that AppendText appends. It implements
// encoding.TextMarshaler, so encoding/json writes a *Overlay as a string of it. The error is
// that of AppendBinary.
func (o *Overlay) MarshalText() ([]byte, error) { return o.AppendText(nil) }

// UnmarshalText is UnmarshalBinary of the bytes that a text of AppendText holds. It
// implements encoding.TextUnmarshaler. encoding/json would make an Overlay without a graph
// for a field that is nil: set the field to NewOverlay of the graph before. The error wraps
// a base64.CorruptInputError if the text is not base64, and is otherwise that of
// UnmarshalBinary, whose offsets are of the decoded bytes.
func (o *Overlay) UnmarshalText(text []byte) error {
	data, err := textEncoding.AppendDecode(nil, text)
	if err != nil {
		return fmt.Errorf("csr: overlay: %w", err)
	}
	return o.UnmarshalBinary(data)
}

func appendWeight(b []byte, w uint32) []byte { return binary.AppendUvarint(b, uint64(w+1)) }

// appendPatches appends patches with the distances between their numbers.
func appendPatches[P patch](b []byte, list patches[P]) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	before := uint32(0)
	for _, p := range list {
		b = appendWeight(binary.AppendUvarint(b, uint64(p.of()-before)), p.weight())
		before = p.of()
	}
	return b
}

// UnmarshalBinary replaces the overlay's weights by those that were encoded, which must
// be of the same graph. It reads an array into the overlay's own, if it has one, and
// otherwise into a new one. It costs O(data), and implements encoding.BinaryUnmarshaler.
//
// On an error the overlay stays as it was. The error wraps ErrNoGraph if the overlay was
// not made by NewOverlay or OverlayFrom, and otherwise a *FormatError with the offset of
// the first wrong byte; it wraps ErrWrongGraph if the encoding is of another graph. Any
// data is safe to read: it takes no more memory than data or the graph's nodes do.
func (o *Overlay) UnmarshalBinary(data []byte) error {
	if o.g == nil {
		return fmt.Errorf("%w: make the overlay by NewOverlay before it is decoded", ErrNoGraph)
	}
	d := &overlayDecoder{g: o.g, data: data}
	if d.read(); d.err != nil {
		return d.err
	}
	o.generation++
	o.nodes, o.arcs, o.dense = append(o.nodes[:0], d.nodes...), append(o.arcs[:0], d.arcs...), false
	if !d.isArray {
		o.weights = nil
		return nil
	}
	if o.weights == nil {
		o.weights = make([]uint32, o.g.NumNodes())
	}
	d.copyArray(o.weights)
	o.compare()
	return nil
}

// overlayDecoder reads an encoding from the front.
type overlayDecoder struct {
	g       *CSRGraph
	data    []byte
	at      int   // the offset of the next byte
	err     error // the first
	isArray bool  // of nodes: then there are no patches of them
	nodes   patches[Patch]
	arcs    patches[ArcPatch]
}

// read checks all of the encoding, and reads it but for an array: see copyArray.
func (d *overlayDecoder) read() {
	d.header()
	if d.err == nil && d.isArray {
		d.checkArray()
	} else if d.err == nil {
		d.nodes = readPatches(d, d.g.NumNodes(), func(of, w uint32) Patch { return Patch{of, w} })
	}
	if d.err == nil {
		d.arcs = readPatches(d, d.g.NumArcs(), func(of, w uint32) ArcPatch { return ArcPatch{of, w} })
	}
	if d.err == nil && d.at < len(d.data) {
		d.fail(d.at, ErrLength, "%d bytes to spare", len(d.data)-d.at)
	}
}

func (d *overlayDecoder) fail(at int, err error, format string, args ...any) {
	if d.err == nil {
		d.err = &FormatError{Package: "csr", Offset: int64(at), Detail: "overlay: " + fmt.Sprintf(format, args...), Err: err}
	}
}

// header reads what comes before the nodes.
func (d *overlayDecoder) header() {
	if len(d.data) < overlayHeader {
		d.fail(len(d.data), ErrLength, "%d bytes; at least %d", len(d.data), overlayHeader)
		return
	}
	if d.data[0] != overlayVersion {
		d.fail(0, ErrVersion, "version %d; this is read: %d", d.data[0], overlayVersion)
		return
	}
	if hash := binary.LittleEndian.Uint64(d.data[1:]); hash != d.g.Hash() {
		d.fail(1, ErrWrongGraph, "it is of graph %016x, this graph is %016x: see Overlay.MoveTo", hash, d.g.Hash())
	}
	kind := d.data[overlayHeader-1]
	if kind > overlayArray {
		d.fail(overlayHeader-1, ErrStructure, "kind %d of node weights", kind)
	}
	d.at, d.isArray = overlayHeader, kind == overlayArray
}

// uvarint reads a number of at most limit.
func (d *overlayDecoder) uvarint(what string, limit uint64) uint64 {
	n, length := binary.Uvarint(d.data[d.at:])
	switch {
	case length <= 0 && d.at+binary.MaxVarintLen64 > len(d.data):
		d.fail(d.at, ErrLength, "%s is cut short", what)
		return 0
	case length <= 0 || n > limit:
		d.fail(d.at, ErrStructure, "%s is above %d", what, limit)
		return 0
	case length > 1 && d.data[d.at+length-1] == 0:
		d.fail(d.at, ErrStructure, "%s takes more bytes than it must", what)
		return 0
	}
	d.at += length
	return n
}

func (d *overlayDecoder) weight() uint32 { return uint32(d.uvarint("a weight", math.MaxUint32)) - 1 }

// checkArray checks an array, one weight for each node, and moves behind it.
func (d *overlayDecoder) checkArray() {
	for v := 0; v < d.g.NumNodes() && d.err == nil; v++ {
		d.weight()
	}
}

// copyArray reads an array that checkArray has checked.
func (d *overlayDecoder) copyArray(weights []uint32) {
	d.at = overlayHeader
	for v := range weights {
		weights[v] = d.weight()
	}
}

// readPatches reads patches of numbers below n.
func readPatches[P patch](d *overlayDecoder, n int, of func(of, w uint32) P) (list patches[P]) {
	count := d.uvarint("a count of patches", uint64(n))
	if left := len(d.data) - d.at; d.err == nil && count > uint64(left/2) {
		d.fail(d.at, ErrLength, "%d patches in %d bytes", count, left)
	}
	before := uint64(0)
	for i := uint64(0); i < count && d.err == nil; i++ {
		at := d.at
		step := d.uvarint("a number", uint64(n))
		number := before + step
		if number >= uint64(n) || i > 0 && step == 0 {
			d.fail(at, ErrStructure, "a patch of number %d after %d, of %d", number, before, n)
		}
		list, before = append(list, of(uint32(number), d.weight())), number
	}
	return list
}
