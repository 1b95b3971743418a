package dimacs

import (
	"fmt"
	"io"

	"github.com/veltrix/cairn/csr"
)

// degree is how many units of the files make a degree.
const degree = 1e6

// turn is once round the Earth.
const turn = 360 * degree

// maxPlane bounds coordinates in the plane: up to here a float64 holds every integer.
const maxPlane = 1 << 53

// pointReader reads a .co file into the Builder of its .gr file.
type pointReader struct {
	b       *csr.Builder
	numbers numbers
	lonLat  bool
	seen    []uint64 // a bit for each node whose point was read
}

func (r *pointReader) read(from io.Reader, noProblemLine bool) error {
	f := file{name: "co", kind: 'v', problem: r.problem, item: r.point}
	if noProblemLine {
		f.bare = r.start
	}
	return f.read(from)
}

// problem reads the rest of "p aux sp co n". Either all nodes have points or none, and
// none has two, so n must be the number of nodes.
func (r *pointReader) problem(line *fields) (points int64, err error) {
	for _, word := range []string{"aux", "sp", "co"} {
		if err := line.word(word); err != nil {
			return 0, err
		}
	}
	var n [1]int64
	if err := line.integers(n[:]); err != nil {
		return 0, err
	}
	if n[0] != r.numbers.nodes {
		return 0, fmt.Errorf("%w: %d points for %d nodes", ErrCount, n[0], r.numbers.nodes)
	}
	return r.start(), nil
}

// start makes room to remember which points were read, and returns how many there
// must be.
func (r *pointReader) start() (announced int64) {
	r.seen = make([]uint64, (r.numbers.nodes+63)/64)
	return r.numbers.nodes
}

// point reads the rest of "v id x y".
func (r *pointReader) point(line *fields) error {
	var n [3]int64
	if err := line.integers(n[:]); err != nil {
		return err
	}
	id, x, y := n[0], n[1], n[2]
	v, err := r.numbers.node(id)
	if err != nil {
		return err
	}
	if r.seen[v/64]>>(v%64)&1 != 0 {
		return fmt.Errorf("%w: %d has a point already", ErrNode, id)
	}
	r.seen[v/64] |= 1 << (v % 64)
	return r.setPoint(v, x, y)
}

func (r *pointReader) setPoint(v csr.Node, x, y int64) error {
	maxX, maxY, unit := int64(maxPlane), int64(maxPlane), 1.0
	if r.lonLat {
		maxX, maxY, unit = turn, turn/4, degree
	}
	if x < -maxX || x > maxX || y < -maxY || y > maxY {
		return fmt.Errorf("%w: %d, %d is not within ±%d, ±%d", ErrPoint, x, y, maxX, maxY)
	}
	if r.lonLat {
		x = wrap(x)
	}
	r.b.SetPoint(v, float64(x)/unit, float64(y)/unit)
	return nil
}

// wrap returns the longitude within ±180 degrees that is the same as x, which is within
// ±360: a street across the 180th meridian may count on.
func wrap(x int64) int64 {
	switch {
	case x > turn/2:
		return x - turn
	case x < -turn/2:
		return x + turn
	}
	return x
}
