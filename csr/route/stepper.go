package route

import (
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
)

// stepper makes the steps of one path.
type stepper struct {
	g      *csr.CSRGraph
	path   []csr.Node
	points []Point // of the path's nodes
	plane  bool
	opts   StepOptions
	steps  []Step
}

// minUnnamed is how many metres without a name end a step on a street with one.
const minUnnamed = 50

// walk goes along the path.
func (s *stepper) walk() {
	last := len(s.path) - 1
	if last > 0 {
		s.begin(Step{Maneuver: Depart, Street: s.street(0), Heading: s.ahead(0)})
	}
	for i := 1; i < last; i++ {
		if s.roundabout(i) && !s.roundabout(i-1) {
			i = s.goRound(i) - 1
			continue
		}
		s.pass(i)
	}
	arrive := Step{Maneuver: Arrive, First: last}
	if last > 0 {
		arrive.Street, arrive.Stays, arrive.Heading = s.steps[len(s.steps)-1].Street, true, s.behind(last)
	}
	s.begin(arrive)
}

// begin ends the step at hand where another begins.
func (s *stepper) begin(next Step) {
	next.Last = len(s.path) - 1
	s.steps = append(s.steps, next)
	if next.First > 0 {
		s.measure(&s.steps[len(s.steps)-2], next.First)
	}
}

// measure completes a step.
func (s *stepper) measure(step *Step, last int) {
	from, to := s.points[step.First], s.points[last]
	step.Last, step.Metres, step.Seconds = last, to.Metres-from.Metres, to.Seconds-from.Seconds
}

// street returns the street of the arc from node i of the path to the next.
func (s *stepper) street(i int) csr.Street {
	arc, _ := s.g.Arc(s.path[i], s.path[i+1])
	street, _ := s.g.Street(arc)
	return street
}

// roundabout tells whether the arc from node i of the path is a part of one.
func (s *stepper) roundabout(i int) bool { return s.street(i).Flags&s.opts.Roundabouts != 0 }

// pass begins a step at node i if there is something to say.
func (s *stepper) pass(i int) {
	now, next := s.steps[len(s.steps)-1].Street, s.street(i)
	angle := turned(s.behind(i), s.ahead(i))
	step := Step{Maneuver: turn(angle), Street: next, Stays: same(now, next), Angle: angle, Heading: s.ahead(i), First: i}
	if s.path[i+1] == s.path[i-1] {
		step.Maneuver = UTurn
	}
	if step.Maneuver == UTurn || s.worthSaying(i, step, now) {
		s.begin(step)
	}
}

// worthSaying tells whether a turn begins a step. now is the street of the step at hand.
func (s *stepper) worthSaying(i int, step Step, now csr.Street) bool {
	rivals := s.rivals(i, step.Angle)
	turns := step.Maneuver != Straight
	switch {
	case step.Street.Name != "" && !step.Stays:
		return true
	case step.Street.Name != "":
		return turns && rivals.close
	case turns && rivals.close || rivals.straighter:
		return true
	}
	return now.Name != "" && s.unnamed(i) >= minUnnamed
}

// unnamed returns how many metres from node i on have no name.
func (s *stepper) unnamed(i int) float64 {
	end := i
	for end < len(s.path)-1 && s.street(end).Name == "" {
		end++
	}
	return s.points[end].Metres - s.points[i].Metres
}

// same tells whether two streets are one to people.
func same(s, t csr.Street) bool { return s.Name == t.Name && (s.Name != "" || s.Class == t.Class) }

// rivals are the other ways on from a node.
type rivals struct {
	straighter bool // there is one that is clearly straighter
	close      bool // there is one that is straighter, or not much less straight
}

// margin is how many degrees are much.
const margin = 20

// rivals looks at the arcs that leave node i of the path and that the path does not take.
func (s *stepper) rivals(i int, angle float64) (r rivals) {
	behind := s.behind(i)
	for to, w := range s.g.Arcs(s.path[i]).All() {
		if to == s.path[i-1] || to == s.path[i+1] || w == csr.Blocked || s.g.NodeWeight(to) == csr.Blocked {
			continue
		}
		size := math.Abs(turned(behind, s.toward(i, to)))
		r.straighter = r.straighter || size < math.Abs(angle)-margin
		r.close = r.close || size < math.Abs(angle)+margin
	}
	return r
}

// goRound makes one step of the roundabout that begins at node i and what follows it,
// and returns the node where the path leaves it.
func (s *stepper) goRound(i int) int {
	out, exit := i+1, 0
	for ; out < len(s.path)-1 && s.roundabout(out); out++ {
		exit += s.exits(s.path[out])
	}
	step := Step{Maneuver: Roundabout, Street: s.street(out - 1), First: i, Heading: s.ahead(i)}
	if out < len(s.path)-1 {
		step.Exit, step.Street = exit+1, s.street(out)
		step.Angle = turned(s.behind(i), s.ahead(out))
	}
	step.Stays = same(s.steps[len(s.steps)-1].Street, step.Street)
	s.begin(step)
	return out + 1
}

// exits returns 1 if an arc leads out of the roundabout at a node of it, else 0.
func (s *stepper) exits(v csr.Node) int {
	for to, w := range s.g.Arcs(v).All() {
		arc, _ := s.g.Arc(v, to)
		if street, _ := s.g.Street(arc); street.Flags&s.opts.Roundabouts == 0 && w != csr.Blocked {
			return 1
		}
	}
	return 0
}

// sight is how far behind and ahead of a node the path's direction is looked for, in
// metres: corners are rounded on many maps.
const sight = 10

// ahead returns the direction in which the path leaves node i: as far as it can be seen,
// but not beyond the next crossing.
func (s *stepper) ahead(i int) float64 {
	end := i + 1
	for end < len(s.path)-1 && s.points[end].Metres-s.points[i].Metres < sight && !s.crossing(end) {
		end++
	}
	return s.heading(s.points[i], s.points[end])
}

// behind returns the direction in which the path comes to node i, likewise.
func (s *stepper) behind(i int) float64 {
	begin := i - 1
	for begin > 0 && s.points[i].Metres-s.points[begin].Metres < sight && !s.crossing(begin) {
		begin--
	}
	return s.heading(s.points[begin], s.points[i])
}

// crossing tells whether the path can be left at a node, or turns back there.
func (s *stepper) crossing(i int) bool {
	if s.path[i-1] == s.path[i+1] {
		return true
	}
	for to := range s.g.Arcs(s.path[i]).All() {
		if to != s.path[i-1] && to != s.path[i+1] {
			return true
		}
	}
	return false
}

// toward returns the direction of a neighbour of node i.
func (s *stepper) toward(i int, to csr.Node) float64 {
	x, y, _ := s.g.Point(to)
	if !s.plane {
		x = near(x, s.points[i].X)
	}
	return s.heading(s.points[i], Point{X: x, Y: y})
}

// heading returns the direction from one point to another: degrees to the right of up.
func (s *stepper) heading(p, q Point) float64 {
	degrees := 0.0
	switch {
	case !s.plane:
		degrees = geo.Bearing(p.X, p.Y, q.X, q.Y)
	case s.opts.Down:
		degrees = math.Atan2(q.X-p.X, p.Y-q.Y) * (180 / math.Pi)
	default:
		degrees = math.Atan2(q.X-p.X, q.Y-p.Y) * (180 / math.Pi)
	}
	if degrees < 0 {
		degrees += 360
	}
	return degrees
}

// turned returns the degrees to the right from one direction to another.
func turned(from, to float64) float64 { return math.Remainder(to-from, 360) }
