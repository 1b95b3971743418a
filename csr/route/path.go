package route

import (
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// Path is a path between two places on streets, as dijkstra.PositionSolver and package
// mapmatch return it. Its ends are a part of what it is said to be: the way from the first place
// to the first node, and from the last node to the last place.
type Path struct {
	From  csr.Position // where it begins
	Nodes []csr.Node   // that it passes; none if it stays on one street
	To    csr.Position // where it ends
}

// AppendPath is Append for a path between places on streets: its first and last point are theirs.
// The error may also be a *csr.PositionError, or name a place that is not beside the path.
func (l *Line) AppendPath(g *csr.CSRGraph, p Path, speed Speed) error {
	_, err := l.appendPath(g, p, speed)
	return err
}

// appendPath is AppendPath. It returns the nodes between which the path begins and ends.
func (l *Line) appendPath(g *csr.CSRGraph, p Path, speed Speed) (nodes []csr.Node, err error) {
	if err = l.check(g); err == nil {
		nodes, err = p.whole(g)
	}
	if err == nil {
		err = l.append(g, nodes, &[2]csr.Position{p.From, p.To}, speed)
	}
	return nodes, err
}

// AppendPathSteps is AppendSteps for a path between places on streets. First and Last of a step
// are places among the path's nodes: of what lies before the first node, that of the first, and
// of what lies behind the last, that of the last.
func AppendPathSteps(dst []Step, g *csr.CSRGraph, p Path, opts *StepOptions) ([]Step, error) {
	if opts == nil {
		opts = &StepOptions{}
	}
	var line Line
	nodes, err := line.appendPath(g, p, opts.Speed)
	if err != nil {
		return dst, err
	}
	first := len(dst)
	dst = appendSteps(dst, g, nodes, &line, opts)
	before := 0
	if len(p.Nodes) > 0 && nodes[0] != p.Nodes[0] {
		before = 1
	}
	for i := range dst[first:] {
		step := &dst[first+i]
		step.First, step.Last = p.place(step.First-before), p.place(step.Last-before)
	}
	return dst, nil
}

// place returns a place among the nodes.
func (p *Path) place(i int) int { return min(max(i, 0), max(len(p.Nodes)-1, 0)) }

// whole returns the nodes between whose first two and last two the path begins and ends, if it
// does not at a node.
func (p *Path) whole(g *csr.CSRGraph) ([]csr.Node, error) {
	for i, end := range [2]csr.Position{p.From, p.To} {
		if err := g.CheckPosition(end, [2]string{"route: from", "route: to"}[i]); err != nil {
			return nil, err
		}
	}
	if len(p.Nodes) == 0 {
		return p.oneStreet()
	}
	nodes := slices.Clone(p.Nodes)
	before, err := beyond(p.From, nodes[0])
	if err != nil {
		return nil, err
	}
	behind, err := beyond(p.To, nodes[len(nodes)-1])
	if err != nil {
		return nil, err
	}
	return slices.Concat(before, nodes, behind), nil
}

// beyond returns the other end of the street of a place beside a node, or nothing if the place is
// the node.
func beyond(p csr.Position, beside csr.Node) ([]csr.Node, error) {
	v, isNode := p.Node()
	switch {
	case isNode && v == beside:
		return nil, nil
	case !isNode && p.From == beside:
		return []csr.Node{p.To}, nil
	case !isNode && p.To == beside:
		return []csr.Node{p.From}, nil
	}
	return nil, fmt.Errorf("route: the place at %v between nodes %d and %d is not beside node %d of the path", p.Fraction, p.From, p.To, beside)
}

// oneStreet returns the ends of the street that both places are on, in the order in which the
// path comes to them.
func (p *Path) oneStreet() ([]csr.Node, error) {
	from, to := p.From, p.To
	if v, ok := from.Node(); ok {
		if u, ok := to.Node(); ok && u == v {
			return []csr.Node{v}, nil
		}
	}
	start, ok := along(to, from)
	end, same := along(to, to)
	switch {
	case !ok || !same:
		return nil, fmt.Errorf("route: a path without nodes from between %d and %d to between %d and %d, which is another street", from.From, from.To, to.From, to.To)
	case start <= end:
		return []csr.Node{to.From, to.To}, nil
	}
	return []csr.Node{to.To, to.From}, nil
}

// along returns how far a place lies along the street of another, if it is on it.
func along(street, p csr.Position) (fraction float64, ok bool) {
	switch {
	case street.From == p.From && street.To == p.To:
		return p.Fraction, true
	case street.From == p.To && street.To == p.From:
		return 1 - p.Fraction, true
	}
	return 0, false
}
