// Capacity measures what one server carries on this machine, for the arithmetic of the README.
//
//	cd examples/cluster && go run ./capacity
//	go run ./capacity -nats nats://nats-1:4222 -replicas 3
//
// It writes values, creates hunts, has events happen in them, and has a second server take them over,
// as fast as that goes.
package main

import (
	"context"
	crypto "crypto/rand"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/veltrix/cairn/examples/cluster/broker"
	"github.com/veltrix/cairn/examples/cluster/store"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// config is what the flags say.
type config struct {
	nats     broker.Options
	replicas int
	buckets  int
	values   int
	hunts    int
	events   int
	atOnce   int
}

func main() {
	var c config
	flag.StringVar(&c.nats.URLs, "nats", "", "`URLs` of NATS servers; without it NATS runs in this process")
	flag.DurationVar(&c.nats.Sync, "sync", 0, "of NATS in this process: how long it may take until a change is on the disk; 0: until then it is not acknowledged")
	flag.IntVar(&c.replicas, "replicas", 1, "of each hunt")
	flag.IntVar(&c.buckets, "buckets", 16, "into which hunts are divided")
	flag.IntVar(&c.values, "values", 100000, "of the size of a hunt to write")
	flag.IntVar(&c.hunts, "hunts", 5000, "to create")
	flag.IntVar(&c.events, "events", 5000, "that happen in them")
	flag.IntVar(&c.atOnce, "at-once", 64, "events at the same time")
	flag.Parse()
	if err := run(context.Background(), c); err != nil {
		fmt.Fprintln(os.Stderr, "capacity:", err)
		os.Exit(1)
	}
}

// run measures all.
func run(ctx context.Context, c config) (err error) {
	if c.nats.URLs == "" {
		if c.nats.Dir, err = os.MkdirTemp("", "capacity"); err != nil {
			return err
		}
		defer os.RemoveAll(c.nats.Dir)
	}
	nats, err := broker.Open(c.nats, nil)
	if err != nil {
		return err
	}
	defer nats.Close()
	w, err := world.NewFile("", 0, 0).Load(ctx, nil)
	if err != nil {
		return err
	}
	first, err := newServer(ctx, c, nats, w)
	if err != nil {
		return err
	}
	defer first.close()
	second, err := newServer(ctx, c, nats, w)
	if err != nil {
		return err
	}
	defer second.close()
	return measure(ctx, c, first, second)
}

// server is what an event server has beside HTTP.
type server struct {
	store *store.Store
	game  *hunts.Game
}

func newServer(ctx context.Context, c config, nats *broker.Broker, w *world.World) (*server, error) {
	s, err := store.Open(ctx, nats.Conn, store.Options{Buckets: c.buckets, Replicas: c.replicas, Expire: time.Hour, Fresh: time.Second})
	if err != nil {
		return nil, err
	}
	g, err := hunts.New(w, hunts.Options{Hunts: 1 << 30, Expire: time.Hour, Workers: runtime.GOMAXPROCS(0), Store: s})
	if err != nil {
		s.Close()
		return nil, err
	}
	return &server{s, g}, nil
}

func (s *server) close() {
	s.game.Close()
	s.store.Close()
}

// measure measures one thing after the other, and prints it.
func measure(ctx context.Context, c config, first, second *server) error {
	if err := writeValues(c, first.store); err != nil {
		return err
	}
	created, err := createHunts(ctx, c, first.game)
	if err != nil {
		return err
	}
	err = timed("events", c.atOnce, c.events, func(i int) error {
		_, err := first.game.Play(ctx, created[i%c.hunts].Hunt, "moved", func(s *hunts.State) error {
			return s.Move(11.955+rand.Float64()*0.03, 57.698+rand.Float64()*0.01)
		})
		return err
	})
	if err != nil {
		return err
	}
	before := heap()
	err = timed("hunts taken over", c.atOnce, c.hunts, func(i int) error {
		_, err := second.game.Find(created[i].Hunt.ID().String(), created[i].Token.String())
		return err
	})
	fmt.Printf("%-18s %8d bytes of a hunt that the second server has\n", "memory", (heap()-before)/c.hunts)
	return err
}

// valueBytes is about what a hunt with five clues and two closed streets has.
const valueBytes = 230

// writeValues writes as many values of the size of a hunt as there can be under way: all that
// NATS does, and nothing else.
func writeValues(c config, s *store.Store) error {
	before, value := heap(), make([]byte, valueBytes)
	keys := make([]store.Key, c.values)
	err := timed("values written", 512, c.values, func(i int) error {
		_, _ = crypto.Read(keys[i][:]) // never returns an error
		defer s.Release(keys[i])
		return s.Write(keys[i], value)()
	})
	if err == nil && c.nats.URLs == "" {
		fmt.Printf("%-18s %8d bytes of a value, of NATS\n", "memory", (heap()-before)/c.values)
		fmt.Printf("%-18s %8d bytes of a value\n", "disk", size(c.nats.Dir)/c.values)
	}
	return err
}

// createHunts creates hunts.
func createHunts(ctx context.Context, c config, g *hunts.Game) ([]hunts.Created, error) {
	before, owner := heap(), netip.MustParseAddr("192.0.2.1")
	created := make([]hunts.Created, c.hunts)
	err := timed("hunts created", c.atOnce, c.hunts, func(i int) (err error) {
		created[i], err = g.Create(ctx, hunts.NewRequest(11.955+rand.Float64()*0.03, 57.7), owner)
		return err
	})
	fmt.Printf("%-18s %8d bytes of a hunt, with that of NATS if it is in this process\n", "memory", (heap()-before)/c.hunts)
	return created, err
}

// timed does something n times, several at a time, and prints how fast that was.
func timed(what string, atOnce, n int, do func(i int) error) error {
	took, errs := make([]time.Duration, n), make([]error, atOnce)
	var group sync.WaitGroup
	began := time.Now()
	for k := range atOnce {
		group.Go(func() {
			for i := k; i < n && errs[k] == nil; i += atOnce {
				at := time.Now()
				errs[k] = do(i)
				took[i] = time.Since(at)
			}
		})
	}
	group.Wait()
	all := time.Since(began)
	for _, err := range errs {
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	slices.Sort(took)
	fmt.Printf("%-18s %8.0f a second; half of them took at most %v, 99 %% at most %v\n", what, float64(n)/all.Seconds(),
		took[n/2].Round(10*time.Microsecond), took[n*99/100].Round(10*time.Microsecond))
	return nil
}

// heap returns how many bytes are in use.
func heap() int {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// size returns how many bytes the files below a folder have; 0 if there is none.
func size(dir string) (sum int) {
	if dir == "" {
		return 0
	}
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error { // files come and go
		if err != nil || d.IsDir() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			sum += int(info.Size())
		}
		return nil
	})
	return sum
}
