package indexkit

import "github.com/veltrix/cairn/dijkstra"

// fewTriangles is how many triangles for each node a topology may have if customising is to
// take no longer than a Solver takes to get ready for a search under weights that differ
// everywhere.
const fewTriangles = 32

// Costs returns what dijkstra.Customizer asks for.
func (q *Questions) Costs() (dijkstra.Costs, error) {
	if q == nil {
		return nil, dijkstra.ErrNoGraph
	}
	m, err := q.hierarchy()
	if err != nil {
		return nil, err
	}
	t := m.Base()
	if t.Triangles() > fewTriangles*q.graph.NumNodes() {
		return nil, nil
	}
	return t.NewCustomizer(Own(q.graph)), nil
}
