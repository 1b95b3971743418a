package arena_test

import (
	"errors"
	"fmt"
	"log"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
)

// A worker owns a shard. Each user takes an arena for its lifetime and makes in it what
// it needs.
func Example() {
	pool := arena.NewPool(nil)
	shard := pool.NewShard()
	patches, err := arena.TypeOf[csr.Patch]()
	if err != nil {
		log.Fatal(err)
	}

	hunt, err := shard.Take(2048)
	if err != nil {
		log.Fatal(err)
	}
	closed, err := patches.Make(hunt, 16) // its own closed streets
	if err != nil {
		log.Fatal(err)
	}
	room, err := arena.MakeDirty[csr.Node](hunt, 300) // room for a path
	if err != nil {
		log.Fatal(err)
	}
	closed[0] = csr.Patch{Node: 7, Weight: csr.Blocked}
	path := append(room[:0], 1, 2, 3) // in the arena, up to 300 nodes
	fmt.Println(closed[0].Node, path, hunt.Used(), "bytes")

	if err := hunt.Release(); err != nil { // when the hunt is over
		log.Fatal(err)
	}
	fmt.Println(pool.Stats().Active, "hunts")
	// Output:
	// 7 [1 2 3] 1328 bytes
	// 0 hunts
}

// Memory for one question only is freed at once and used again.
func ExampleArena_Reset() {
	shard := arena.NewPool(nil).NewShard()
	a, err := shard.Take(4096)
	if err != nil {
		log.Fatal(err)
	}
	for question := range 1000 {
		distances, err := arena.Make[uint32](a, 1000)
		if err != nil {
			log.Fatal(err)
		}
		distances[question] = 1
		if err := a.Reset(); err != nil { // distances must not be used after this
			log.Fatal(err)
		}
	}
	fmt.Println(a.Used(), "of", a.Size())
	// Output: 0 of 4096
}

// Mistakes are errors and do nothing.
func ExampleArena_Release() {
	shard := arena.NewPool(nil).NewShard()
	a, err := shard.Take(100)
	if err != nil {
		log.Fatal(err)
	}
	_, err = arena.Make[uint64](a, 20)
	fmt.Println(err)

	fmt.Println(a.Release())
	_, err = arena.Make[uint64](a, 1)
	fmt.Println(err, errors.Is(err, arena.ErrStale))
	fmt.Println(a.Release())
	// Output:
	// arena: out of memory: 160 bytes asked of arena of 100 with 100 free
	// <nil>
	// arena: was given back true
	// arena: was given back twice
}

// Types that hold pointers are refused; the error names the offending part.
func ExampleTypeOf() {
	type clue struct {
		Node csr.Node
		Text string
	}
	type hunt struct {
		Started int64
		Clues   [5]clue
	}
	_, err := arena.TypeOf[hunt]()
	fmt.Println(err)
	// Output:
	// arena: not a type for an arena: arena_test.hunt.Clues[].Text is a string, which the garbage collector would not see there
}

// A whole array of weights lies in an arena and is used in place.
func ExampleMake() {
	b := csr.NewBuilder(3)
	b.AddEdge(0, 1, 10)
	b.AddEdge(1, 2, 10)
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	shard := arena.NewPool(nil).NewShard()
	a, err := shard.Take(4 * g.NumNodes())
	if err != nil {
		log.Fatal(err)
	}
	weights, err := arena.Make[uint32](a, g.NumNodes())
	if err != nil {
		log.Fatal(err)
	}
	overlay, err := csr.OverlayFrom(g, weights)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(overlay.SetNode(1, csr.Blocked), weights[1] == csr.Blocked)
	// Output: <nil> true
}
