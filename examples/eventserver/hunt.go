package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/eventlog"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// What a hunt can have at most.
const (
	maxClues  = 12 // to be put in order exactly: the work doubles with each
	maxClosed = 64 // streets
)

// huntID is a hunt's name, and huntToken what its player shows: both random.
type (
	huntID    [12]byte
	huntToken [16]byte
)

// hunt is one player's hunt. The lock is held while anything happens in it: a player
// does one thing after the other.
type hunt struct {
	id     huntID
	secret [sha256.Size]byte // of the token, which is not kept
	used   atomic.Int64      // when there was last a request for it, ns since 1970
	log    eventlog.Log
	owner  netip.Addr // whose hunt it is
	price  int        // tokens that it costs to ask for the way

	spoke, seat int // where the wheel has it

	mu      sync.Mutex // guards what follows
	world   *world     // that the nodes are of
	memory  arena.Arena
	*record              // in it; nil once the hunt has ended or is lost
	overlay *csr.Overlay // closes the streets; nil as long as there are none
	lost    bool         // it has no place on the map of now
}

// record is what is known of a hunt, without pointers, so that it can lie in an arena
// and costs the garbage collector nothing.
type record struct {
	lon, lat float64  // where the player is
	at       csr.Node // and the node that is nearest to it
	found    uint32   // clues
	placed   uint32   // clues in all
	shut     uint32   // streets
	stops    [maxClues]csr.Node
	places   [maxClosed]csr.Node
}

// clues returns the nodes of all clues, in the order in which they are to be found.
func (r *record) clues() []csr.Node { return r.stops[:r.placed] }

// closed returns the nodes at which streets are closed.
func (r *record) closed() []csr.Node { return r.places[:r.shut] }

// next returns the next clue, if there is one.
func (r *record) next() (clue csr.Node, ok bool) {
	if r.found == r.placed {
		return 0, false
	}
	return r.stops[r.found], true
}

// needed tells whether a node is where the player or a clue is, found or not.
func (r *record) needed(v csr.Node) bool { return v == r.at || slices.Contains(r.clues(), v) }

// blocked tells whether a street is closed at a node.
func (r *record) blocked(v csr.Node) bool { return slices.Contains(r.closed(), v) }

// stand puts the player on a node.
func (h *hunt) stand(v csr.Node) {
	h.at = v
	h.lon, h.lat = h.world.point(v)
}

// touch notes that the hunt is in use.
func (h *hunt) touch(now time.Time) { h.used.Store(now.UnixNano()) }

// errGone: the hunt ended while a request for it waited. Nobody learns more of it than
// of one that never was.
var errGone = notFound()

// state returns why nothing can happen in a hunt any more, or nil.
func (h *hunt) state() error {
	switch {
	case h.lost:
		return &refusal.Error{Status: http.StatusGone, Text: "the map was replaced, and the hunt has no place on the new one"}
	case h.record == nil:
		return errGone
	}
	return nil
}

// farewell tells who follows the hunt of its last event. The lock is held.
func (h *hunt) farewell(why string) {
	h.log.Append(why, encode(map[string]uint64{"event": h.log.Number() + 1}))
	h.log.Close()
}

// free gives the memory back.
func (h *hunt) free() {
	if h.record != nil {
		_ = h.memory.Release() // it is released once
	}
	h.record, h.overlay, h.memory = nil, nil, arena.Arena{}
}

// dress has the overlay close the streets that are closed, and no others.
func (h *hunt) dress() {
	h.overlay = nil
	for _, v := range h.closed() {
		if h.overlay == nil {
			h.overlay = csr.NewOverlay(h.world.graph)
		}
		_ = h.overlay.SetNode(v, csr.Blocked) // v is a node
	}
}

// restore makes everything as it was.
func (h *hunt) restore(r record) {
	*h.record = r
	h.dress()
}

// moveTo has the hunt go on in another world: all its nodes are looked for there by
// where they are. One that has lost its place or a clue is lost. The lock is held.
func (h *hunt) moveTo(w *world) {
	if h.record == nil || h.world == w {
		return
	}
	old, from := *h.record, h.world
	h.world, h.shut = w, 0
	var ok bool
	if h.at, ok = w.counterpart(from, old.at); !ok {
		h.lose()
		return
	}
	for i, v := range old.clues() {
		if h.stops[i], ok = w.counterpart(from, v); !ok && i >= int(old.found) {
			h.lose()
			return
		}
	}
	for _, v := range old.closed() {
		if u, ok := w.counterpart(from, v); ok && !h.needed(u) && !h.blocked(u) {
			h.places[h.shut] = u
			h.shut++
		}
	}
	h.dress()
}

// lose ends a hunt that has no place any more, but that requests for it are told so.
func (h *hunt) lose() {
	h.lost = true
	h.free()
}

// counterpart returns the node of a world that is where one of another world was.
func (w *world) counterpart(from *world, v csr.Node) (csr.Node, bool) {
	lon, lat := from.point(v)
	u, distance, err := w.places.Nearest(lon, lat)
	return u, err == nil && distance <= w.near
}

// retry does something with a hunt, again if the map is replaced meanwhile: a moment
// later, in the world of then. The lock is held.
func (s *server) retry(ctx context.Context, h *hunt, do func() error) error {
	for {
		s.follow(ctx, h)
		if err := h.state(); err != nil {
			return err
		}
		if err := do(); !errors.Is(err, errMoved) {
			return err
		}
		select {
		case <-time.After(time.Millisecond):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// follow moves a hunt to the world of now, and tells who follows the hunt. The lock is
// held.
func (s *server) follow(ctx context.Context, h *hunt) {
	w := s.world.Load()
	if h.record == nil || h.world == w {
		return
	}
	if h.moveTo(w); h.lost {
		h.farewell("lost")
		return
	}
	if !h.log.Followed() { // when the map is replaced, most hunts are not
		h.log.Skip()
		return
	}
	v, err := s.ahead(ctx, h, true)
	if err != nil { // nobody can say what the way is at the moment
		h.log.Skip()
		return
	}
	defer v.release()
	s.tell(h, "map", v)
}
