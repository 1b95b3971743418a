package bots

import (
	"context"
	"math/rand/v2"
	"net/http"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// bot is one of them: its hunt, and where it goes next.
type bot struct {
	h     *hunts.Hunt // nil before the first and between two
	world *world.World
	next  csr.Node // in that world
	ahead csr.Node // in the middle of the way that it is on, to be closed some day
}

// step does what a player may do next. What cannot be done now is left for next time.
func (b *bot) step(g *hunts.Game) {
	ctx := context.Background()
	if b.h == nil {
		b.begin(ctx, g)
		return
	}
	over := false
	err := g.Change(ctx, b.h, b.act, func(v hunts.Way) { over = b.look(v) }) // nobody else has the token, to follow the hunt
	if over || err != nil && !temporary(err) {
		b.leave(g)
	}
}

// temporary tells whether what has failed may succeed at the next step.
func temporary(err error) bool {
	status := refusal.Explain(err).Status
	return status == http.StatusServiceUnavailable || status == http.StatusConflict
}

// begin begins a hunt at a place that is drawn.
func (b *bot) begin(ctx context.Context, g *hunts.Game) {
	w := g.World()
	b.world, b.next = w, csr.Node(rand.IntN(w.Graph.NumNodes()))
	created, _ := g.Create(ctx, hunts.NewRequest(w.Point(b.next)), hunts.Nobody)
	b.h = created.Hunt // where there is no room for clues, it is somewhere else next time
}

// act finds the clue where the bot is, walks on, or now and then closes the street.
func (b *bot) act(s *hunts.State) error {
	if s.World() != b.world { // the map was replaced
		return nil
	}
	if s.Arrived() {
		return s.Find()
	}
	if rand.IntN(16) == 0 {
		return s.Close(b.world.Point(b.ahead))
	}
	s.Stand(b.next)
	return nil
}

// look decides where to go, and tells whether there is nowhere.
func (b *bot) look(v hunts.Way) (over bool) {
	path := v.Path()
	if len(path) == 0 {
		return true
	}
	b.world, b.next, b.ahead = v.World(), path[min(1+rand.IntN(walk), len(path)-1)], path[len(path)/2]
	return false
}

// leave ends the hunt.
func (b *bot) leave(g *hunts.Game) {
	if b.h != nil {
		_ = g.End(b.h, "ended") // nothing keeps the hunts of bots
		b.h = nil
	}
}
