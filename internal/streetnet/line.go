package streetnet

import (
	"errors"
	"math"
)

// ErrLength: a street is too long for 32 bits in the chosen unit, or its speed is 0.
var ErrLength = errors.New("length or time does not fit in 32 bits")

// Street is what the steps of a line have in common.
type Street struct {
	// Number and Stratum are the reader's own.
	Number  uint32
	Stratum uint16
	// Forward and Backward tell in which directions the street is open.
	Forward, Backward bool
	// Along and Against are how many metres weigh 1 in each direction. That of a closed
	// one does not matter.
	Along, Against float64
}

// AddLine adds the steps from each node of a line to the next. The error is ErrLength.
func (n *Network) AddLine(nodes []Node, s Street) error {
	first := len(n.Steps)
	n.LayLine(nodes, s)
	return n.Weigh(n.Steps[first:], s)
}

// LayLine is AddLine for a line that Weigh weighs later.
func (n *Network) LayLine(nodes []Node, s Street) {
	for i := range max(len(nodes)-1, 0) {
		n.Steps = append(n.Steps, Step{From: nodes[i], To: nodes[i+1], Street: s.Number, Stratum: s.Stratum,
			Forward: s.Forward, Backward: s.Backward, First: i == 0})
	}
}

// Weigh sets the weights of the steps of a line. The length so far is rounded as a whole,
// and each step weighs how much it grew, so rounding errors do not add up. A line drawn
// from either end weighs the same; its first step weighs at least 1. The error is ErrLength.
// It changes nothing else, so that lines can be weighed at the same time.
func (n *Network) Weigh(line []Step, s Street) error {
	switch {
	case !s.Backward:
		s.Against = s.Along
	case !s.Forward:
		s.Along = s.Against
	}
	backwards := n.backwards(line)
	var along, against meter
	for k := range line {
		i := k
		if backwards {
			i = len(line) - 1 - k
		}
		metres := n.Metres(line[i].From, line[i].To)
		line[i].Weight = along.step(metres/s.Along, k == 0)
		if line[i].Back = line[i].Weight; s.Against != s.Along {
			line[i].Back = against.step(metres/s.Against, k == 0)
		}
	}
	if along.over || against.over {
		return ErrLength
	}
	return nil
}

// meter measures a line.
type meter struct {
	length, given float64 // so far, and the sum of the weights
	over          bool    // a weight does not fit
}

// step returns the weight of the next step.
func (m *meter) step(length float64, first bool) uint32 {
	m.length += length
	w := max(math.Round(m.length)-m.given, 0)
	if first {
		w = max(w, 1)
	}
	if !(m.length >= 0 && w < math.MaxUint32) { // also if it is not a number
		m.over = true
		return 0
	}
	m.given += w
	return uint32(w)
}

// backwards tells whether a line is measured from its last node, so that it is measured
// from the same end whichever way it is drawn. Of a ring, the neighbours of its ends
// decide.
func (n *Network) backwards(line []Step) bool {
	node := func(i int) Node {
		if i == len(line) {
			return line[i-1].To
		}
		return line[i].From
	}
	if len(line) == 0 {
		return false
	}
	for i, j := 0, len(line); i < j; i, j = i+1, j-1 {
		if p, q := n.Places[node(i)], n.Places[node(j)]; p.X != q.X || p.Y != q.Y {
			return q.X < p.X || q.X == p.X && q.Y < p.Y
		}
	}
	return false
}
