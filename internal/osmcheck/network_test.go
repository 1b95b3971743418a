package osmcheck

import (
	"math"
	"strings"

	"github.com/paulmach/osm"
	"github.com/veltrix/cairn/csr/profile"
)

// place is a node of a map: a node of the file, or one of the ends that streets have at a
// node with a barrier, by the neighbour that the street comes from.
type place struct{ node, toward int64 }

// link is an arc between nodes of the file.
type link struct{ from, to int64 }

// network is the streets that are open to a profile, as the independent builder makes them
// of what the other reader found.
type network struct {
	*extract
	profile profile.Profile
	numbers map[place]int
	places  []place
	arcs    []map[int]uint32 // by node: the weight of the arc to another
	steps   int
	streets int // ways with a step
	closed  int // ways and squares
}

// build makes the network of an extract, weighed in decimetres.
func (e *extract) build(p profile.Profile) *network {
	n := &network{extract: e, profile: p, numbers: map[place]int{}}
	squares := n.squares()
	for _, w := range e.ways {
		a, street := n.access(w.Tags)
		if square, ok := squares[w.ID]; ok && !a.Open() {
			a = square
		} else if !a.Open() {
			n.closed += street
			continue
		}
		before := n.steps
		for _, line := range n.lines(w) {
			n.add(line, a)
		}
		if n.steps > before {
			n.streets++
		}
	}
	return n
}

// access returns who may use what has tags, and 1 if it is a street at all.
func (n *network) access(tags osm.Tags) (a profile.Access, street int) {
	t := lower(tags)
	if t["highway"] == "" && !strings.Contains(t["route"], "ferry") && t["man_made"] != "pier" && t["railway"] != "platform" && t["public_transport"] != "platform" {
		return a, 0
	}
	return n.profile.Street(t), 1
}

// squares returns the ways that are outlines of open squares.
func (n *network) squares() map[osm.WayID]profile.Access {
	squares := map[osm.WayID]profile.Access{}
	for _, r := range n.relations {
		if r.Tags.Find("type") != "multipolygon" {
			continue
		}
		a, square := n.access(r.Tags)
		if !a.Open() {
			n.closed += square
			continue
		}
		for _, m := range r.Members {
			if _, known := squares[osm.WayID(m.Ref)]; !known && m.Type == osm.TypeWay {
				squares[osm.WayID(m.Ref)] = a
			}
		}
	}
	return squares
}

func lower(tags osm.Tags) profile.Tags {
	t := profile.Tags{}
	for _, tag := range tags {
		t[tag.Key] = strings.ToLower(tag.Value)
	}
	return t
}

// lines returns the nodes of a way, cut where the file lacks one, and without repetitions.
func (n *network) lines(w *osm.Way) (lines [][]int64) {
	var line []int64
	for _, v := range w.Nodes {
		id := int64(v.ID)
		switch {
		case n.nodes[id] == nil:
			lines, line = append(lines, line), nil
		case len(line) == 0 || line[len(line)-1] != id:
			line = append(line, id)
		}
	}
	return append(lines, line)
}

// add adds the arcs of a line.
func (n *network) add(line []int64, a profile.Access) {
	for i, w := range n.weights(line) {
		n.steps++
		from, to := n.number(line[i], line[i+1]), n.number(line[i+1], line[i])
		if a.Forward {
			n.join(from, to, w)
		}
		if a.Backward {
			n.join(to, from, w)
		}
	}
}

// number returns the number of the end that a street has at a node, coming from another.
func (n *network) number(node, from int64) int {
	at := place{node: node}
	if !n.profile.Passes(lower(n.nodes[node].Tags)) {
		at.toward = from
	}
	v, known := n.numbers[at]
	if !known {
		v = len(n.places)
		n.numbers[at] = v
		n.places = append(n.places, at)
		n.arcs = append(n.arcs, map[int]uint32{})
	}
	return v
}

// join adds an arc, or makes the one that is there cheaper.
func (n *network) join(from, to int, w uint32) {
	if old, there := n.arcs[from][to]; !there || w < old {
		n.arcs[from][to] = w
	}
}

// weights returns what the steps along a line weigh in decimetres, by the rule of the
// documentation: the length from the end that lies further west, or else further south, is
// rounded as a whole, each step weighs how much it grew, and the first at least 1.
func (n *network) weights(line []int64) []uint32 {
	if len(line) < 2 {
		return nil
	}
	weights := make([]uint32, len(line)-1)
	length, given := 0.0, 0.0
	for k := range weights {
		i := k
		if n.eastward(line) {
			i = len(weights) - 1 - k
		}
		length += n.metres(line[i], line[i+1])
		w := max(math.Round(length/0.1)-given, 0)
		if k == 0 && w == 0 {
			w = 1
		}
		weights[i] = uint32(w)
		given += w
	}
	return weights
}

// eastward tells whether a line is measured from its last node. Of a ring, the neighbours
// of its ends decide.
func (n *network) eastward(line []int64) bool {
	for i := range line {
		p, q := n.nodes[line[i]], n.nodes[line[len(line)-1-i]]
		if i >= len(line)-1-i {
			break
		}
		if p.Lon != q.Lon {
			return q.Lon < p.Lon
		}
		if p.Lat != q.Lat {
			return q.Lat < p.Lat
		}
	}
	return false
}

// metres returns the distance of two nodes on a sphere of the Earth's mean radius, by the
// haversine formula.
func (n *network) metres(u, v int64) float64 {
	p, q := n.nodes[u], n.nodes[v]
	rad := math.Pi / 180
	dLat, dLon := (q.Lat-p.Lat)*rad, (q.Lon-p.Lon)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(p.Lat*rad)*math.Cos(q.Lat*rad)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * 6371008.8 * math.Asin(math.Sqrt(h))
}
