package limits

import (
	"net/http"
	"net/netip"
	"testing"
	"testing/synctest"

	"github.com/veltrix/cairn/examples/eventserver/internal/wire"
	"github.com/veltrix/cairn/examples/eventserver/proxies"
)

func TestConnections(t *testing.T) {
	c := newConnections(2, 3, nil)
	for i, want := range []bool{true, true, false, false} {
		if got := c.enter(someone); got != want {
			t.Errorf("connection %d of one: %v", i, got)
		}
	}
	c.leave(someone)
	c.leave(someone) // the two that had no room
	if !c.enter(other) || c.enter(nth(1)) {
		t.Error("three connections of three clients, and one more")
	}
	c.leave(nth(1))
	c.leave(someone)
	c.leave(someone)
	c.leave(other)
	if len(c.open) != 0 || c.all != 0 {
		t.Errorf("%d of %v are left", c.all, c.open)
	}
}

// TestProxyConnections are bounded in all alone.
func TestProxyConnections(t *testing.T) {
	c := newConnections(2, 4, proxies.Trusted{netip.PrefixFrom(other, 32)})
	for i, want := range []bool{true, true, true, true, false} {
		if got := c.enter(other); got != want {
			t.Errorf("connection %d of a proxy: %v", i, got)
		}
	}
}

// TestTooManyConnections closes one at once, and has room when another has ended.
func TestTooManyConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := NewServer(http.HandlerFunc(nothing), nil)
		limit := newConnections(2, 9, nil)
		server.ConnState = limit.changed
		p := wire.Serve(t, server)
		first := p.Dial(t)
		p.Dial(t)
		expectCut(t, p.Dial(t), 0)
		_ = first.Close()
		synctest.Wait()
		c := p.Dial(t)
		c.Say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		if response := c.Hear(); response.StatusCode != http.StatusOK {
			t.Errorf("status %d", response.StatusCode)
		}
		if limit.all != 2 {
			t.Errorf("%d connections", limit.all)
		}
	})
}

// TestConnectionsAreBounded in every server.
func TestConnectionsAreBounded(t *testing.T) {
	if NewServer(http.HandlerFunc(nothing), nil).ConnState == nil {
		t.Error("there is no limit")
	}
}
