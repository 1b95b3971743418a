package main

import (
	"flag"
	"fmt"
	"strings"

	"github.com/veltrix/cairn/csr/gridmap"
)

// gridFlags are the flags for game maps and matrices.
type gridFlags struct {
	moves, corners, steps string
	walls                 bool
	options               gridmap.Options // made of the flags by check
}

func (f *gridFlags) register(flags *flag.FlagSet) {
	flags.StringVar(&f.moves, "moves", "", "how a grid's cell may be left: 4, 8 or directions, such as right,down,downright; by default 8 on a game map, 4 on a matrix")
	flags.StringVar(&f.corners, "corners", "both", "how many cells beside a diagonal move on a grid have to be open: both, one or none")
	flags.StringVar(&f.steps, "steps", "", "`straight,diagonal`: what moves weigh on a game map and multiply weights by on a matrix, such as 5,7; by default 2378,3363 and 1,1")
	flags.BoolVar(&f.walls, "minus-one-walls", false, "-1 in a matrix is a wall")
}

// check completes the options.
func (f *gridFlags) check() (err error) {
	if f.options.Moves, err = parseMoves(f.moves); err != nil {
		return err
	}
	corners, ok := map[string]gridmap.Corners{"both": gridmap.BothOpen, "one": gridmap.OneOpen, "none": gridmap.NoneOpen}[f.corners]
	if !ok {
		return fmt.Errorf("-corners %s: want both, one or none", f.corners)
	}
	f.options.Corners, f.options.MinusOneWalls, f.options.Points = corners, f.walls, true
	if f.steps == "" {
		return nil
	}
	if n, err := fmt.Sscanf(f.steps+";", "%d,%d;", &f.options.Straight, &f.options.Diagonal); n != 2 || err != nil {
		return fmt.Errorf("-steps %s: want two numbers, as in 5,7", f.steps)
	}
	return nil
}

// directions are the words for moves.
var directions = map[string]gridmap.Moves{
	"4": gridmap.Four, "8": gridmap.Eight,
	"right": gridmap.Right, "down": gridmap.Down, "left": gridmap.Left, "up": gridmap.Up,
	"downright": gridmap.DownRight, "downleft": gridmap.DownLeft, "upleft": gridmap.UpLeft, "upright": gridmap.UpRight,
}

// parseMoves reads words for moves with commas between; no word is the default.
func parseMoves(s string) (moves gridmap.Moves, err error) {
	if s == "" {
		return 0, nil
	}
	for word := range strings.SplitSeq(s, ",") {
		move, ok := directions[strings.TrimSpace(word)]
		if !ok {
			return 0, fmt.Errorf("-moves %s: want 4, 8 or directions, as in right,down,downright", s)
		}
		moves |= move
	}
	return moves, nil
}
