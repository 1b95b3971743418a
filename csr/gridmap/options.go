package gridmap

import (
	"fmt"
	"maps"

	"github.com/veltrix/cairn/csr"
)

// Options say how to read, and which arcs there are. The zero value, and nil, stand for
// the defaults.
type Options struct {
	// Moves are the directions in which arcs lead. 0 is Eight for game maps and
	// FromPassable, and Four for matrices and FromWeights.
	Moves Moves

	// Corners says which diagonal moves exist beside cells that are not open.
	Corners Corners

	// Straight and Diagonal are the weights of the two kinds of moves on game maps,
	// and on matrices the factors of the weight of the cell that is entered. 5 and 7,
	// say, make a diagonal about √2 times as dear as a straight move. If both are 0,
	// they are the constants of these names on game maps, and 1 and 1 on matrices.
	// Otherwise Straight is at least 1 and Diagonal at least Straight.
	Straight, Diagonal uint32

	// Costs gives each class of terrain on a map of characters a cost. All cells whose
	// character is in it are nodes, also those that are csr.Blocked, so that Map.Overlay
	// can open them for another agent; Corners alone says which moves between them
	// exist, and no rule keeps water apart from land. Of the other characters a map may
	// have the format's walls. As on a matrix, nodes have the weights: Straight times the
	// cost. Nil leaves the terrain as the format has it, at one cost.
	Costs Costs

	// MinusOneWalls makes ReadMatrix read −1 as csr.Blocked, a cell that may not be
	// entered. Otherwise −1 is an error.
	MinusOneWalls bool

	// Points gives each node of a matrix its column and row as a point, for
	// csr.Locator and for drawing. Points take 16 bytes a node in the file, more than
	// the rest of a matrix, and Map.Cell tells the same. The nodes of game maps
	// always have points.
	Points bool

	// MaxCells limits a map that is read; 0 is 1<<24, 4096 by 4096, ten times the
	// largest published map. With eight moves such a map takes some 2 GB while it
	// is built.
	MaxCells int

	// Meta is what the graph will say of itself. Its LonLat is ignored: points are
	// columns and rows.
	Meta csr.Meta
}

// Corners is a rule for diagonal moves: how many of the two cells beside such a
// move must be open. To have no diagonal moves at all, set Options.Moves to Four.
type Corners uint8

// The rules there are, with the names that games have for them.
const (
	BothOpen Corners = iota // no corner is cut: "diagonal only when no obstacles"
	OneOpen                 // one corner may be cut, but no move squeezes between two: "at most one obstacle"
	NoneOpen                // both corners may be cut, the cells beside a move do not matter: "diagonal always"
)

// least returns how many cells must be open.
func (c Corners) least() int { return int(NoneOpen - c) }

// gameRules returns the rules of a game map.
func (o *Options) gameRules() (rules, error) {
	return o.rules(rules{moves: Eight, straight: Straight, diagonal: Diagonal, points: true, ground: octile})
}

// matrixRules returns the rules of a matrix.
func (o *Options) matrixRules() (rules, error) {
	if o != nil && o.Costs != nil {
		return rules{}, fmt.Errorf("gridmap: %w: Costs of cells without classes", ErrOption)
	}
	return o.rules(rules{moves: Four, straight: 1, diagonal: 1})
}

// rules returns the options with the defaults r where they are zero.
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
	if o.Costs != nil {
		r.costs, r.ground = maps.Clone(o.Costs), o.Costs.terrains()
	}
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
	return r.costs.check(r)
}
