package gridmap

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// Options say what to read and how, and which arcs there are. The zero value, and
// nil, stand for the defaults.
type Options struct {
	// Moves are those allowed; 0 is Eight on a game map and FromPassable, Four on
	// a matrix.
	Moves Moves

	// Corners says which diagonal moves there are beside cells that are not open.
	Corners Corners

	// Straight and Diagonal are what the two kinds of moves weigh on a game map
	// and FromPassable, and on a matrix what the weight of the cell that is entered
	// is multiplied by: 5 and 7, say, or the constants of these names, make a
	// diagonal √2 times as dear as a straight move. If both are 0 they are the
	// constants Straight and Diagonal, on a matrix 1 and 1: there a diagonal costs
	// nothing extra unless it is asked for. Otherwise Straight is at least 1 and
	// Diagonal at least Straight.
	Straight, Diagonal uint32

	// MinusOneWalls has ReadMatrix take −1 for a cell that may not be entered, as
	// csr.Blocked is. Otherwise −1 is an error.
	MinusOneWalls bool

	// Points gives each node of a matrix its column and row as a point, for
	// csr.Locator and for drawing. They take 16 bytes a node in the file, more than
	// the rest of a matrix does, and Map.Cell tells the same. The nodes of other
	// maps always have points.
	Points bool

	// MaxCells limits a map that is read; 0 is 1<<24, 4096 by 4096, ten times the
	// largest published map. With eight moves such a map takes some 2 GB while it
	// is built.
	MaxCells int

	// Meta is what the graph will say of itself. Its LonLat is false, whatever it
	// is here.
	Meta csr.Meta
}

// Corners is a rule for diagonal moves: how many of the two cells beside such a
// move have to be open.
type Corners uint8

// The rules there are.
const (
	BothOpen Corners = iota // no corner is cut
	OneOpen                 // a corner may be cut, but nobody slips between two
	NoneOpen                // what lies beside the move does not matter
)

// least returns how many cells have to be open.
func (c Corners) least() int { return int(NoneOpen - c) }

// gameRules returns the rules of a game map.
func (o *Options) gameRules() (rules, error) {
	return o.rules(rules{moves: Eight, straight: Straight, diagonal: Diagonal, points: true})
}

// matrixRules returns the rules of a matrix.
func (o *Options) matrixRules() (rules, error) {
	return o.rules(rules{moves: Four, straight: 1, diagonal: 1})
}

// rules returns the rules that the options make of the defaults.
func (o *Options) rules(r rules) (rules, error) {
	r.maxCells = 1 << 24
	if o == nil {
		return r, nil
	}
	if o.MaxCells != 0 {
		r.maxCells = int64(o.MaxCells)
	}
	if o.Moves != 0 {
		r.moves = o.Moves
	}
	if o.Straight != 0 || o.Diagonal != 0 {
		r.straight, r.diagonal = o.Straight, o.Diagonal
	}
	r.corners, r.walls, r.points, r.meta = o.Corners, o.MinusOneWalls, r.points || o.Points, o.Meta
	r.meta.LonLat = false
	return r, r.check()
}

// check finds rules that contradict themselves.
func (r *rules) check() error {
	switch {
	case r.straight < 1 || r.diagonal < r.straight || r.diagonal == csr.Blocked:
		return fmt.Errorf("gridmap: %w: Straight %d, Diagonal %d: want 1 or more, and as much or more but not csr.Blocked", ErrOption, r.straight, r.diagonal)
	case r.corners > NoneOpen:
		return fmt.Errorf("gridmap: %w: Corners %d is no rule", ErrOption, r.corners)
	case r.maxCells < 0 || r.maxCells > csr.MaxNodes:
		return fmt.Errorf("gridmap: %w: MaxCells %d: want 0 to %d", ErrOption, r.maxCells, int64(csr.MaxNodes))
	}
	return nil
}
