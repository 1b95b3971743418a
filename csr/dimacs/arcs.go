package dimacs

import (
	"fmt"
	"io"
	"math"

	"github.com/veltrix/cairn/csr"
)

// arcReader reads a .gr file into a Builder.
type arcReader struct {
	file     file
	maxNodes int64 // 0: see mostNodes
	numbers  numbers
	b        *csr.Builder // nil before the p line
	loose    looseArcs    // of a file without a p line
}

func (r *arcReader) read(from io.Reader, noProblemLine bool) error {
	r.file = file{name: "gr", kind: 'a', problem: r.problem, item: r.arc}
	if noProblemLine {
		r.file.bare = r.bare
	}
	if err := r.file.read(from); err != nil || r.b != nil {
		return err
	}
	return r.buildLoose()
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
	r.numbers.nodes, r.b = n[0], csr.NewBuilder(int(n[0]))
	r.b.SetMaxBytes(math.MaxInt64) // mostNodes is the limit
	return n[1], nil
}

// bare starts a file without a p line, whose nodes are those that arcs name.
func (r *arcReader) bare() (announced int64) {
	r.numbers.nodes = csr.MaxNodes
	return unknown
}

// spareNodes is how many nodes may be announced by default beyond those that arcs can
// account for.
const spareNodes = 1 << 20

// mostNodes returns how many nodes a file of so many arcs may announce. A file with
// fewer arcs than it announces is refused in the end, so memory stays in proportion to
// its lines.
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
	from, err := r.numbers.node(n[0])
	if err != nil {
		return err
	}
	to, err := r.numbers.node(n[1])
	if err != nil {
		return err
	}
	weight := n[2]
	if weight < 0 || weight > math.MaxUint32 {
		return fmt.Errorf("%w: %d is not from 0 to %d", ErrWeight, weight, uint32(math.MaxUint32))
	}
	if r.b == nil {
		r.loose.add(arc{from, to, uint32(weight)}, r.file.line)
		return nil
	}
	r.b.AddArc(from, to, uint32(weight))
	return nil
}

// buildLoose makes the Builder of arcs that no p line announced.
func (r *arcReader) buildLoose() error {
	r.numbers.nodes = r.loose.nodes
	if most := r.mostNodes(int64(len(r.loose.arcs))); r.loose.nodes > most {
		err := fmt.Errorf("%w: a node that makes it %d nodes with %d arcs; at most %d are allowed", ErrLimit, r.loose.nodes, len(r.loose.arcs), most)
		return &Error{File: "gr", Line: r.loose.line, Err: err}
	}
	r.b = csr.NewBuilder(int(r.loose.nodes))
	for _, a := range r.loose.arcs {
		r.b.AddArc(a.from, a.to, a.weight)
	}
	return nil
}

// looseArcs are arcs of which it is not known yet how many nodes they have.
type looseArcs struct {
	arcs  []arc
	nodes int64 // as many as the arcs so far need
	line  int   // the first that named the highest node
}

// arc is an arc as it was read.
type arc struct {
	from, to csr.Node
	weight   uint32
}

func (l *looseArcs) add(a arc, line int) {
	l.arcs = append(l.arcs, a)
	if nodes := int64(max(a.from, a.to)) + 1; nodes > l.nodes {
		l.nodes, l.line = nodes, line
	}
}
