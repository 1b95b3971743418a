package hunts

import (
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// Walk is a walk as clients see it.
type Walk struct {
	Distance *uint32      `json:"distance"` // null: closed streets leave no way
	Line     [][2]float64 `json:"line"`     // lon and lat of the player, and of each node on the way
	Steps    []Step       `json:"steps"`    // the way by the names of streets
}

// Path is the shortest path as clients see it.
type Path struct {
	From csr.Node `json:"from"` // the corner where the player is, or the nearer one of the street
	To   csr.Node `json:"to"`   // the next clue
	Walk
	Engine string  `json:"engine"`    // that has answered
	Map    string  `json:"map"`       // version that the nodes are of
	Waited float64 `json:"waited_us"` // until it was the question's turn
	Solved float64 `json:"solved_us"` // from then until it was answered
}

// Step is a part of a path that is told in one sentence.
type Step struct {
	Text     string  `json:"text"`     // "Left into Kungsgatan, 120 m"
	Maneuver string  `json:"maneuver"` // where it begins: "left"
	Street   string  `json:"street"`   // that it follows; empty if it has no name
	Metres   float64 `json:"metres"`   // its length; plane units on a plane
	Begin    int     `json:"begin"`    // the place in the line where it begins
}

// describe returns the path to the next clue, or nil if there is none.
func (v Way) describe() *Path {
	if v.over {
		return nil
	}
	return &Path{
		From: v.world.Graph.NearestEnd(v.path.From), To: v.path.To.From, Walk: newWalk(v.world, v.path, v.distance),
		Engine: v.by.String(), Map: v.world.Hash, Waited: micros(v.waited), Solved: micros(v.solved),
	}
}

// newWalk describes a path of a length. There is no line if the length is Unreachable.
func newWalk(w *world.World, p route.Path, distance uint32) Walk {
	if distance == dijkstra.Unreachable {
		return Walk{nil, [][2]float64{}, []Step{}}
	}
	var line route.Line
	err := line.AppendPath(w.Graph, p, nil)
	var steps []route.Step
	if err == nil {
		steps, err = route.AppendPathSteps(nil, w.Graph, p, nil)
	}
	if err != nil { // of a path that the map has not
		slog.Error("a path cannot be described", "path", p, "error", err)
	}
	return Walk{&distance, pointsOf(w, line), stepsOf(w, steps, len(line.Points)-len(p.Nodes))}
}

// pointsOf returns the points of a line, as positions are written.
func pointsOf(w *world.World, line route.Line) [][2]float64 {
	points := make([][2]float64, len(line.Points))
	for i, at := range line.Points {
		points[i][0], points[i][1] = w.Place(at.X, at.Y)
	}
	return points
}

// stepsOf describes the steps of a path, before whose nodes its line has so many points.
func stepsOf(w *world.World, steps []route.Step, before int) []Step {
	told := make([]Step, len(steps))
	for i, s := range steps {
		told[i] = Step{sentence(w, s), s.Maneuver.String(), s.Street.Name, s.Metres, s.First + before}
		if i == 0 {
			told[i].Begin = 0
		}
	}
	return told
}

// sentence tells a step, in units where the map has no metres.
func sentence(w *world.World, s route.Step) string {
	text := s.String()
	if before, isLong := strings.CutSuffix(text, route.Distance(s.Metres)); isLong && !w.LonLat {
		return fmt.Sprintf("%s%.0f units", before, s.Metres)
	}
	return text
}

// micros returns a time in microseconds.
func micros(d time.Duration) float64 { return float64(d) / 1e3 }
