package hunts

import "context"

// Alternatives returns other ways to the next clue than the shortest: at most two that are not much
// longer and differ. There are none if there is no way, or if all clues are found. The error is
// as that of Path.
func (g *Game) Alternatives(ctx context.Context, h *Hunt) (others []Walk, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	g.update(ctx, h)
	if err := h.playable(); err != nil {
		return nil, err
	}
	s := &h.state
	clue, ok := s.Next()
	if !ok {
		return nil, nil
	}
	found, err := s.world.Ways.Alternatives(ctx, s.overlay, s.at, clue)
	for _, w := range found {
		others = append(others, newWalk(s.world, w.Path, w.Distance))
	}
	return others, err
}
