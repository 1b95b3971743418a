package hublabel

import (
	"slices"
	"sync"

	"github.com/veltrix/cairn/internal/minplus"
)

// hop tells how canonical paths between a node and a hub go at the node. Its halves are places
// of steps among those at the node: up is that of the first step of the path to the hub, and
// down that of the step back to the last node but one of the path from the hub.
type hop uint8

const (
	halfHop = 4 // bits

	// unknown is half a hop without a step: at the hub, at a node with a flat step or too many
	// steps, where too many paths tie, and on the way down if costs differ both ways.
	unknown        = 1<<halfHop - 1
	unknownHop hop = unknown<<halfHop | unknown
)

// hopOf returns a hop of two halves.
func hopOf(up, down uint32) hop { return hop(up | down<<halfHop) }

func (h hop) up() uint32   { return uint32(h & unknown) }
func (h hop) down() uint32 { return uint32(h >> halfHop) }

// hops is the hops of all nodes to all hubs, in blocks of depths. A block is made when the
// first path leads over a hub there. Hops to the hubs at one depth lie next to each other: a
// path reads no others, so they stay in the cache.
type hops struct {
	once   sync.Once
	steps  *steps
	blocks []hopBlock // nil if they would take more memory than the rows
}

// hopBlock is the hops of all nodes to hubs at consecutive depths.
type hopBlock struct {
	once sync.Once
	hops []hop // by depths, and then by nodes
}

// blockDepths is how many depths a block has: all rows have a multiple of that.
const blockDepths = minplus.Block32

// hopsTo returns the hops of all nodes to the hubs at a depth, or nil if they would take too
// much memory.
func (x *rows[E, S]) hopsTo(depth uint32) []hop {
	x.hops.once.Do(x.makeSteps)
	if x.hops.blocks == nil {
		return nil
	}
	n, b := len(x.places), &x.hops.blocks[depth/blockDepths]
	b.once.Do(func() { b.hops = x.makeHops(depth &^ (blockDepths - 1)) })
	return b.hops[int(depth%blockDepths)*n:][:n]
}

// makeSteps makes the steps, and room for blocks of hops.
func (x *rows[E, S]) makeSteps() {
	x.hops.steps = newSteps(&x.CostModel, len(x.places))
	height := padded(uint64(slices.Max(x.shape.lengths)), blockDepths)
	if height*uint64(len(x.places)) <= uint64(x.size()) {
		x.hops.blocks = make([]hopBlock, height/blockDepths)
	}
}
