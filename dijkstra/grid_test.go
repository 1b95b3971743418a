package dijkstra

import (
	"math"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/gridmap"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// TestScenariosOfPricedMaps walks the published scenarios on maps whose terrain has costs: at a
// cost of 1 for everything the answers are the published ones, and so are they under the
// overlay for an agent on a graph on which the same classes are closed.
func TestScenariosOfPricedMaps(t *testing.T) {
	flat := gridmap.Costs{'.': 1, 'G': 1, 'S': 1}
	for _, name := range []string{"den001d", "lak200d"} {
		m, g := workload.GameMap(t, name, &gridmap.Options{Costs: flat})
		workload.CheckScenarios(t, name, m, NewSolver(g))
		m, g = workload.GameMap(t, name, &gridmap.Options{Costs: gridmap.Costs{'.': csr.Blocked, 'G': 5, 'S': csr.Blocked}})
		agent, err := m.Overlay(g, flat)
		if err != nil {
			t.Fatal(err)
		}
		s := NewSolver(g)
		s.Use(agent)
		workload.CheckScenarios(t, name, m, s)
	}
}

// TestWaypointsOfScenarios pulls the paths of published scenarios straight: the way-points
// are nodes of the path in order, and points every 1/16 of a cell along the lines lie on open
// cells.
func TestWaypointsOfScenarios(t *testing.T) {
	for _, name := range []string{"den001d", "lak200d", "ht_chantry"} {
		m, g := workload.GameMap(t, name, nil)
		s, smoother := NewSolver(g), gridmap.NewSmoother(m)
		turns, nodes := 0, 0
		for i, c := range graphtest.Scenarios(t, name) {
			if i%13 != 0 {
				continue
			}
			from, _ := m.Node(c.StartX, c.StartY)
			to, _ := m.Node(c.GoalX, c.GoalY)
			path, d, err := s.AppendPath(nil, from, to)
			if err != nil {
				t.Fatal(err)
			}
			points, err := smoother.AppendWaypoints(nil, path)
			if err != nil || points[0] != from || points[len(points)-1] != to {
				t.Fatalf("%s, path %d: way-points %v, %v", name, i, points, err)
			}
			if length := checkLines(t, m, path, points); length > float64(d)/gridmap.Straight+1e-3 {
				t.Fatalf("%s, path %d: pulled to %v, was %v", name, i, length, float64(d)/gridmap.Straight)
			}
			turns, nodes = turns+len(points), nodes+len(path)
		}
		if 4*turns > nodes {
			t.Errorf("%s: %d way-points are left of %d nodes", name, turns, nodes)
		}
	}
}

// checkLines follows the lines between way-points, and returns how long they are.
func checkLines(t *testing.T, m *gridmap.Map, path, points []csr.Node) (length float64) {
	t.Helper()
	at := -1
	for i, v := range points {
		next := slices.Index(path, v)
		if next <= at {
			t.Fatalf("way-points %v are not in the order of %v", points, path)
		}
		if at = next; i == 0 {
			continue
		}
		ax, ay, _ := m.Cell(points[i-1])
		bx, by, _ := m.Cell(v)
		line := math.Hypot(float64(bx-ax), float64(by-ay))
		length += line
		for step := range int(16 * line) {
			part := float64(step) / (16 * line)
			x, y := float64(ax)+part*float64(bx-ax), float64(ay)+part*float64(by-ay)
			if _, ok := m.Node(int(math.Round(x)), int(math.Round(y))); !ok {
				t.Fatalf("line from %d,%d to %d,%d passes a wall at %v,%v", ax, ay, bx, by, x, y)
			}
		}
	}
	return length
}

// BenchmarkWaypoints finds random paths on a game map, and on the grid with its weights, and
// pulls them straight: BenchmarkAppendPath is the first part alone. nodes/op is how long the
// paths are, and points/op what is left.
func BenchmarkWaypoints(b *testing.B) {
	m, g := workload.GameMap(b, "den001d", nil)
	priced, err := gridmap.FromWeights(90, graphtest.GridWorkload().NodeWeights, nil)
	if err != nil {
		b.Fatal(err)
	}
	grid, err := priced.Build()
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		m    *gridmap.Map
		g    *csr.CSRGraph
	}{{"den001d", m, g}, {"grid", priced, grid}} {
		b.Run(c.name, func(b *testing.B) {
			s, smoother := NewSolver(c.g), gridmap.NewSmoother(c.m)
			var path, points []csr.Node
			paths, nodes, left := 0.0, 0.0, 0.0
			workload.Run(b, c.g, workload.Load{}, func(sources, targets []csr.Node) (err error) {
				if path, _, err = s.AppendPath(path[:0], sources[0], targets[0]); err != nil {
					return err
				}
				points, err = smoother.AppendWaypoints(points[:0], path)
				paths, nodes, left = paths+1, nodes+float64(len(path)), left+float64(len(points))
				return err
			})
			b.ReportMetric(nodes/paths, "nodes/op")
			b.ReportMetric(left/paths, "points/op")
		})
	}
}
