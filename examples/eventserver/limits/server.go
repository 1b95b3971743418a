package limits

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/proxies"
)

// A client that sends or reads a byte now and then holds a connection no longer than this.
const (
	headerTimeout   = 5 * time.Second  // from the first byte of a request until its header is there
	requestTimeout  = 10 * time.Second // until its body is there
	responseTimeout = time.Minute      // from then until the response is taken; streams go on, which move the deadline on
	idleTimeout     = 2 * time.Minute  // between requests
	maxHeader       = 8 << 10          // bytes; net/http adds 4 kB
)

// How many connections a server has at one time, of one client and in all. A proxy that is not
// trusted is one client.
const (
	maxConnectionsEach = 1 << 13
	maxConnections     = 1 << 17
)

// NewServer returns a server that does not wait for clients for ever, nor for any
// number of them, as the zero http.Server does. Trusted proxies may have any number of
// connections, within what there may be in all.
func NewServer(h http.Handler, trusted proxies.Trusted) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       requestTimeout,
		WriteTimeout:      responseTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ConnState:         newConnections(maxConnectionsEach, maxConnections, trusted).changed,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
}
