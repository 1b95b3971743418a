package hunts

import (
	"log/slog"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// Path is a path as clients see it.
type Path struct {
	From     csr.Node     `json:"from"`      // the corner where the player is, or the nearer one of the street
	To       csr.Node     `json:"to"`        // the next clue
	Distance *uint32      `json:"distance"`  // null: closed streets leave no way
	Line     [][2]float64 `json:"line"`      // lon and lat of the player, and of each node on the way
	Steps    []Step       `json:"steps"`     // the way by the names of streets
	Engine   string       `json:"engine"`    // that has answered
	Map      string       `json:"map"`       // version that the nodes are of
	Waited   float64      `json:"waited_us"` // until it was the question's turn
	Solved   float64      `json:"solved_us"` // from then until it was answered
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
	r := &Path{
		From: v.world.Corner(v.path.From), To: v.path.To.From, Line: [][2]float64{}, Steps: []Step{}, Engine: v.by.String(), Map: v.world.Hash,
		Waited: micros(v.waited), Solved: micros(v.solved),
	}
	if v.distance != dijkstra.Unreachable {
		r.Distance = &v.distance
		r.Line, r.Steps = describePath(v.world, v.path)
	}
	return r
}

// describePath returns the points of a path, and its steps.
func describePath(w *world.World, p route.Path) (points [][2]float64, steps []Step) {
	var line route.Line
	err := line.AppendPath(w.Graph, p, nil)
	var all []route.Step
	if err == nil {
		all, err = route.AppendPathSteps(nil, w.Graph, p, nil)
	}
	if err != nil { // of a path that the map has not
		slog.Error("a path cannot be described", "path", p, "error", err)
	}
	for _, at := range line.Points {
		lon, lat := w.Place(at.X, at.Y)
		points = append(points, [2]float64{lon, lat})
	}
	for i, s := range all {
		begin := 0
		if i > 0 { // steps count nodes alone
			begin = s.First + len(points) - len(p.Nodes)
		}
		steps = append(steps, Step{s.String(), s.Maneuver.String(), s.Street.Name, s.Metres, begin})
	}
	return points, steps
}

// micros returns a time in microseconds.
func micros(d time.Duration) float64 { return float64(d) / 1e3 }
