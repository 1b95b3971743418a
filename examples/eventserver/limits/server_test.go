package limits

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/internal/wire"
)

// served runs a test of a server with one handler, in a synctest bubble.
func served(t *testing.T, h http.HandlerFunc, test func(t *testing.T, p *wire.Pipes)) {
	synctest.Test(t, func(t *testing.T) { test(t, wire.Serve(t, NewServer(h, nil))) })
}

// expectCut reads until the server closes the connection, and expects that after some time.
func expectCut(t *testing.T, w *wire.Conn, after time.Duration) {
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
	served(t, nothing, func(t *testing.T, p *wire.Pipes) {
		c := p.Dial(t)
		c.Say("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
		c.Dribble("x")
		expectCut(t, c, headerTimeout)
	})
}

// TestSilent connects and says nothing.
func TestSilent(t *testing.T) {
	served(t, nothing, func(t *testing.T, p *wire.Pipes) { expectCut(t, p.Dial(t), headerTimeout) })
}

// TestSlowResponse does not take its answer.
func TestSlowResponse(t *testing.T) {
	var failed error
	h := func(w http.ResponseWriter, r *http.Request) {
		_, failed = io.WriteString(w, strings.Repeat("x", 1<<20))
	}
	served(t, h, func(t *testing.T, p *wire.Pipes) {
		c := p.Dial(t)
		c.Say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		time.Sleep(responseTimeout)
		synctest.Wait()
		if failed == nil {
			t.Error("the response is still being written")
		}
	})
}

// TestIdle keeps a connection after a request.
func TestIdle(t *testing.T) {
	served(t, nothing, func(t *testing.T, p *wire.Pipes) {
		c := p.Dial(t)
		c.Say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		if response := c.Hear(); response.StatusCode != http.StatusOK {
			t.Errorf("status %d", response.StatusCode)
		}
		expectCut(t, c, idleTimeout)
	})
}

// TestLongHeader has more than there may be.
func TestLongHeader(t *testing.T) {
	served(t, nothing, func(t *testing.T, p *wire.Pipes) {
		c := p.Dial(t)
		go func() { // the server stops reading in the middle
			_, _ = io.WriteString(c, "GET /"+strings.Repeat("x", 2*maxHeader)+" HTTP/1.1\r\nHost: x\r\n\r\n")
		}()
		if response := c.Hear(); response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("status %d", response.StatusCode)
		}
	})
}
