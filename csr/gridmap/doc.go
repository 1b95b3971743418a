// Package gridmap makes graphs of maps that are grids of cells: game maps in the .map
// format, matrices of numbers that say what entering a cell costs, and slices of either. It
// prices terrain for each kind of agent, and pulls paths straight.
//
//	m, err := gridmap.Read(file, nil)      // or ReadMatrix, FromCells, FromPassable, FromWeights
//	g, err := m.Build()
//	from, ok := m.Node(3, 7)               // the node of column 3, row 7
//	x, y, ok := m.Cell(from)               // and back
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
// The characters of cells are:
//
//	. G      passable
//	S        swamp, passable: the format calls it passable from regular terrain
//	W        water, "traversable, but not passable from terrain": arcs lead from water to
//	         water, and neither from land into it nor back
//	@ O T    impassable: out of bounds, out of bounds, trees
//
// The nodes are the cells that are not impassable, numbered row by row from the top
// left. The point of a node is its column and row, counted from 0. On a map with water,
// csr.LargestComponent finds the largest part that is connected.
//
// Moves lead to the four neighbours at a cost of 1, and diagonally at a cost of √2 if
// both cells beside the move are passable from there too, so that no corner is cut.
// Weights are integers: the constants Straight and Diagonal stand for 1 and √2, so a
// distance divided by Straight is in cells. [Options] can have other moves, weights and
// corners. Whatever Straight and Diagonal are, distances add them up exactly: 10 and 14, or 5
// and 7, are the factors of many games, equal ones let a diagonal cost what a straight move
// does (Chebyshev), and 1 and 2 what two do (Manhattan).
//
// # Terrain and agents
//
// Options.Costs gives each class of terrain a cost, that of entering a cell in plain cells,
// and any character can be a class:
//
//	walker := gridmap.Costs{'.': 1, 'S': 3, 'W': csr.Blocked}   // slow in swamp, cannot swim
//	m, err := gridmap.Read(file, &gridmap.Options{Costs: walker})
//	g, err := m.Build()
//	boat, err := m.Overlay(g, gridmap.Costs{'.': csr.Blocked, 'S': csr.Blocked, 'W': 1})
//	solver.Use(boat)
//
// [Map.Overlay] is for any other kind of agent on the same graph, and [Map.SetCost] for a
// cell that changes, such as a door. Both close and open the diagonals beside a cell as
// Options.Corners wants it; csr.Overlay.SetNode knows nothing of them.
//
// # Straight lines
//
// A [Smoother] leaves of a path the way-points at which a walker has to turn, if between them
// the walker goes straight:
//
//	smoother := gridmap.NewSmoother(m)
//	points, err := smoother.AppendWaypoints(points[:0], path)
//
// Lines cross open cells alone, cut no corner that a move may not, and never lead through
// dearer terrain than the path.
//
// # Matrices
//
// ReadMatrix takes rows of numbers, a row a line, that commas, semicolons or
// blanks separate:
//
//	131,673,234,103,18
//	201,96,342,965,150
//
// Every cell is a node, numbered row by row. Its number is the weight of the node, the
// cost of entering it. csr.Blocked, 4294967295, closes a cell, and so does -1 if
// Options.MinusOneWalls is set. Arcs lead to the neighbours that Options.Moves allows,
// by default four. They weigh nothing, and so take no room in the file.
//
// A diagonal arc exists only if neither cell beside it is Blocked, as on a game map,
// unless Options.Corners says otherwise. It weighs nothing either, unless
// Options.Straight and Diagonal make diagonal moves dearer: then all weights of nodes
// are multiplied by Straight, and the arc weighs the difference. Arcs to Blocked cells
// exist, for an overlay to open.
//
// # Files from strangers
//
// An [*Error] names the line and column of a mistake. Memory grows with the cells that
// were read, never with a size that is only claimed, and Options.MaxCells limits it. A
// byte order mark before the text is skipped.
package gridmap
