package gridmap

// Moves is a set of directions in which one may leave a cell. Rows are counted
// downwards, as they are read.
type Moves uint8

// The directions, to be combined with |.
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

// step is what a move does to column and row.
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
