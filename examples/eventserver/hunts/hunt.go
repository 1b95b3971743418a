package hunts

import (
	"crypto/sha256"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/examples/eventserver/eventlog"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// ID is a hunt's name. It is random.
type ID [12]byte

// Token shows that a client is the player of a hunt. It is random.
type Token [16]byte

// Hunt is one player's hunt. It is safe for concurrent use: one thing happens in it after
// the other.
type Hunt struct {
	id     ID
	secret [sha256.Size]byte // of the token, which is not kept
	used   atomic.Int64      // when there was last a request for it, ns since 1970
	log    eventlog.Log
	owner  netip.Addr
	clues  int // in all

	slot, index int // where the wheel has it

	mu     sync.Mutex // of the fields below; it is held while anything happens
	memory arena.Arena
	state  State // whose record lies in memory
	lost   bool  // it has no place on the map of now
	moved  bool  // another server has it
}

// ID returns the hunt's name.
func (h *Hunt) ID() ID { return h.id }

// Event returns the number of the last event.
func (h *Hunt) Event() uint64 { return h.log.Number() }

// Clues returns how many clues there are in all.
func (h *Hunt) Clues() int { return h.clues }

// touch notes that the hunt is in use.
func (h *Hunt) touch(now time.Time) { h.used.Store(now.UnixNano()) }

// playable returns why nothing can happen in a hunt any more, or nil.
func (h *Hunt) playable() error {
	switch {
	case h.lost:
		return &refusal.Error{Status: http.StatusGone, Text: "the map was replaced, and the hunt has no place on the new one"}
	case h.state.record == nil: // it ended while the request waited
		return h.gone()
	}
	return nil
}

// gone returns why the hunt is not there any more.
func (h *Hunt) gone() error {
	if h.moved {
		return errElsewhere
	}
	return ErrNotFound
}

// endStreams tells the readers of the hunt of its last event. The lock is held.
func (h *Hunt) endStreams(why string) {
	h.log.Append(why, numbered(h.log.Number()+1))
	h.log.Close()
}

// interrupt ends the streams of the hunt, which goes on. The lock is held.
func (h *Hunt) interrupt(why string) { h.log.Interrupt(why, numbered(h.log.Number())) }

// numbered is the data of an event of which there is only its number to tell.
func numbered(n uint64) []byte { return Encode(map[string]uint64{"event": n}) }

// lose notes that the hunt has no place on the map of now.
func (h *Hunt) lose() {
	h.lost = true
	h.free()
}

// free gives the memory back.
func (h *Hunt) free() {
	if h.state.record != nil {
		_ = h.memory.Release() // it is released once
	}
	h.state.record, h.state.areas, h.state.overlay, h.memory = nil, nil, nil, arena.Arena{}
}
