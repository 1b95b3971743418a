package hunts

import (
	"context"
	"encoding/binary"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/engines"
	"github.com/veltrix/cairn/examples/eventserver/ways"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// Way is the way that is left to a player: from where they are through all clues that
// are to be found.
type Way struct {
	world          *world.World
	by             engines.Engine
	over           bool          // all clues are found
	path           route.Path    // to the next clue; without nodes if there is none
	distance       uint32        // of path, or Unreachable
	rest           []uint32      // from each clue to the next, or Unreachable
	waited, solved time.Duration // until it was the first question's turn, and from then on
}

// way asks for the way that is left, or for that to the next clue alone. The lock of the hunt is
// held.
func (g *Game) way(ctx context.Context, h *Hunt, all bool) (Way, error) {
	s := &h.state
	stops := s.clues()[s.found:]
	if !all {
		stops = stops[:min(len(stops), 1)]
	}
	if len(stops) == 0 {
		return Way{world: s.world, over: true}, nil
	}
	calls := s.questions(stops)
	by, err := g.engines.Ask(ctx, binary.BigEndian.Uint64(h.id[:]), s.world.Graph.Hash(), calls)
	if err != nil {
		return Way{}, err
	}
	defer engines.Release(calls)
	return s.readWay(by, stops, calls)
}

// questions are for a path to the first stop from each end of the player's street, and for
// the distances from each stop to the next.
func (s *State) questions(stops []csr.Node) []service.Call {
	calls := make([]service.Call, 0, len(stops)+1)
	ask := func(from, to csr.Node, path bool) {
		calls = append(calls, service.Call{Request: service.Request{From: from, To: to, Overlay: s.overlay, WantPath: path}})
	}
	for _, v := range ways.Ends(s.at) {
		ask(v, stops[0], true)
	}
	for i, to := range stops[1:] {
		ask(stops[i], to, false)
	}
	return calls
}

// readWay puts the answers to questions together.
func (s *State) readWay(by engines.Engine, stops []csr.Node, calls []service.Call) (v Way, err error) {
	n := len(ways.Ends(s.at))
	v = Way{world: s.world, by: by, path: route.Path{From: s.at, To: csr.AtNode(stops[0])}, waited: calls[0].Waited}
	for i := range calls[:n] {
		v.solved += calls[i].Solved
	}
	for i := range calls[n:] {
		v.rest = append(v.rest, calls[n+i].Distance)
	}
	between := dijkstra.NewPositionSolver(answers{s.world.Graph, s.overlay, calls[:n]})
	v.path.Nodes, v.distance, err = between.AppendPath(nil, v.path.From, v.path.To)
	return v, err
}

// Path returns the nodes that the way to the next clue passes. There are none if closed streets
// leave no way, or all clues are found.
func (v Way) Path() []csr.Node { return v.path.Nodes }

// World returns the version of the map that the way is on.
func (v Way) World() *world.World { return v.world }

// length returns how long the way is, and whether there is one.
func (v Way) length() (sum uint64, ok bool) {
	if v.over {
		return 0, true
	}
	sum, ok = uint64(v.distance), v.distance != dijkstra.Unreachable
	for _, d := range v.rest {
		sum, ok = sum+uint64(d), ok && d != dijkstra.Unreachable
	}
	return sum, ok
}
