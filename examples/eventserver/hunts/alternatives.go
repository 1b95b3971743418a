package hunts

import (
	"context"

	"github.com/veltrix/cairn/csr"
)

// Near is the walk to the next clue or, where there is none, as near to it as one can get.
type Near struct {
	Walk
	Place Place   `json:"place"` // where it ends
	Away  float64 `json:"away"`  // the clue is from there, as the crow flies, in metres or plane units
}

// Alternatives returns other ways to the next clue than the shortest: at most two that are not
// much longer and differ. There are none if there is no way, or if all clues are found. The
// error is as that of Path.
func (g *Game) Alternatives(ctx context.Context, h *Hunt) (walks []Walk, err error) {
	err = g.toClue(ctx, h, func(s *State, clue csr.Node) error {
		others, err := s.world.Ways.Alternatives(ctx, s.overlay, s.at, clue)
		for _, w := range others {
			walks = append(walks, newWalk(s.world, w.Path, w.Distance))
		}
		return err
	})
	return walks, err
}

// Near returns the walk as near to the next clue as closed streets let one get, or nil if all
// clues are found. The error is as that of Path.
func (g *Game) Near(ctx context.Context, h *Hunt) (near *Near, err error) {
	err = g.toClue(ctx, h, func(s *State, clue csr.Node) error {
		w, err := s.world.Ways.Near(ctx, s.overlay, s.at, clue)
		if err != nil {
			return err
		}
		place := placeOf(s.world, w.To)
		lon, lat := s.world.Point(clue)
		near = &Near{newWalk(s.world, w.Path, w.Distance), place, s.world.Metres(place.Lon, place.Lat, lon, lat)}
		return nil
	})
	return near, err
}

// toClue calls ask with the next clue of a hunt, if there is one.
func (g *Game) toClue(ctx context.Context, h *Hunt, ask func(s *State, clue csr.Node) error) error {
	return g.read(ctx, h, func() error {
		clue, ok := h.state.Next()
		if !ok {
			return nil
		}
		return ask(&h.state, clue)
	})
}
