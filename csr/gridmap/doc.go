// Package gridmap makes graphs of maps that are grids of cells: game maps in
// the .map format, and matrices of numbers that say what entering a cell costs.
//
// # Game maps
//
// Read takes the format of the Moving AI Lab's pathfinding benchmarks (N.
// Sturtevant, "Benchmarks for Grid-Based Pathfinding", IEEE Transactions on
// Computational Intelligence and AI in Games, 2012):
//
//	type octile
//	height 3
//	width 4
//	map
//	..T.
//	.@..
//	....
//
// The cells '.' and 'G' are passable, and so is 'S', swamp, which the format calls
// passable from regular terrain. 'W' is water, "traversable, but not passable
// from terrain": one may go from water to water, and neither from land into it
// nor back. '@' and 'O' (outside) and 'T' (trees) are impassable. The cells that
// one may be in are the nodes, numbered row by row from the top left, and the
// point of a node is its column and row, counted from 0. On a map with water,
// csr.LargestComponent tells what hangs together.
//
// One may move to the four neighbours at a cost of 1, and diagonally at a cost
// of √2 if both cells beside the move are passable from there too, so that no
// corner is cut. Weights are integers: Straight and Diagonal stand for 1 and √2.
// Options can have other moves, weights and corners.
//
// # Matrices
//
// ReadMatrix takes rows of numbers, a row a line, that commas, semicolons or
// blanks separate:
//
//	131,673,234,103,18
//	201,96,342,965,150
//
// Every cell is a node, numbered row by row, and its number is the weight of the
// node: what entering it costs. csr.Blocked, 4294967295, is a cell that may not
// be entered, and so is -1 if Options.MinusOneWalls says so. Arcs lead to the
// neighbours that Options.Moves allows, four unless it says otherwise; straight
// ones weigh nothing, and so take no room in the file. A diagonal arc is there
// only if neither cell beside it is Blocked, the same rule as on a game map,
// unless Options.Corners says otherwise. It weighs nothing either, unless
// Options.Straight and Diagonal make diagonal moves dearer: then all weights are
// multiplied by Straight, and the arc weighs the rest. Arcs to Blocked cells are
// there, for an overlay to open.
//
// FromPassable and FromWeights make the same maps of slices.
//
// A text may begin with a byte order mark.
//
// # Files from strangers
//
// An *Error names the line and column of what is wrong. Memory grows with the
// cells that were read, never with a size that is only claimed, and Options.MaxCells
// limits it.
package gridmap
