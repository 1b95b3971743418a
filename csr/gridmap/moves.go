package gridmap

// Moves is a set of directions that lead out of a cell. Down leads to the next row of
// the text.
type Moves uint8

// The directions; combine them with |.
const (
	Right Moves = 1 << iota
	Down
	Left
	Up
	DownRight
	DownLeft
	UpLeft
	UpRight

	Four  = Right | Down | Left | Up
	Eight = Four | DownRight | DownLeft | UpLeft | UpRight
)

// step is how a move changes column and row.
type step struct {
	move   Moves
	dx, dy int
}

var steps = [...]step{
	{Right, 1, 0},
	{Down, 0, 1},
	{Left, -1, 0},
	{Up, 0, -1},
	{DownRight, 1, 1},
	{DownLeft, -1, 1},
	{UpLeft, -1, -1},
	{UpRight, 1, -1},
}

func (s step) diagonal() bool { return s.dx != 0 && s.dy != 0 }
