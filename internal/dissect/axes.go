package dissect

// axes are the lines along which the nodes of a part can be sorted.
type axes struct {
	points *points
	steps  points // in place of points
	far    [4][]int32
	queue  []uint32 // in the order of distances
}

// directions are those of the axes, in perpendicular pairs. Sums of so few coordinates fit
// in 32 bits.
var directions = [][2]int64{{1, 0}, {0, 1}, {1, 1}, {1, -1}}

// across returns the perpendicular axis.
func across(axis int) int { return axis ^ 1 }

// at returns the position of a node on an axis.
func (a *axes) at(axis int, v uint32) int64 {
	d := directions[axis]
	return d[0]*int64(a.points.x[v]) + d[1]*int64(a.points.y[v])
}

// set makes the axes those of a connected part.
func (a *axes) set(p *part) {
	if a.points = p.points; !a.points.differ() {
		a.setDistances(p)
		a.points = &a.steps
	}
}

// differ tells whether not all points are equal.
func (p *points) differ() bool {
	if p != nil {
		for v := range p.x {
			if p.x[v] != p.x[0] || p.y[v] != p.y[0] {
				return true
			}
		}
	}
	return false
}

// setDistances makes coordinates of hop distances: the difference between those to two
// nodes far apart, for two such pairs.
func (a *axes) setDistances(p *part) {
	a.search(p, 0, 0)
	for k := range 4 {
		a.search(p, a.farthest(k), k)
	}
	n := p.size()
	a.steps.x, a.steps.y = filled(a.steps.x, n, 0), filled(a.steps.y, n, 0)
	for v := range n {
		a.steps.x[v] = a.far[0][v] - a.far[1][v]
		a.steps.y[v] = a.far[2][v] - a.far[3][v]
	}
}

// farthest returns the root of search k. The second of a pair is the farthest from the
// first; the first of the second pair is far from both of the first.
func (a *axes) farthest(k int) uint32 {
	if k != 2 {
		return a.queue[len(a.queue)-1]
	}
	best, distance := uint32(0), int32(-1)
	for v := range a.far[0] {
		if d := min(a.far[0][v], a.far[1][v]); d > distance {
			best, distance = uint32(v), d
		}
	}
	return best
}

// search computes the hop distances from a node.
func (a *axes) search(p *part, root uint32, k int) {
	a.far[k] = filled(a.far[k], p.size(), -1)
	a.queue = a.queue[:0]
	a.visit(root, 0, k)
	for i := 0; i < len(a.queue); i++ {
		v := a.queue[i]
		for _, u := range p.row(v) {
			a.visit(u, a.far[k][v]+1, k)
		}
	}
}

func (a *axes) visit(v uint32, distance int32, k int) {
	if a.far[k][v] < 0 {
		a.far[k][v] = distance
		a.queue = append(a.queue, v)
	}
}
