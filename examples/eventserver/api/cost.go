package api

import (
	"net/http"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/limits"
)

// A token of a client's rate stands for some 100 µs of a processor. Every request costs
// one, which is taken before it is served; what it has cost beside that is paid
// afterwards, if need be with tokens of the time to come. So the dear ones are refused no
// sooner than the others, but then there is nothing for a while.

// pay takes tokens from the client of a request.
func (s *Server) pay(r *http.Request, tokens int) {
	s.limiter.Pay(limits.Client(r), tokens, time.Now())
}

// planCost returns the tokens for clues that are placed in a range with so many of the map's nodes:
// one search of the map for the range, one of the range for each stop's distances, and the table of
// their orders.
func planCost(nodes, reached, clues int) int {
	return (nodes+(clues+1)*reached)/4000 + 1<<clues/64
}

// waysCost returns the tokens for the way through clues.
func waysCost(clues int) int { return clues / 4 }

// areasCost returns the tokens for closing the areas of a hunt: each looks at all arcs of the
// map.
func areasCost(s *hunts.State) int { return s.Areas() * s.World().Graph.NumArcs() / 1500 }

// searchesCost returns the tokens for what is searched twice on a map of so many nodes, from the
// player and to the clue, or from both ends of the player's street.
func searchesCost(nodes int) int { return nodes / 2000 }

// sentCost returns the tokens for sending so many bytes.
func sentCost(bytes int) int { return bytes >> 15 }

// payWay has the client of a request pay for the way through all clues of a hunt.
func (s *Server) payWay(r *http.Request, h *hunts.Hunt) { s.pay(r, waysCost(h.Clues())) }
