package main

import (
	"math/bits"
	"math/rand/v2"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
)

// cluesOfHunt is how many clues a hunt has.
const cluesOfHunt = 8

// hunt is one player's hunt. When it ends, another begins in its place, with its
// overlay and its terrain. It has a random sequence of its own, so that what it asks
// does not depend on when others are answered.
type hunt struct {
	overlay *csr.Overlay
	memory  arena.Arena // where clues and changes lie
	clues   []csr.Node  // still to be found, the next one first
	changes []change    // all that the overlay changes but for terrain
	at      csr.Node    // where the player is
	number  uint32      // decides its terrain, and whether it lowers weights
	random  rand.PCG
	last    *flight // of the events that are not answered, or nil
}

// draw returns a number below n.
func (h *hunt) draw(n int) int {
	high, _ := bits.Mul64(h.random.Uint64(), uint64(n))
	return int(high)
}

// world is what hunts are made of: a map and memory.
type world struct {
	config
	g          *csr.CSRGraph
	base       []uint32 // the map's weights of nodes
	rough      uint32   // the most that terrain adds to one
	shard      *arena.Shard
	changeType arena.Type[change]
}

func newWorld(g *csr.CSRGraph, c config, pool *arena.Pool) (*world, error) {
	changeType, err := arena.TypeOf[change]()
	base := make([]uint32, g.NumNodes())
	for v := range base {
		base[v] = g.NodeWeight(csr.Node(v))
	}
	return &world{config: c, g: g, base: base, rough: roughness(g), shard: pool.NewShard(), changeType: changeType}, err
}

// populate makes the first hunts, each somewhere on its way, as they are in a
// program that has run for long.
func (w *world) populate() ([]hunt, error) {
	hunts := make([]hunt, w.hunts)
	for i := range hunts {
		h := &hunts[i]
		h.number = uint32(i)
		h.random.Seed(w.seed, uint64(i))
		var err error
		if h.overlay, err = w.overlay(h.number); err != nil {
			return nil, err
		}
		if err := w.begin(h); err != nil {
			return nil, err
		}
		h.clues = h.clues[h.draw(cluesOfHunt):]
	}
	return hunts, nil
}

// overlay returns a new overlay of no changes: one of patches, or one of the terrain
// of a hunt, an array in an arena. Both last as long as the program.
func (w *world) overlay(number uint32) (*csr.Overlay, error) {
	if !w.full {
		return csr.NewOverlay(w.g), nil
	}
	a, err := w.shard.Take(4 * len(w.base))
	if err != nil {
		return nil, err
	}
	weights, err := arena.MakeDirty[uint32](a, len(w.base))
	if err != nil {
		return nil, err
	}
	for v := range weights {
		weights[v] = w.terrain(number, csr.Node(v))
	}
	return csr.OverlayFrom(w.g, weights)
}

// begin starts a hunt under an overlay of no changes. If the hunt lowers weights, half
// of its changes do.
func (w *world) begin(h *hunt) (err error) {
	if h.memory, err = w.shard.Take(4*cluesOfHunt + 8*w.changes); err != nil {
		return err
	}
	if h.changes, err = w.changeType.MakeDirty(h.memory, w.changes); err != nil {
		return err
	}
	if h.clues, err = arena.MakeDirty[csr.Node](h.memory, cluesOfHunt); err != nil {
		return err
	}
	h.changes = h.changes[:0]
	for i := range w.changes {
		if err := w.change(h, i%2 == 0 && w.lowers(h.number)); err != nil {
			return err
		}
	}
	for i := range h.clues {
		h.clues[i] = w.place(h)
	}
	h.at = w.place(h)
	return nil
}

// end gives back all that a hunt has but its overlay, which is of no changes then.
func (w *world) end(h *hunt) error {
	for len(h.changes) > 0 {
		if _, err := w.undo(h); err != nil {
			return err
		}
	}
	return h.memory.Release()
}

// place draws a node.
func (w *world) place(h *hunt) csr.Node { return csr.Node(h.draw(len(w.base))) }

// happen is what an event does to a hunt before it asks: at one in four, a change is
// undone and another of its kind made.
func (w *world) happen(h *hunt) (changed bool, err error) {
	if h.draw(4) > 0 || len(h.changes) == 0 {
		return false, nil
	}
	c, err := w.undo(h)
	if err != nil {
		return false, err
	}
	return true, w.change(h, w.isBonus(c))
}

// walk takes the player along the path to the next clue: half of all players get
// there before their next event, the others anywhere between. A clue that there
// is no path to is given up. It tells whether it was the last.
func (h *hunt) walk(path []csr.Node) (over bool) {
	if steps := h.draw(2*len(path) + 1); steps < len(path)-1 {
		h.at = path[steps]
		return false
	}
	if len(path) > 0 {
		h.at = path[len(path)-1]
	}
	h.clues = h.clues[1:]
	return len(h.clues) == 0
}
