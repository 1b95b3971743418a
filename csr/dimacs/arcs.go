package dimacs

import (
	"fmt"
	"io"
	"math"

	"github.com/veltrix/cairn/csr"
)

// arcReader reads a .gr file into a Builder.
type arcReader struct {
	maxNodes int64 // 0: see mostNodes
	nodes    int64
	b        *csr.Builder // nil before the p line
}

func (r *arcReader) read(from io.Reader) error {
	f := file{name: "gr", kind: 'a', problem: r.problem, item: r.arc}
	return f.read(from)
}

// problem reads the rest of "p sp n m".
func (r *arcReader) problem(line *fields) (arcs int64, err error) {
	if err := line.word("sp"); err != nil {
		return 0, err
	}
	var n [2]int64
	if err := line.integers(n[:]); err != nil {
		return 0, err
	}
	if n[0] < 0 || n[1] < 0 {
		return 0, fmt.Errorf("%w: %d nodes and %d arcs", ErrCount, n[0], n[1])
	}
	if n[1] > math.MaxUint32 {
		return 0, fmt.Errorf("%w: more than %d arcs", ErrLimit, uint32(math.MaxUint32))
	}
	if most := r.mostNodes(n[1]); n[0] > most {
		return 0, fmt.Errorf("%w: %d nodes with %d arcs; at most %d are allowed", ErrLimit, n[0], n[1], most)
	}
	r.nodes, r.b = n[0], csr.NewBuilder(int(n[0]))
	r.b.SetMaxBytes(math.MaxInt64) // mostNodes has the say
	return n[1], nil
}

// spareNodes is how many nodes may be announced, by default, that no arc can
// account for.
const spareNodes = 1 << 20

// mostNodes returns how many nodes a file may announce that announces the given
// arcs. A file that has fewer arcs than it says is refused in the end, so an
// announcement cannot be worth more memory than the file has lines.
func (r *arcReader) mostNodes(arcs int64) int64 {
	most := int64(min(csr.MaxNodes, math.MaxInt/16)) // the second on 32-bit machines
	if r.maxNodes > 0 {
		return min(most, r.maxNodes)
	}
	return min(most, 2*arcs+spareNodes)
}

// arc reads the rest of "a u v w".
func (r *arcReader) arc(line *fields) error {
	var n [3]int64
	if err := line.integers(n[:]); err != nil {
		return err
	}
	from, to, weight := n[0], n[1], n[2]
	if err := checkNode(from, r.nodes); err != nil {
		return err
	}
	if err := checkNode(to, r.nodes); err != nil {
		return err
	}
	if weight < 0 || weight > math.MaxUint32 {
		return fmt.Errorf("%w: %d is not from 0 to %d", ErrWeight, weight, uint32(math.MaxUint32))
	}
	r.b.AddArc(csr.Node(from-1), csr.Node(to-1), uint32(weight))
	return nil
}

func checkNode(v, nodes int64) error {
	if v < 1 || v > nodes {
		return fmt.Errorf("%w: %d is not from 1 to %d", ErrNode, v, nodes)
	}
	return nil
}
