package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// pipes is a listener in memory: its connections hold nothing back, and their
// deadlines pass by the clock of a synctest bubble.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
	close  sync.Once
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.close.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "unix"} }

// dial opens a connection, which is closed when the test ends.
func (p *pipes) dial(t *testing.T) *wire {
	client, server := net.Pipe()
	p.conns <- server
	return newWire(t, client)
}

// servePipes runs a server in a synctest bubble until the test ends.
func servePipes(t *testing.T, server *http.Server) *pipes {
	p := &pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
	done := make(chan error)
	go func() { done <- server.Serve(p) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
		time.Sleep(time.Second) // net/http lets some clients read on for half of that
	})
	return p
}

// wire is a client's end of a connection, to say on it what no http.Client would.
type wire struct {
	t *testing.T
	net.Conn
	in *bufio.Reader
}

func newWire(t *testing.T, c net.Conn) *wire {
	t.Cleanup(func() { _ = c.Close() })
	return &wire{t, c, bufio.NewReader(c)}
}

// say writes a request, or the beginning of one.
func (w *wire) say(text string) {
	w.t.Helper()
	if _, err := io.WriteString(w, text); err != nil {
		w.t.Errorf("%q: %v", text, err)
	}
}

// dribble writes some text each second until the connection breaks.
func (w *wire) dribble(text string) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for err := error(nil); err == nil; time.Sleep(time.Second) {
			_, err = io.WriteString(w, text)
		}
	}()
	w.t.Cleanup(func() {
		_ = w.Close()
		<-done
	})
}

// hear reads the header of a response.
func (w *wire) hear() *http.Response {
	w.t.Helper()
	response, err := http.ReadResponse(w.in, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return response
}
