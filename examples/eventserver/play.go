package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// move is an event that a client tells of.
type move struct {
	Type string   `json:"type"`
	Lon  *float64 `json:"lon"`
	Lat  *float64 `json:"lat"`
}

// moves are the kinds of events that clients tell of, and what each does to a hunt.
// The lock is held.
var moves = map[string]func(h *hunt, m *move) error{
	"moved": func(h *hunt, m *move) error {
		v, err := m.node(h.world)
		if err == nil {
			h.at, h.lon, h.lat = v, *m.Lon, *m.Lat
		}
		return err
	},
	"found":    (*hunt).find,
	"closed":   (*hunt).close,
	"reopened": (*hunt).reopen,
}

// check returns what is wrong with an event, whatever the hunt.
func (m *move) check() error {
	if _, ok := moves[m.Type]; !ok {
		return refusal.BadRequest("type", `there are "moved", "found", "closed" and "reopened"`)
	}
	switch {
	case m.Type != "found":
		return located(m.Lon, m.Lat)
	case m.Lon != nil:
		return refusal.BadRequest("lon", "a clue is found where the player is")
	case m.Lat != nil:
		return refusal.BadRequest("lat", "a clue is found where the player is")
	}
	return nil
}

// located returns which half of a place is missing.
func located(lon, lat *float64) error {
	switch {
	case lon == nil:
		return refusal.BadRequest("lon", "it is missing")
	case lat == nil:
		return refusal.BadRequest("lat", "it is missing")
	}
	return nil
}

// node returns the node nearest to where the event happened, which it has as the map does
// then.
func (m *move) node(w *world) (csr.Node, error) {
	*m.Lon, *m.Lat = w.place(*m.Lon, *m.Lat)
	return w.nearest(*m.Lon, *m.Lat)
}

// close closes a street at a node.
func (h *hunt) close(m *move) error {
	v, err := m.node(h.world)
	if err != nil {
		return err
	}
	v = h.middle(v, *m.Lon, *m.Lat)
	switch {
	case h.needed(v):
		return refusal.Conflict("the player or a clue is there")
	case h.blocked(v):
		return refusal.Conflict("the street is closed already")
	case h.shut == maxClosed:
		return refusal.Conflict(fmt.Sprintf("%d streets are closed already", maxClosed))
	}
	h.places[h.shut] = v
	h.shut++
	h.dress()
	return nil
}

// middle returns where to close a street, given a node of it: at a node with two
// neighbours, which is in the middle of a street, if there is one beside or near, since
// to close a crossing would close all of its streets.
func (h *hunt) middle(v csr.Node, lon, lat float64) csr.Node {
	if h.blocked(v) {
		return v
	}
	beside := []csr.Node{v}
	for u := range h.world.graph.Arcs(v).All() {
		beside = append(beside, u)
	}
	beside = slices.DeleteFunc(beside, func(u csr.Node) bool {
		return h.world.graph.Degree(u) != 2 || h.needed(u) || h.blocked(u)
	})
	if u, ok := h.world.closest(lon, lat, beside); ok {
		return u
	}
	return v
}

// reopen opens the closed street that is nearest.
func (h *hunt) reopen(m *move) error {
	best, ok := h.world.closest(*m.Lon, *m.Lat, h.closed())
	if !ok {
		return refusal.Conflict("no street is closed there")
	}
	h.shut = uint32(len(slices.DeleteFunc(h.closed(), func(v csr.Node) bool { return v == best })))
	h.dress()
	return nil
}

// play has something happen in a hunt, and shows what the way is then. What fails has
// not happened: the same may be tried again.
func (s *server) play(ctx context.Context, h *hunt, change func() error, then func(v way)) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return s.retry(ctx, h, func() error {
		before := *h.record
		err := change()
		if err == nil {
			var v way
			if v, err = s.ahead(ctx, h, true); err == nil {
				defer v.release()
				then(v)
				return nil
			}
		}
		h.restore(before)
		return err
	})
}

// tell tells who follows a hunt what has happened, and returns that. The lock is held.
func (s *server) tell(h *hunt, kind string, v way) []byte {
	n := h.log.Number() + 1
	body := encode(eventReply{n, s.reply(h, v, n), v.reply(h.world)})
	h.log.Append(kind, body)
	return body
}
