// Eventserver is the server of a treasure hunt: players create hunts on a map, walk
// from clue to clue and find streets closed, and each is told the shortest way. It is
// an example to copy and to go live with.
//
//	go run ./examples/eventserver
//
// It serves a page to play on and a JSON API that /docs describes, and to organisers a page
// of their own, metrics and profiles. The files: world.go is a version of the map, mapfile.go
// and reload.go where it comes from, hunts.go and hunt.go what is known of hunts, play.go
// and found.go what can happen in them, engine.go who answers, routes.go and admin.go the
// API, lifecycle.go how the server ends, limit.go, cost.go and hosts.go what it refuses.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/limits"
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

func parse(args []string, help io.Writer) (c config, err error) {
	flags := flag.NewFlagSet("eventserver", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&c.addr, "addr", "127.0.0.1:8080", "`address` to serve players on")
	flags.StringVar(&c.admin, "admin", "", "`address` to serve organisers on, if any; their token is CAIRN_ADMIN_TOKEN, or is made and printed")
	flags.StringVar(&c.hosts, "hosts", "", "`names` that requests may be for beside localhost, such as hunt.example.org, with commas between")
	flags.StringVar(&c.mapFile, "map", "", "map `file` to use in place of Göteborg; a change of it, or SIGHUP, replaces the map")
	flags.Int64Var(&c.mapBytes, "map.bytes", defaultMapBytes, "how large the map file may be")
	flags.IntVar(&c.hunts, "hunts", 100000, "hunts at one time, at most")
	flags.IntVar(&c.each, "hunts.each", 1000, "hunts of one client at one time, at most; 0: no limit")
	flags.Float64Var(&c.found, "found", 0, "`metres`, or plane units, from which a clue is found; 0: 25 metres, or a 200th of a plane map")
	flags.DurationVar(&c.drain, "drain", 5*time.Second, "how long /healthz answers 503 and all else is served before the server goes down")
	flags.DurationVar(&c.expire, "expire", 2*time.Hour, "how long a hunt lasts without a request")
	flags.StringVar(&c.engine, "engine", "labels", "what answers: labels or search")
	flags.Float64Var(&c.canary, "canary", 0.05, "share of hunts that the other engine answers as well, to be compared")
	flags.Float64Var(&c.rate, "rate", 100, "requests a second of one client, the dear ones counted several times; 0: no limit")
	flags.IntVar(&c.workers, "workers", runtime.GOMAXPROCS(0), "questions that each engine solves at one time")
	err = flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(help)
		flags.PrintDefaults()
	}
	if err != nil {
		return c, err
	}
	return c, c.check(flags.Args())
}

func (c config) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q: this program takes flags only", rest[0])
	case c.hunts < 1 || c.workers < 1:
		return errors.New("-hunts and -workers must be at least 1")
	case c.mapBytes < 1:
		return errors.New("-map.bytes must be at least 1")
	case c.each < 0 || c.drain < 0 || !(c.found >= 0):
		return errors.New("-hunts.each, -drain and -found must not be negative")
	case c.expire < time.Second:
		return errors.New("-expire must be at least a second")
	case !(c.canary >= 0 && c.canary <= 1):
		return errors.New("-canary must be from 0 to 1")
	case !(c.rate >= 0):
		return errors.New("-rate must not be negative")
	case c.engine != labels.String() && c.engine != search.String():
		return fmt.Errorf("-engine %q: there are %q", c.engine, engineNames)
	}
	return nil
}

// serve serves until ctx is done, and then what is under way.
func (s *server) serve(ctx context.Context, stdout io.Writer) error {
	servers, err := s.listen(stdout)
	if err != nil {
		return err
	}
	w := s.world.Load()
	slog.Info("serving", "map", w.drawing.Name, "version", w.hash, "nodes", w.graph.NumNodes(), "engine", s.engines.current(), "hunts", s.config.hunts, "rate", s.rate)
	err = s.keepServing(ctx, servers.failed)
	s.shut()
	err = errors.Join(err, servers.shutdown())
	slog.Info("the server has ended", "hunts", s.hunts.count())
	return err
}

// listeners are the servers that are listening.
type listeners struct {
	all    []*http.Server
	failed chan error // why one has ended by itself
}

// listen begins to serve players, and administrators if they are wanted, and prints
// where.
func (s *server) listen(stdout io.Writer) (*listeners, error) {
	l := &listeners{failed: make(chan error, 2)}
	h, err := s.handler()
	if err == nil {
		err = l.add(s.addr, h, func(a net.Addr) { fmt.Fprintf(stdout, "http://%v\n", a) })
	}
	if err == nil && s.admin != "" {
		if h, err = s.adminHandler(adminToken(stdout)); err != nil {
			return nil, errors.Join(err, l.shutdown())
		}
		err = l.add(s.admin, h, func(a net.Addr) { fmt.Fprintf(stdout, "administration on http://%v\n", a) })
	}
	if err != nil {
		return nil, errors.Join(err, l.shutdown())
	}
	return l, nil
}

// add begins to serve on an address, and tells which that is.
func (l *listeners) add(addr string, h http.Handler, listening func(net.Addr)) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	listening(listener.Addr())
	server := limits.NewServer(h)
	l.all = append(l.all, server)
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			l.failed <- err
		}
	}()
	return nil
}

// shutdown lets requests that are under way finish, and cuts off those that do not.
func (l *listeners) shutdown() (err error) {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	for _, server := range l.all {
		if late := server.Shutdown(ctx); late != nil {
			err = errors.Join(err, late, server.Close())
		}
	}
	return err
}
