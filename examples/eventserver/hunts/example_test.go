package hunts_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// A program of its own that plays a hunt, without a server.
func Example() {
	ctx := context.Background()
	w, err := world.NewFile("", 0, 0).Load(ctx, nil) // the map of Göteborg that is built in
	if err != nil {
		log.Fatal(err)
	}
	game, err := hunts.New(w, hunts.Options{Hunts: 1000, Expire: time.Hour, Workers: 2})
	if err != nil {
		log.Fatal(err)
	}
	defer game.Close()
	created, err := game.Create(ctx, hunts.Request{Lon: 11.97, Lat: 57.70, Clues: 3, Range: 15000, Seed: 1}, hunts.Nobody)
	if err != nil {
		log.Fatal(err)
	}
	path, err := game.Path(ctx, created.Hunt)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*path.Distance, "to the first clue, past", len(path.Line), "points:", path.Steps[0].Text)
	_, err = game.Play(ctx, created.Hunt, "found", func(s *hunts.State) error { return s.Find() })
	fmt.Println(err)
	// Output:
	// 11703 to the first clue, past 58 points: Head southwest on a footway, 25 m
	// the next clue is 1111 metres away, and is found within 25
}
