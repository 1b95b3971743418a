package csr

import "github.com/veltrix/cairn/internal/flatfile"

// encoding collects the sections of a file in ascending order of kind.
type encoding struct {
	nodes, arcs int64
	optional    uint64
	sections    []flatfile.Section
}

// add appends a section, unless it is empty and so says nothing.
func (e *encoding) add(s flatfile.Section) {
	if len(s.Data) > 0 {
		e.sections = append(e.sections, s)
	}
}

// addWeights appends a section of weights: none if all are zero, one number if
// all are equal, or one an element.
func (e *encoding) addWeights(k kind, weights []uint32) {
	if len(weights) == 0 {
		return
	}
	uniform := true
	for _, w := range weights {
		uniform = uniform && w == weights[0]
	}
	switch {
	case !uniform:
		e.add(flatfile.Numbers(k, weights))
	case weights[0] != 0:
		e.add(flatfile.Numbers(k, weights[:1]))
	}
}

// file lays the sections out and returns the whole file.
func (e *encoding) file() ([]byte, error) {
	return format.Encode(flatfile.Header{
		Counts:   [2]int64{e.nodes, e.arcs},
		Widths:   [2]uint8{uint8(targetWidth(e.nodes)), uint8(offsetWidth(e.arcs))},
		Optional: e.optional,
	}, e.sections)
}
