// Package api serves a game over HTTP, to players and to organisers, as the reference at
// /docs describes it.
//
//	server := api.New(game, maps, crowd, api.Options{Hosts: "hunt.example.org", Rate: 100})
//	players, err := server.Players(":8080") // an http.Handler
//	organisers, err := server.Organisers("127.0.0.1:8081", token)
package api

import (
	"net/http"
	"sync/atomic"

	"github.com/veltrix/cairn/examples/eventserver/bots"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/journal"
	"github.com/veltrix/cairn/examples/eventserver/limits"
	"github.com/veltrix/cairn/examples/eventserver/page"
	"github.com/veltrix/cairn/examples/eventserver/proxies"
)

// Options are the settings of a Server.
type Options struct {
	Hosts   string           // beside those of loopback, that requests may name, with commas between
	Rate    float64          // requests a second of one client, the dear ones counted several times; 0: no limit
	Proxies proxies.Trusted  // that say who the client is
	Origins Origins          // other sites whose pages may use the API of players
	Journal *journal.Journal // whose state the metrics have; nil: there is none
}

// Server is a game on the network. It is safe for concurrent use.
type Server struct {
	options  Options
	game     *hunts.Game
	maps     *hunts.Reloader
	bots     *bots.Bots
	requests requests
	streams  atomic.Int64 // that are open
	limiter  *limits.Limiter
	leaving  atomic.Bool // load balancers are to send players elsewhere
	draining atomic.Bool // and nothing begins any more
}

// New returns a Server of a game, with what replaces its map, and its bots.
func New(g *hunts.Game, m *hunts.Reloader, b *bots.Bots, o Options) *Server {
	return &Server{options: o, game: g, maps: m, bots: b, limiter: limits.NewLimiter(o.Rate, int(o.Rate))}
}

// Players returns the handler for players. addr is where it will listen, whose name requests
// may be for. The error is that of page.Serve.
func (s *Server) Players(addr string) (http.Handler, error) {
	mux := http.NewServeMux()
	for pattern, serve := range s.routes() {
		mux.HandleFunc(pattern, serve)
	}
	if err := page.Serve(mux, page.Players); err != nil {
		return nil, err
	}
	served := cors(s.options.Origins, s.limited(routed(mux)))
	return s.options.Proxies.Handler(s.requests.counted(hosted(s.allowedHosts(addr), served))), nil
}

// Organisers returns the handler for those who run the server: a page, and the routes that
// it and other programs use. It belongs on a listener that players do not reach, and wants a
// token all the same: a profile can show what the memory holds, and a browser on the same
// machine reaches every local port. addr and the error are as those of Players.
func (s *Server) Organisers(addr, token string) (http.Handler, error) {
	mux := http.NewServeMux()
	for pattern, serve := range s.adminRoutes() {
		mux.HandleFunc(pattern, serve)
	}
	if err := page.Serve(mux, page.Organisers); err != nil {
		return nil, err
	}
	return hosted(s.allowedHosts(addr), authorized(token, ownSite(routed(mux)))), nil
}

// Leave has load balancers send players elsewhere: /readyz answers 503 from now on, and
// all else is served as before.
func (s *Server) Leave() { s.leaving.Store(true) }

// Drain ends bots and streams, whose readers learn that the server is restarting. None of
// them begin any more; other requests are served as before. It does what Leave does, too.
func (s *Server) Drain() {
	s.leaving.Store(true)
	s.draining.Store(true)
	s.bots.Halt()
	s.game.EndStreams()
}
