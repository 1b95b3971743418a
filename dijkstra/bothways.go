package dijkstra

import (
	"fmt"
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
)

// Player is someone on a map: a place, and weights.
type Player struct {
	Node    csr.Node     // where
	Overlay *csr.Overlay // the player's own weights; nil: those of Solver.Graph
}

// BothWays appends to there the distance from each player to a target, and to back the
// distance from the target to each player, both under the weights of that player: one entry a
// player each, Unreachable where there is no path. The overlay in use does not count, and is in
// use again afterwards. there and back must not share memory.
//
// Players without an overlay are answered together, and so are those with the same overlay
// that follow one another, which is taken up once. Three or more cost two searches, O(n + m).
// With an index, sixteen or more do, or, if it has labels and no weight is changed, a quarter of
// all nodes. Fewer cost two calls of Distance each.
//
// The error wraps csr.ErrWrongGraph if an overlay is of another graph. It is an *OverflowError
// if a distance does not fit in 32 bits. After an error there and back are as they were given.
func (s *Solver) BothWays(there, back []uint32, target csr.Node, players []Player) ([]uint32, []uint32, error) {
	defer runtime.KeepAlive(s)
	overlay, kept := s.Overlay(), s.guide.customized.kept
	s.Use(nil)
	s.guide.customized.kept = nil // whose costs are of the overlay in use
	defer func() {
		s.Use(overlay)
		s.guide.customized.kept = kept
	}()
	if err := s.beginBothWays(target, players); err != nil {
		return there, back, err
	}
	n := len(players)
	allThere, allBack := slices.Grow(there, n)[:len(there)+n], slices.Grow(back, n)[:len(back)+n]
	b := bothWays{s: s, target: target, players: players}
	b.answers[search.Backward], b.answers[search.Forward] = allThere[len(there):], allBack[len(back):]
	if err := b.solve(); err != nil {
		return there, back, err
	}
	return allThere, allBack, nil
}

// beginBothWays checks a query for players and gets ready for it.
func (s *Solver) beginBothWays(target csr.Node, players []Player) error {
	if err := s.ready(); err != nil {
		return err
	}
	if err := s.g.CheckNode(target, "target"); err != nil {
		return err
	}
	s.nodes = s.nodes[:0]
	for _, p := range players {
		s.nodes = append(s.nodes, p.Node)
	}
	return s.g.CheckNodes(s.nodes, "players")
}

// bothWays is the state of one call of BothWays. The numbers of the players of one group are
// in the Solver's order, and their nodes in its nodes.
type bothWays struct {
	s       *Solver
	target  csr.Node
	players []Player
	answers [2][]uint32 // by the direction of a search from the target
}

// solve answers for those without an overlay, and then for each run of those with the same.
func (b *bothWays) solve() error {
	if err := b.group(nil, b.players, 0); err != nil {
		return err
	}
	for rest, first := b.players, 0; len(rest) > 0; {
		o, n := rest[0].Overlay, 1
		for n < len(rest) && rest[n].Overlay == o {
			n++
		}
		if o != nil {
			if err := b.group(o, rest[:n], first); err != nil {
				return err
			}
		}
		rest, first = rest[n:], first+n
	}
	return nil
}

// group answers for those of some players who have an overlay. The first has a number.
func (b *bothWays) group(o *csr.Overlay, players []Player, first int) error {
	s := b.s
	s.order, s.nodes = s.order[:0], s.nodes[:0]
	for i, p := range players {
		if p.Overlay == o {
			s.order, s.nodes = append(s.order, uint64(first+i)), append(s.nodes, p.Node)
		}
	}
	if len(s.nodes) == 0 {
		return nil
	}
	s.Use(o)
	if err := s.ready(); err != nil {
		return fmt.Errorf("dijkstra: players[%d]: %w", first, err)
	}
	if len(s.nodes) < s.enoughForSearch() {
		return b.pairs()
	}
	for dir := range b.answers {
		if err := b.search(search.Direction(dir)); err != nil {
			return err
		}
	}
	return nil
}

// search answers for a group by one search from the target.
func (b *bothWays) search(dir search.Direction) error {
	s := b.s
	s.toMany(dir, b.target, s.nodes)
	for i, v := range s.nodes {
		d, err := s.answer(dir, b.target, v)
		if err != nil {
			return err
		}
		b.answers[dir][s.order[i]] = d
	}
	return nil
}

// pairs answers for a group player by player.
func (b *bothWays) pairs() (err error) {
	s, there, back := b.s, b.answers[search.Backward], b.answers[search.Forward]
	for k, v := range s.nodes {
		i := s.order[k]
		if there[i], err = s.distance(v, b.target); err != nil {
			return err
		}
		if back[i], err = s.distance(b.target, v); err != nil {
			return err
		}
	}
	return nil
}

// enoughForSearch returns how many nodes are enough for one search from a node that they have
// in common to cost less than a query for each. With an index that is where they cost the same
// by measurement, roughly: shortcuts are as slow as any index under an overlay.
func (s *Solver) enoughForSearch() int {
	const withIndex, partOfNodes = 16, 4
	switch g := &s.guide; {
	case g.potential == nil || s.engine.IsDense() || s.engine.MayOverflow():
		return minShared
	case g.slow || !s.engine.Unchanged():
		return withIndex
	}
	return max(withIndex, s.g.NumNodes()/partOfNodes)
}
