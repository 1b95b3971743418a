package main

import (
	"context"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/service"
)

// way is the way that is left to a player: from where they are through all clues that
// are to be found.
type way struct {
	by    engine
	calls []service.Call // from each stop to the next; none if all clues are found
}

// ahead asks for the way that is left, or for that to the next clue alone. The lock of
// the hunt is held. The path of the first leg lies in an arena: release the way.
func (s *server) ahead(ctx context.Context, h *hunt, all bool) (way, error) {
	stops := h.clues()[h.found:]
	if !all {
		stops = stops[:min(len(stops), 1)]
	}
	if len(stops) == 0 {
		return way{}, nil
	}
	v := way{calls: make([]service.Call, len(stops))}
	from := h.at
	for i, to := range stops {
		v.calls[i].Request = service.Request{From: from, To: to, Overlay: h.overlay, WantPath: i == 0}
		from = to
	}
	var err error
	if v.by, err = s.engines.ask(ctx, h.id, h.world.graph.Hash(), v.calls); err != nil {
		return way{}, err // what the calls hold was given back
	}
	return v, nil
}

// release gives back the memory of the path.
func (v way) release() {
	if len(v.calls) > 0 {
		_ = v.calls[0].Arena.Release() // if there is one
	}
}

// path returns the nodes up to the next clue, which are good until the way is
// released. There are none if closed streets leave no way, or all clues are found.
func (v way) path() []csr.Node {
	if len(v.calls) == 0 {
		return nil
	}
	return v.calls[0].Path
}

// length returns how long the way is, and whether there is one.
func (v way) length() (sum uint64, ok bool) {
	for i := range v.calls {
		if v.calls[i].Outcome != dijkstra.Found { // a street is closed
			return 0, false
		}
		sum += uint64(v.calls[i].Distance)
	}
	return sum, true
}
