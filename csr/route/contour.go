package route

import "math"

// contours are the borders of the area in a strip of a raster, between two columns at
// which it is cut. They are drawn by marching squares: four neighbouring places are the
// corners of a cell, and a border goes through the sides of cells that have one end inside
// the area and one outside, where the distance between them is a margin. So no two borders
// meet. Of two opposite corners inside, each gets a border of its own.
type contours struct {
	*raster
	left, right int // the columns of the strip; beyond them is outside
	seen        []uint64
	rings       []ring
}

// ring is a closed border in columns and rows, with the area on its left.
type ring struct {
	points [][2]float64
	area   float64 // positive if the border is an outer one
}

// inside tells whether a place is in the area.
func (c *contours) inside(i, j int) bool { return c.at(i, j) < c.margin }

func (c *contours) at(i, j int) float64 {
	if i < c.left || i > c.right || j < 0 || j >= c.rows {
		return math.Inf(1)
	}
	return float64(c.metres[j*c.cols+i])
}

// trace finds all borders.
func (c *contours) trace() {
	c.seen = make([]uint64, (4*(c.right-c.left+2)*(c.rows+1)+63)/64)
	for j := -1; j < c.rows; j++ {
		for i := c.left - 1; i <= c.right; i++ {
			for side := range 4 {
				if at := (cell{i, j}); c.leaves(at, side) && c.see(at, side) {
					c.follow(at, side)
				}
			}
		}
	}
}

// cell is a square between four places, named by the lower left one.
type cell struct{ i, j int }

// corner returns the places of a cell's corners, counter-clockwise from the lower left. A
// side has the number of the corner that it begins at.
func (at cell) corner(k int) (i, j int) {
	switch k & 3 {
	case 0:
		return at.i, at.j
	case 1:
		return at.i + 1, at.j
	case 2:
		return at.i + 1, at.j + 1
	}
	return at.i, at.j + 1
}

// beyond returns the cell on the other side of a side.
func (at cell) beyond(side int) cell {
	switch side {
	case 0:
		return cell{at.i, at.j - 1}
	case 1:
		return cell{at.i + 1, at.j}
	case 2:
		return cell{at.i, at.j + 1}
	}
	return cell{at.i - 1, at.j}
}

// leaves tells whether a side leads out of the area, counter-clockwise around its cell. A
// border comes into the cell there.
func (c *contours) leaves(at cell, side int) bool {
	return c.inside(at.corner(side)) && !c.inside(at.corner(side+1))
}

// see tells whether the border that comes in by a side is new.
func (c *contours) see(at cell, side int) bool {
	n := ((at.j+1)*(c.right-c.left+2)+at.i-c.left+1)*4 + side
	was := c.seen[n/64]
	c.seen[n/64] |= 1 << (n % 64)
	return was != c.seen[n/64]
}

// follow goes along the border that comes into a cell by a side.
func (c *contours) follow(at cell, side int) {
	var points [][2]float64
	for {
		points = append(points, c.crossing(at, side))
		for c.inside(at.corner(side)) { // clockwise, to the side that leads into the area
			side = (side + 3) & 3
		}
		at, side = at.beyond(side), (side+2)&3
		if !c.see(at, side) {
			break
		}
	}
	points = straightened(points)
	c.rings = append(c.rings, ring{points, doubleArea(points)})
}

// nearest is how near to the end of a side a border may cross it, in lengths of the side:
// so borders keep a distance from each other.
const nearest = 0.2

// crossing returns where the border crosses a side.
func (c *contours) crossing(at cell, side int) [2]float64 {
	i, j := at.corner(side) // inside
	outI, outJ := at.corner(side + 1)
	in, out := c.at(i, j), c.at(outI, outJ)
	t := min(max((c.margin-in)/(out-in), nearest), 1-nearest)
	x, y := float64(i)+t*float64(outI-i), float64(j)+t*float64(outJ-j)
	return [2]float64{min(max(x, float64(c.left)), float64(c.right)), y}
}

// doubleArea returns twice the area that a ring encloses, negative if it is clockwise.
func doubleArea(points [][2]float64) (sum float64) {
	last := points[len(points)-1]
	for _, p := range points {
		sum += last[0]*p[1] - p[0]*last[1]
		last = p
	}
	return sum
}

const (
	tolerance = 0.1 // of straightened, in cells: less than half of 0.28, the least distance of borders
	window    = 64  // points that it looks at
)

// straightened returns a ring without the points that are near the line between those
// that stay.
func straightened(points [][2]float64) [][2]float64 {
	points = append(points, points[0])
	kept := points[:1]
	for i := 0; i < len(points)-1; {
		end := i + 1
		for end+1 < len(points) && end-i < window && straight(points[i:end+2]) {
			end++
		}
		kept = append(kept, points[end])
		i = end
	}
	return kept[:len(kept)-1]
}

// straight tells whether the points between the first and the last are near the line
// between these.
func straight(points [][2]float64) bool {
	p, q := points[0], points[len(points)-1]
	dx, dy := q[0]-p[0], q[1]-p[1]
	squared := dx*dx + dy*dy
	for _, m := range points[1 : len(points)-1] {
		mx, my := m[0]-p[0], m[1]-p[1]
		along, off := mx*dx+my*dy, mx*dy-my*dx
		if along < 0 || along > squared || off*off > tolerance*tolerance*squared {
			return false
		}
	}
	return true
}
