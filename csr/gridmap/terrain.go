package gridmap

// terrain is the kind of a cell of a game map, as far as moves depend on it.
type terrain uint8

const (
	impassable terrain = iota
	land               // swamp too: it is passable from regular terrain
	water              // passable, but not from land
)

// terrainOf returns the terrain that a character stands for, and whether the
// format has it.
func terrainOf(c byte) (t terrain, ok bool) {
	switch c {
	case '.', 'G', 'S':
		return land, true
	case 'W':
		return water, true
	case '@', 'O', 'T':
		return impassable, true
	}
	return impassable, false
}
