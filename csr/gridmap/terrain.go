package gridmap

// terrain is the kind of a cell of a game map, as far as it decides which arcs there are.
type terrain uint8

const (
	unknown    terrain = iota // no cell of a map
	impassable                // no node
	land                      // swamp too: it is passable from regular terrain
	water                     // passable, but not from land
)

// terrains says what each character of a map stands for.
type terrains [256]terrain

// octile is the characters of the format.
var octile = terrains{
	'.': land, 'G': land, 'S': land,
	'W': water,
	'@': impassable, 'O': impassable, 'T': impassable,
}

// terrains returns what characters stand for on a map with such costs: each class is land,
// and of other characters only walls are left.
func (c Costs) terrains() terrains {
	t := octile
	for class := range t {
		if t[class] != impassable {
			t[class] = unknown
		}
		if _, ok := c[byte(class)]; ok {
			t[class] = land
		}
	}
	return t
}
