package hunts

import (
	"cmp"
	"context"
	"math/rand/v2"
	"net/netip"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/clues"
)

// Nobody owns the hunts that the server plays itself. There is no limit to how many.
var Nobody = netip.IPv4Unspecified()

// Request asks for a hunt.
type Request struct {
	Lon, Lat float64 // where the player is
	Clues    int     // from 1 to clues.Most
	Range    uint32  // how far from there the clues are at most, in the map's unit
	Seed     uint64  // the same makes the same hunt
}

// NewRequest returns a request for 5 clues within 15000, with a seed that is drawn.
func NewRequest(lon, lat float64) Request {
	return Request{Lon: lon, Lat: lat, Clues: 5, Range: 15000, Seed: rand.Uint64()}
}

// Created is a new hunt.
type Created struct {
	Hunt    *Hunt // nil if there is an error
	Token   Token // which only the player gets to see, and only now
	Planned bool  // places for the clues were looked for
	Reached int   // in so many nodes, those within the range
}

// Create makes a hunt. owner is whom it counts for, such as the address of a household. The
// error is a *refusal.Error if no hunt has so many clues, if there are as many hunts as
// there may be, if the place is not on the map, if it has too few places for clues
// around it, or if the Store does not take it. Planned and Reached are set also then.
func (g *Game) Create(ctx context.Context, q Request, owner netip.Addr) (c Created, err error) {
	if err := cmp.Or(clues.Check(q.Clues), g.hunts.check(owner)); err != nil {
		return c, err
	}
	w := g.World()
	lon, lat := w.Place(q.Lon, q.Lat)
	start, err := w.Nearest(lon, lat)
	if err != nil {
		return c, err
	}
	stops, reached, err := w.Planners.Place(ctx, w.Graph.NearestEnd(start.Position), q.Clues, q.Range, q.Seed)
	c.Planned, c.Reached = true, reached
	if err != nil {
		return c, err
	}
	plan := record{lon: lon, lat: lat, at: start.Position}
	plan.placed = uint32(copy(plan.stops[:], stops))
	if c.Hunt, c.Token, err = g.hunts.add(w, plan, owner, time.Now()); err == nil {
		err = g.keep(c.Hunt)
	}
	if err != nil {
		c.Hunt = nil
	}
	return c, err
}

// keep has a new hunt last, or ends it.
func (g *Game) keep(h *Hunt) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	err := g.save(h, h.log.Number())()
	if err != nil {
		g.drop(h, func() {}) // nobody knows of it
	}
	return err
}
