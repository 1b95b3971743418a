// Package wire is a client's end of a connection, for tests that say on it what no
// http.Client would.
//
//	pipes := wire.Serve(t, server) // in a synctest bubble
//	c := pipes.Dial(t)
//	c.Say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
//	response := c.Hear()
package wire

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// Pipes is a listener in memory: its connections hold nothing back, and their
// deadlines pass by the clock of a synctest bubble.
type Pipes struct {
	conns  chan net.Conn
	closed chan struct{}
	close  sync.Once
}

// Accept waits for a connection that is dialled.
func (p *Pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close ends what Accept waits for.
func (p *Pipes) Close() error {
	p.close.Do(func() { close(p.closed) })
	return nil
}

// Addr returns an address that is no network's.
func (p *Pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "unix"} }

// Dial opens a connection, which is closed when the test ends.
func (p *Pipes) Dial(t *testing.T) *Conn {
	client, server := net.Pipe()
	p.conns <- server
	return New(t, client)
}

// Serve runs a server in a synctest bubble until the test ends.
func Serve(t *testing.T, server *http.Server) *Pipes {
	p := &Pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
	done := make(chan error)
	go func() { done <- server.Serve(p) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
		time.Sleep(time.Second) // net/http lets some clients read on for half of that
	})
	return p
}

// Conn is a client's end of a connection.
type Conn struct {
	t *testing.T
	net.Conn
	in *bufio.Reader
}

// New returns the end of a connection, which is closed when the test ends.
func New(t *testing.T, c net.Conn) *Conn {
	t.Cleanup(func() { _ = c.Close() })
	return &Conn{t, c, bufio.NewReader(c)}
}

// Say writes a request, or the beginning of one.
func (w *Conn) Say(text string) {
	w.t.Helper()
	if _, err := io.WriteString(w, text); err != nil {
		w.t.Errorf("%q: %v", text, err)
	}
}

// Dribble writes some text each second until the connection breaks.
func (w *Conn) Dribble(text string) {
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

// Hear reads the header of a response.
func (w *Conn) Hear() *http.Response {
	w.t.Helper()
	response, err := http.ReadResponse(w.in, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return response
}
