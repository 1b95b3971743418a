// Cluster is the event server of examples/eventserver as one of several, which share their hunts:
// they lie in NATS JetStream, replicated, and a server that dies takes none with it. HAProxy in
// front sends all requests of a hunt to the same server, which finds its paths in its own process.
//
//	cd examples/cluster && go run .
//
// By itself it runs NATS in the process. The README says how to run several.
//
// This package reads the flags, puts the parts together, and ends them when it is told to. The
// parts are packages:
//
//	broker    the connection to NATS, or NATS in the process
//	store     hunts, in buckets that servers share
//	rollout   the same version of the map for all servers
//	chaos     a program that breaks a cluster under load, and looks whether anything is lost
//	capacity  a program that measures what a server carries
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
// flags, the map or NATS cannot be used, 1 if it could not go on.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	slog.SetDefault(slog.New(slog.NewTextHandler(stderr, nil)))
	c, err := parse(args, stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err == nil && c.publish != "":
		err = publish(ctx, c, stdout)
	case err == nil:
		return serve(ctx, c, stdout, stderr)
	}
	return told(stderr, err)
}

// serve serves until ctx is done.
func serve(ctx context.Context, c config, stdout, stderr io.Writer) int {
	s, err := newServer(ctx, c)
	if err != nil {
		return told(stderr, err)
	}
	defer s.close()
	if err := s.serve(ctx, stdout); err != nil {
		_ = told(stderr, err)
		return 1
	}
	return 0
}

// told says what is wrong, if something is, and returns the exit status.
func told(stderr io.Writer, err error) int {
	if err == nil {
		return 0
	}
	fmt.Fprintf(stderr, "cluster: %v\n", err)
	return 2
}
