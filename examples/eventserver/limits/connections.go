package limits

import (
	"net"
	"net/http"
	"net/netip"
	"sync"
)

// connections bounds how many connections there are, of each client and in all. An idle
// one makes no requests that a Limiter could refuse, but takes some 10 kB, or 20 with a
// stream on it, and a file, of which a process has only so many.
type connections struct {
	each, most int

	mu   sync.Mutex
	open map[netip.Addr]int // of each household
	all  int
}

func newConnections(each, most int) *connections {
	return &connections{each: each, most: most, open: map[netip.Addr]int{}}
}

// changed is the ConnState of an http.Server. It closes a connection that is one too
// many before anything is read from it.
func (c *connections) changed(conn net.Conn, state http.ConnState) {
	client := Household(addressOf(conn.RemoteAddr().String()))
	switch state {
	case http.StateNew:
		if !c.enter(client) {
			_ = conn.Close() // the server finds it closed
		}
	case http.StateClosed, http.StateHijacked:
		c.leave(client)
	}
}

// enter counts a connection, and tells whether there was room for it.
func (c *connections) enter(client netip.Addr) (ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open[client]++
	c.all++
	return c.open[client] <= c.each && c.all <= c.most
}

// leave counts a connection that has ended, whether or not there was room for it.
func (c *connections) leave(client netip.Addr) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all--
	if c.open[client]--; c.open[client] == 0 {
		delete(c.open, client)
	}
}
