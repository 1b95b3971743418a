package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/limits"
)

// grace is how long requests that are under way may take when the server goes down: longer than a
// write may.
const grace = 20 * time.Second

// serve serves until ctx is done, and then what is under way.
func (s *server) serve(ctx context.Context, stdout io.Writer) error {
	failed := make(chan error, 2)
	servers, err := s.listen(stdout, failed)
	if err == nil {
		w := s.game.World()
		slog.Info("serving", "server", s.name, "map", w.Drawing.Name, "version", w.Hash, "nats", s.broker.Where(), "replicas", s.replicas, "buckets", s.buckets, "state", s.where())
		err = s.untilDone(ctx, failed)
	}
	s.api.Drain()
	return errors.Join(err, shutdown(servers))
}

// where says where hunts are.
func (s *server) where() string {
	if s.temporary != "" {
		return "ends with the server"
	}
	return cmp.Or(s.nats.Dir, "NATS")
}

// untilDone waits until ctx is done or a listener has failed. Then load balancers get time to
// send players elsewhere, in which all is served as before.
func (s *server) untilDone(ctx context.Context, failed <-chan error) error {
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.leaving.Store(true)
	s.api.Leave()
	slog.Info("going down", "drain", s.drain, "hunts", s.game.Count())
	select {
	case err := <-failed:
		return err
	case <-time.After(s.drain):
		return nil
	}
}

// listen begins to serve players, and organisers if they are wanted, and prints where.
func (s *server) listen(stdout io.Writer, failed chan<- error) (servers []*http.Server, err error) {
	players, err := s.api.Players(s.addr)
	if err != nil {
		return nil, err
	}
	if servers, err = s.add(servers, s.addr, s.named(players), stdout, failed); err != nil || s.admin == "" {
		return servers, err
	}
	token := os.Getenv("CAIRN_ADMIN_TOKEN")
	if token == "" {
		token = rand.Text()
		fmt.Fprintf(stdout, "CAIRN_ADMIN_TOKEN=%s\n", token)
	}
	organisers, err := s.api.Organisers(s.admin, token)
	if err != nil {
		return servers, err
	}
	return s.add(servers, s.admin, ownMap(organisers), stdout, failed)
}

// add begins to serve on an address, and prints it.
func (s *server) add(servers []*http.Server, addr string, h http.Handler, stdout io.Writer, failed chan<- error) ([]*http.Server, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return servers, err
	}
	fmt.Fprintf(stdout, "http://%v\n", listener.Addr())
	server := limits.NewServer(h, s.proxies)
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			failed <- err
		}
	}()
	return append(servers, server), nil
}

// serving tells HAProxy whether to send players here. For it a status of 404 means that what is
// under way goes on, where 503 would end that.
func (s *server) serving(w http.ResponseWriter, _ *http.Request) {
	if s.leaving.Load() {
		w.WriteHeader(http.StatusNotFound)
	}
}

// ownMap is a handler for organisers that refuses to replace the map of this server alone.
func ownMap(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /reload", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, `{"error":"all servers have the same map: see the flag -publish"}`, http.StatusConflict)
	})
	mux.Handle("/", next)
	return mux
}

// named has each answer say which server has given it, and which version of the map that used.
func (s *server) named(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /serving", s.serving)
	mux.Handle("/", next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cairn-Server", s.name)
		w.Header().Set("Cairn-Map", s.game.World().Hash)
		mux.ServeHTTP(w, r)
	})
}

// shutdown lets requests that are under way finish, and cuts off those that do not.
func shutdown(servers []*http.Server) (err error) {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	for _, server := range servers {
		if late := server.Shutdown(ctx); late != nil {
			err = errors.Join(err, late, server.Close())
		}
	}
	return err
}
