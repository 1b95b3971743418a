package hunts

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"net/netip"
	"slices"

	"github.com/veltrix/cairn/examples/eventserver/clues"
)

// saved is what is kept of a hunt. As bytes, with numbers little-endian:
//
//	1, which is the version of this form  uint8
//	digest of the token                   32 bytes
//	number of the last event              uint64
//	hash of the map                       uint64
//	lon, lat of the player                float64 each
//	clues that are found                  uint8
//	clues, closed streets                 uint8 each
//	length of the owner's address         uint8, and the address: 0, 4 or 16 bytes
//	node near the player, clues, streets  uint32, and float64 for lon and lat, each
//	closed areas, if there are            number of corners uint8, and float64 for lon and lat, each
//
// The nodes are of the map of the hash. On another one they are looked for by where they are.
type saved struct {
	secret   [sha256.Size]byte
	event    uint64
	version  uint64
	lon, lat float64
	found    uint32
	owner    netip.Addr
	layout
}

// form is the first byte of what is saved.
const form = 1

// errForm is the error of bytes that encode has not written.
var errForm = errors.New("this is no hunt that was saved")

// encode returns what is to be kept of a hunt, with the number of its last event. The lock is
// held.
func (h *Hunt) encode(event uint64) []byte {
	s, owner := &h.state, h.owner.AsSlice()
	b := append(make([]byte, 0, 256), form)
	b = append(b, h.secret[:]...)
	b = binary.LittleEndian.AppendUint64(b, event)
	b = binary.LittleEndian.AppendUint64(b, s.world.Graph.Hash())
	b = appendPoint(b, s.lon, s.lat)
	b = append(b, byte(s.found), byte(s.placed), byte(s.shut), byte(len(owner)))
	b = append(b, owner...)
	l := s.layout()
	b = appendSpots(b, l.at)
	b = appendSpots(b, l.clues...)
	b = appendSpots(b, l.closed...)
	for _, ring := range l.areas {
		b = append(b, byte(len(ring)))
		for _, p := range ring {
			b = appendPoint(b, p[0], p[1])
		}
	}
	return b
}

func appendPoint(b []byte, lon, lat float64) []byte {
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(lon))
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(lat))
}

func appendSpots(b []byte, spots ...spot) []byte {
	for _, p := range spots {
		b = appendPoint(binary.LittleEndian.AppendUint32(b, p.node), p.lon, p.lat)
	}
	return b
}

// decode reads what encode has written.
func decode(b []byte) (*saved, error) {
	r := &reader{rest: b}
	if r.byte() != form {
		return nil, errForm
	}
	s := &saved{}
	copy(s.secret[:], r.bytes(len(s.secret)))
	s.event, s.version = r.uint64(), r.uint64()
	s.lon, s.lat = r.float(), r.float()
	s.found = uint32(r.byte())
	placed, shut := int(r.byte()), int(r.byte())
	s.owner, _ = netip.AddrFromSlice(r.bytes(int(r.byte()))) // the zero Addr for those who have none
	s.at = r.spots(1)[0]
	s.clues, s.closed = r.spots(placed), r.spots(shut)
	for len(r.rest) > 0 {
		s.areas = append(s.areas, r.ring())
	}
	if r.bad {
		return nil, errForm
	}
	return s, s.check()
}

// check returns what cannot be.
func (s *saved) check() error {
	if n := len(s.clues); n < 1 || n > clues.Most || int(s.found) > n || len(s.closed) > maxClosed {
		return fmt.Errorf("%w: %d of %d clues found, %d streets closed", errForm, s.found, n, len(s.closed))
	}
	if len(s.areas) > maxAreas || slices.ContainsFunc(s.areas, func(r Ring) bool { return r.check() != nil }) {
		return fmt.Errorf("%w: %d areas closed", errForm, len(s.areas))
	}
	return nil
}

// reader reads numbers. Those that are not there are 0, and bad is set.
type reader struct {
	rest []byte
	bad  bool
}

// bytes returns the next n bytes.
func (r *reader) bytes(n int) []byte {
	if len(r.rest) < n {
		r.rest, r.bad = nil, true
		return make([]byte, n)
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) byte() byte     { return r.bytes(1)[0] }
func (r *reader) uint64() uint64 { return binary.LittleEndian.Uint64(r.bytes(8)) }
func (r *reader) float() float64 { return math.Float64frombits(r.uint64()) }

func (r *reader) spots(n int) []spot {
	list := make([]spot, n)
	for i := range list {
		list[i] = spot{binary.LittleEndian.Uint32(r.bytes(4)), r.float(), r.float()}
	}
	return list
}

func (r *reader) ring() Ring {
	ring := make(Ring, r.byte())
	for i := range ring {
		ring[i] = [2]float64{r.float(), r.float()}
	}
	return ring
}

// resettle has the hunt be where it was saved, or on the map of now where that was. It is lost
// if it has no place there.
func (h *Hunt) resettle(from *saved) {
	w := h.state.world
	if from.version == w.Graph.Hash() && h.state.settle(w, &from.layout) {
		return
	}
	if !h.state.settleAnew(w, &from.layout) {
		h.lose()
	}
	h.log.Skip() // as where a map is replaced
}
