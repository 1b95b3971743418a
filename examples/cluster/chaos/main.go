//go:build unix

// Chaos breaks a cluster under load, and finds out whether anything is lost.
//
//	cd examples/cluster && go run ./chaos
//
// It runs three NATS servers, three event servers and HAProxy on loopback, with the files of
// package deploy, and players who note what they are told. Meanwhile servers are killed, stopped
// and replaced, and the map is. In the end each hunt has to be as its player was told, and every
// stream has to have told all of it. It needs haproxy in the PATH, and the go command.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// config is what the flags say.
type config struct {
	players int
	rate    float64       // events a second of all of them
	pause   time.Duration // between one fault and the next
	streams int           // players of which one follows the stream of their hunt
	dir     string
}

func main() {
	var c config
	flag.IntVar(&c.players, "players", 5000, "who play at the same time")
	flag.Float64Var(&c.rate, "rate", 400, "events a second of all players")
	flag.DurationVar(&c.pause, "pause", 10*time.Second, "between one fault and the next")
	flag.IntVar(&c.streams, "streams", 10, "of so many players one follows the stream of their hunt")
	flag.StringVar(&c.dir, "dir", "", "`folder` for what the servers write, that stays; without it a temporary one")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, c); err != nil {
		fmt.Fprintln(os.Stderr, "chaos:", err)
		stop()
		os.Exit(1)
	}
}

// run starts the cluster, plays while things happen to it, and compares.
func run(ctx context.Context, c config) error {
	began := time.Now()
	f, err := newFleet(ctx, c.dir)
	if err != nil {
		return err
	}
	defer f.close()
	if err := f.start(ctx); err != nil {
		return err
	}
	fmt.Printf("%v: three NATS servers, three event servers and HAProxy are there\n", since(began))
	crowd := newCrowd(c, f.address)
	crowd.begin(ctx)
	fmt.Printf("%v: %d players have hunts, and each an event every %.3g s\n", since(began), c.players, float64(c.players)/c.rate)
	faults, err := f.breakAll(ctx, c.pause, crowd.rolling.Store)
	if err != nil {
		return err
	}
	fmt.Printf("%v: comparing\n", since(began))
	crowd.end(ctx)
	report(os.Stdout, crowd, faults)
	fmt.Printf("%v in all\n", since(began))
	return crowd.verdict()
}

// since returns how long ago something was, for a person.
func since(t time.Time) time.Duration { return time.Since(t).Round(100 * time.Millisecond) }
