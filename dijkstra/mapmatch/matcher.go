package mapmatch

import (
	"errors"
	"fmt"
	"math"
	"reflect"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// Matcher finds the walks that traces were. It keeps its memory from trace to trace: once
// warm it allocates only for results. It is not safe for concurrent use; each goroutine
// needs its own. They can share the StreetLocator and an index, but not a Solver.
type Matcher struct {
	streets *csr.StreetLocator
	router  dijkstra.NodeSolver
	lonLat  bool
	options Options
	logBeta float64

	g       *csr.CSRGraph // of the trace at hand
	overlay *csr.Overlay

	observed []observation
	trellis  trellis
	places   []csr.StreetPlace // near one observation
	sources  []csr.Node        // of one step
	targets  []csr.Node
	costs    []uint32      // between them
	starts   []int         // where in the nodes of a walk those of the way to each column start, and their end
	passed   [][2]csr.Node // streets that a walk passes near one observation
}

// New returns a Matcher that looks for walks on some streets, with distances by a router
// of the same graph: a *dijkstra.Solver, or a *cch.Index or *hublabel.Index, which is
// faster. Walks obey the weights of the router: those of an index, and the overlay that a
// Solver uses. opts may be nil.
//
// The error wraps csr.ErrWrongGraph if streets and router are of different graphs,
// ErrOptions if an option makes no sense, and ErrUnit if the graph does not tell how long
// a unit of weight is; it is csr.ErrNoGraph if either is nil or has no graph.
func New(streets *csr.StreetLocator, router dijkstra.NodeSolver, opts *Options) (*Matcher, error) {
	if streets == nil || isNil(router) || router.Graph() == nil {
		return nil, csr.ErrNoGraph
	}
	g := router.Graph()
	if err := streets.Graph().CheckOrigin(g, "mapmatch: router"); err != nil {
		return nil, err
	}
	set, err := opts.withDefaults(g)
	if err != nil {
		return nil, err
	}
	return &Matcher{streets: streets, router: router, lonLat: g.Meta().LonLat, options: set, logBeta: math.Log(set.Beta)}, nil
}

// isNil tells whether there is no router: a nil pointer in an interface is none either.
func isNil(router dijkstra.NodeSolver) bool {
	if router == nil {
		return true
	}
	v := reflect.ValueOf(router)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// PointError reports a point of a trace that is none of the map.
type PointError struct {
	Index int   // in the trace
	Err   error // what is wrong with it
}

// Error names the point and the reason.
func (e *PointError) Error() string {
	return fmt.Sprintf("mapmatch: point %d of the trace: %v", e.Index, e.Err)
}

// Unwrap returns the reason.
func (e *PointError) Unwrap() error { return e.Err }

// ErrAccuracy: the Accuracy of a point is negative, infinite or not a number.
var ErrAccuracy = errors.New("accuracy is not a length")

// Match finds the most likely walks along a trace, in the order of its points, and writes
// them over what into holds. Its slices are valid until into is used again.
//
// A point costs the streets near it, some µs, and a matrix of distances between the ends
// of up to Candidates streets and as many at the point before. The error is a *PointError
// if a point is none of the map or its accuracy no length, wraps csr.ErrWrongGraph if the
// overlay is of another graph, and is otherwise what the router returned; then into holds
// nothing of use.
func (m *Matcher) Match(into *Match, trace []Point) error {
	into.reset(len(trace))
	if err := m.begin(); err != nil {
		return err
	}
	if err := m.merge(trace); err != nil {
		return err
	}
	for first := 0; first < len(m.observed); {
		end, err := m.follow(into, first)
		if err != nil {
			return err
		}
		if err := m.finish(into, trace); err != nil {
			return err
		}
		first = end
	}
	return nil
}

// begin takes the weights that the router has now.
func (m *Matcher) begin() error {
	m.g, m.overlay = m.router.Graph(), nil
	if x, ok := m.router.(interface{ Overlay() *csr.Overlay }); ok {
		m.overlay = x.Overlay()
	}
	if m.overlay != nil {
		if err := m.g.CheckOrigin(m.overlay.Graph(), "mapmatch: overlay"); err != nil {
			return err
		}
	}
	return m.g.Err()
}

// follow goes through observations from one on, as far as they can be walked at one
// stretch, and returns the first after that. Those that cannot be reached are outliers if a
// later one can; otherwise the next walk begins at the first of them.
func (m *Matcher) follow(into *Match, first int) (end int, err error) {
	m.trellis.reset()
	missed := 0
	for i := first; i < len(m.observed) && missed <= m.options.Skip; i++ {
		status, err := m.see(i)
		if err != nil {
			return 0, err
		}
		for p := m.observed[i].first; p < m.observed[i].end; p++ {
			into.Places[p].Status = status
		}
		switch status {
		case Matched:
			missed = 0
		case Outlier:
			missed++
		}
		if missed == 0 {
			end = i + 1
		}
	}
	return end, nil
}

// see takes an observation into the walk, if that is possible, and returns what became
// of it.
func (m *Matcher) see(i int) (Status, error) {
	if err := m.observe(i); err != nil {
		return 0, err
	}
	t := &m.trellis
	if t.open() == 0 {
		return OffMap, nil
	}
	ok, err := m.reach()
	if err != nil {
		return 0, err
	}
	if !ok {
		t.drop()
		return Outlier, nil
	}
	t.push()
	return Matched, nil
}
