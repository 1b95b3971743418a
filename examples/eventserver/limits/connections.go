package limits

import (
	"net"
	"net/http"
	"net/netip"
	"sync"

	"github.com/veltrix/cairn/examples/eventserver/proxies"
)

// connections bounds how many connections there are, of each client and in all. An idle
// one makes no requests that a Limiter could refuse, but takes some 10 kB, or 20 with a
// stream on it, and a file, of which a process has only so many. Those of a trusted proxy are
// bounded in all alone: they are of many clients.
type connections struct {
	each, most int
	trusted    proxies.Trusted

	mu   sync.Mutex
	open map[netip.Addr]int // of each household
	all  int
}

func newConnections(each, most int, trusted proxies.Trusted) *connections {
	return &connections{each: each, most: most, trusted: trusted, open: map[netip.Addr]int{}}
}

// changed is the ConnState of an http.Server. It closes a connection that is one too
// many before anything is read from it.
func (c *connections) changed(conn net.Conn, state http.ConnState) {
	from := addressOf(conn.RemoteAddr().String())
	switch state {
	case http.StateNew:
		if !c.enter(from) {
			_ = conn.Close() // the server finds it closed
		}
	case http.StateClosed, http.StateHijacked:
		c.leave(from)
	}
}

// enter counts a connection from an address, and tells whether there was room for it.
func (c *connections) enter(from netip.Addr) (ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	client := Household(from)
	c.open[client]++
	c.all++
	return c.all <= c.most && (c.open[client] <= c.each || c.trusted.Contains(from))
}

// leave counts a connection that has ended, whether or not there was room for it.
func (c *connections) leave(from netip.Addr) {
	c.mu.Lock()
	defer c.mu.Unlock()
	client := Household(from)
	c.all--
	if c.open[client]--; c.open[client] == 0 {
		delete(c.open, client)
	}
}
