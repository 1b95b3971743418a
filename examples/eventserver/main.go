// Eventserver is the server of a treasure hunt: players create hunts on a map, walk
// from clue to clue and find streets closed, and each is told the shortest way. It is
// an example to copy and to go live with.
//
//	go run ./examples/eventserver
//
// It serves a page to play on and a JSON API that /docs describes, and to organisers a page
// of their own, metrics and profiles.
//
// This package reads the flags, puts the parts together, and ends them when it is told to.
// The parts are packages that other programs can import. Each uses those above it alone:
//
//	page        what a browser shows
//	refusal     why a request is not served
//	eventlog    the last events of a hunt, for readers who come back
//	exposition  the format of metrics
//	proxies     who the client is, behind them
//	limits      what one client may have
//	clues       where clues are, and their order
//	journal     what outlasts the process
//	world       a version of the map, and the file that it comes from
//	engines     the two ways in which paths are found
//	hunts       the rules, and all hunts
//	bots        players that the server walks itself
//	api         all of it over HTTP
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is main with its surroundings as arguments; it returns the exit status: 2 if the
// flags or the map cannot be used, 1 if it could not go on.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	slog.SetDefault(slog.New(slog.NewTextHandler(stderr, nil)))
	c, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	var s *server
	if err == nil {
		s, err = newServer(ctx, c)
	}
	if err != nil {
		fmt.Fprintf(stderr, "eventserver: %v\n", err)
		return 2
	}
	defer s.close()
	if err := s.serve(ctx, stdout); err != nil {
		fmt.Fprintf(stderr, "eventserver: %v\n", err)
		return 1
	}
	return 0
}
