package main

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// served runs a test of a server with one handler, in a synctest bubble.
func served(t *testing.T, h http.HandlerFunc, test func(t *testing.T, p *pipes)) {
	synctest.Test(t, func(t *testing.T) { test(t, servePipes(t, newHTTPServer(h))) })
}

// expectCut reads until the server closes the connection, and expects that after some time.
func expectCut(t *testing.T, w *wire, after time.Duration) {
	t.Helper()
	began := time.Now()
	if _, err := io.Copy(io.Discard, w); err != nil && !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
	if took := time.Since(began); took != after {
		t.Errorf("cut off after %v, want %v", took, after)
	}
}

func nothing(http.ResponseWriter, *http.Request) {}

// TestSlowHeader sends a header without an end, byte by byte.
func TestSlowHeader(t *testing.T) {
	served(t, nothing, func(t *testing.T, p *pipes) {
		c := p.dial(t)
		c.say("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
		c.dribble("x")
		expectCut(t, c, headerTimeout)
	})
}

// TestSilent connects and says nothing.
func TestSilent(t *testing.T) {
	served(t, nothing, func(t *testing.T, p *pipes) { expectCut(t, p.dial(t), headerTimeout) })
}

// TestSlowBody sends a body byte by byte; the handler gives up, and the client is told.
func TestSlowBody(t *testing.T) {
	h := func(w http.ResponseWriter, r *http.Request) { fail(w, decode(w, r, new(sample))) }
	served(t, h, func(t *testing.T, p *pipes) {
		c := p.dial(t)
		c.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
		c.dribble(" ")
		began := time.Now()
		if response := c.hear(); response.StatusCode != http.StatusRequestTimeout || time.Since(began) != requestTimeout {
			t.Errorf("after %v: status %d", time.Since(began), response.StatusCode)
		}
	})
}

// TestLongBody is refused as soon as it is too long, although more is announced, also
// where there is a handler around that keeps package http from noticing.
func TestLongBody(t *testing.T) {
	h := new(requests).counted(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fail(w, decode(w, r, new(sample))) }))
	served(t, h.ServeHTTP, func(t *testing.T, p *pipes) {
		c := p.dial(t)
		began := time.Now()
		c.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1001\r\n" + strings.Repeat(" ", maxBody+1))
		if response := c.hear(); response.StatusCode != http.StatusRequestEntityTooLarge || !response.Close || time.Since(began) != 0 {
			t.Errorf("after %v: status %d, %v", time.Since(began), response.StatusCode, response.Header)
		}
	})
}

// TestSlowResponse does not take its answer.
func TestSlowResponse(t *testing.T) {
	var failed error
	h := func(w http.ResponseWriter, r *http.Request) {
		_, failed = io.WriteString(w, strings.Repeat("x", 1<<20))
	}
	served(t, h, func(t *testing.T, p *pipes) {
		c := p.dial(t)
		c.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		time.Sleep(responseTimeout)
		synctest.Wait()
		if failed == nil {
			t.Error("the response is still being written")
		}
	})
}

// TestIdle keeps a connection after a request.
func TestIdle(t *testing.T) {
	served(t, nothing, func(t *testing.T, p *pipes) {
		c := p.dial(t)
		c.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		if response := c.hear(); response.StatusCode != http.StatusOK {
			t.Errorf("status %d", response.StatusCode)
		}
		expectCut(t, c, idleTimeout)
	})
}

// TestLongHeader has more than there may be.
func TestLongHeader(t *testing.T) {
	served(t, nothing, func(t *testing.T, p *pipes) {
		c := p.dial(t)
		go func() { // the server stops reading in the middle
			_, _ = io.WriteString(c, "GET /"+strings.Repeat("x", 2*maxHeader)+" HTTP/1.1\r\nHost: x\r\n\r\n")
		}()
		if response := c.hear(); response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("status %d", response.StatusCode)
		}
	})
}
