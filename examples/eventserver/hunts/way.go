package hunts

import (
	"context"
	"encoding/binary"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/engines"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// Way is the way that is left to a player: from where they are through all clues that
// are to be found.
type Way struct {
	world *world.World
	by    engines.Engine
	calls []service.Call // from each stop to the next; none if all clues are found
}

// way asks for the way that is left, or for that to the next clue alone. The lock of
// the hunt is held. The path of the first leg lies in an arena: release the way.
func (g *Game) way(ctx context.Context, h *Hunt, all bool) (Way, error) {
	s := &h.state
	v := Way{world: s.world}
	stops := s.clues()[s.found:]
	if !all {
		stops = stops[:min(len(stops), 1)]
	}
	if len(stops) == 0 {
		return v, nil
	}
	v.calls = make([]service.Call, len(stops))
	from := s.at
	for i, to := range stops {
		v.calls[i].Request = service.Request{From: from, To: to, Overlay: s.overlay, WantPath: i == 0}
		from = to
	}
	var err error
	key := binary.BigEndian.Uint64(h.id[:])
	if v.by, err = g.engines.Ask(ctx, key, s.world.Graph.Hash(), v.calls); err != nil {
		return Way{}, err // what the calls hold was given back
	}
	return v, nil
}

// release gives back the memory of the path.
func (v Way) release() {
	if len(v.calls) > 0 {
		_ = v.calls[0].Arena.Release() // if there is one
	}
}

// Path returns the nodes up to the next clue, which are good as long as the Way is. There
// are none if closed streets leave no way, or all clues are found.
func (v Way) Path() []csr.Node {
	if len(v.calls) == 0 {
		return nil
	}
	return v.calls[0].Path
}

// World returns the version of the map that the way is on.
func (v Way) World() *world.World { return v.world }

// length returns how long the way is, and whether there is one.
func (v Way) length() (sum uint64, ok bool) {
	for i := range v.calls {
		if v.calls[i].Outcome != dijkstra.Found { // a street is closed
			return 0, false
		}
		sum += uint64(v.calls[i].Distance)
	}
	return sum, true
}
