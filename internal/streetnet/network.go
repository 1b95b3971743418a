package streetnet

import (
	"math"

	"github.com/veltrix/cairn/internal/geo"
)

// Node is the number of a place, as csr.Node.
type Node = uint32

// Network is the streets that have been read so far.
type Network struct {
	// Plane says that places are points of a plane, whose unit counts as a metre.
	Plane bool
	// Places are where the nodes lie, by number.
	Places []Place
	// Steps are the parts of streets, those of a line one after the other.
	Steps []Step

	parents []Node // of joined nodes, a union-find forest; nil if none are joined
}

// Place is where a node lies: a longitude and a latitude, or a point of a plane.
type Place struct {
	// X and Y are the coordinates.
	X, Y float64
	// Key is for the reader: what else tells the place from others.
	Key uint32
}

// Step is a part of a street from one node to the next.
type Step struct {
	// From and To are its ends.
	From, To Node
	// Weight is that of the arc along the street, and Back that of the arc against it.
	Weight, Back uint32
	// Street is the reader's number of the street.
	Street uint32
	// Stratum is the reader's too: steps that differ in it cross without meeting.
	Stratum uint16
	// Forward and Backward tell whether each arc is open.
	Forward, Backward bool
	// First tells whether the step is the first of its line.
	First bool
}

// AddPlace adds a place, and returns its node.
func (n *Network) AddPlace(p Place) Node {
	n.Places = append(n.Places, p)
	return Node(len(n.Places) - 1)
}

// Metres returns how far two nodes are apart.
func (n *Network) Metres(u, v Node) float64 {
	p, q := &n.Places[u], &n.Places[v]
	if n.Plane {
		return math.Hypot(q.X-p.X, q.Y-p.Y)
	}
	return geo.Metres(p.X, p.Y, q.X, q.Y)
}

// Arcs returns how many arcs the steps make.
func (n *Network) Arcs() (arcs int) {
	for i := range n.Steps {
		for _, open := range [2]bool{n.Steps[i].Forward, n.Steps[i].Backward} {
			if open {
				arcs++
			}
		}
	}
	return arcs
}
