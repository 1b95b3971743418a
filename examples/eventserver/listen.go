package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"github.com/veltrix/cairn/examples/eventserver/limits"
	"github.com/veltrix/cairn/examples/eventserver/proxies"
)

// listeners are the servers that are listening.
type listeners struct {
	all     []*http.Server
	proxies proxies.Trusted
	failed  chan error // why one has ended by itself
}

// listen begins to serve players, and organisers if they are wanted, and prints where.
func (s *server) listen(stdout io.Writer) (*listeners, error) {
	l := &listeners{proxies: s.proxies, failed: make(chan error, 2)}
	h, err := s.api.Players(s.addr)
	if err == nil {
		err = l.add(s.addr, h, func(a net.Addr) { fmt.Fprintf(stdout, "http://%v\n", a) })
	}
	if err == nil && s.admin != "" {
		if h, err = s.api.Organisers(s.admin, adminToken(stdout)); err == nil {
			err = l.add(s.admin, h, func(a net.Addr) { fmt.Fprintf(stdout, "administration on http://%v\n", a) })
		}
	}
	if err != nil {
		return nil, errors.Join(err, l.shutdown())
	}
	return l, nil
}

// adminToken returns the token of administrators: that of the environment, or one
// that is made now and printed.
func adminToken(stdout io.Writer) string {
	token := os.Getenv("CAIRN_ADMIN_TOKEN")
	if token == "" {
		token = rand.Text()
		fmt.Fprintf(stdout, "CAIRN_ADMIN_TOKEN=%s\n", token)
	}
	return token
}

// add begins to serve on an address, and tells which that is.
func (l *listeners) add(addr string, h http.Handler, listening func(net.Addr)) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	listening(listener.Addr())
	server := limits.NewServer(h, l.proxies)
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
