package mapmatch_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/dijkstra/mapmatch"
)

// TestRecovers has walks through Göteborg found again, from points with noise of 5 to 20
// metres. Streets lie 30 to 60 metres apart there, with pavements on both sides.
func TestRecovers(t *testing.T) {
	c := goteborg(t)
	for _, noise := range []float64{1, 5, 10, 20} {
		for _, every := range []float64{10, 30, 60} {
			r := rand.New(rand.NewPCG(uint64(noise), uint64(every)))
			m := c.matcher(t, &mapmatch.Options{Sigma: noise})
			var found, right, n float64
			for range 20 {
				walk := c.stroll(t, r, 2)
				trace := c.measure(r, walk, every, noise)
				var match mapmatch.Match
				must(t, m.Match(&match, trace))
				checkMatch(t, c.g, &match, len(trace))
				if len(match.Walks) != 1 {
					t.Errorf("%d walks", len(match.Walks))
				}
				nodes := match.Walks[0].Nodes
				found, right, n = found+c.shared(walk, nodes), right+c.shared(nodes, walk), n+1
			}
			fmt.Printf("noise %v every %v: found %.3f right %.3f\n", noise, every, found/n, right/n)
		}
	}
}
