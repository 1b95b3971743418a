package api

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/internal/wire"
	"github.com/veltrix/cairn/examples/eventserver/limits"
)

// served runs a test of a server with one handler, in a synctest bubble.
func served(t *testing.T, h http.HandlerFunc, test func(t *testing.T, p *wire.Pipes)) {
	synctest.Test(t, func(t *testing.T) { test(t, wire.Serve(t, limits.NewServer(h, nil))) })
}

func nothing(http.ResponseWriter, *http.Request) {}

// TestSlowBody sends a body byte by byte; the handler gives up, and the client is told.
func TestSlowBody(t *testing.T) {
	h := func(w http.ResponseWriter, r *http.Request) { fail(w, r, decode(w, r, new(sample))) }
	served(t, h, func(t *testing.T, p *wire.Pipes) {
		c := p.Dial(t)
		c.Say("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
		c.Dribble(" ")
		began := time.Now()
		if response := c.Hear(); response.StatusCode != http.StatusRequestTimeout || time.Since(began) != 10*time.Second {
			t.Errorf("after %v: status %d", time.Since(began), response.StatusCode)
		}
	})
}

// TestLongBody is refused as soon as it is too long, although more is announced, also
// where there is a handler around that keeps package http from noticing.
func TestLongBody(t *testing.T) {
	h := new(requests).counted(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fail(w, r, decode(w, r, new(sample))) }))
	served(t, h.ServeHTTP, func(t *testing.T, p *wire.Pipes) {
		c := p.Dial(t)
		began := time.Now()
		c.Say("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1001\r\n" + strings.Repeat(" ", maxBody+1))
		if response := c.Hear(); response.StatusCode != http.StatusRequestEntityTooLarge || !response.Close || time.Since(began) != 0 {
			t.Errorf("after %v: status %d, %v", time.Since(began), response.StatusCode, response.Header)
		}
	})
}
