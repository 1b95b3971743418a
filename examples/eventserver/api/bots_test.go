package api

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestStartBots starts bots and stops them, as many as there may be.
func TestStartBots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newGoteborg(t, func(c *settings) { c.canary = 0.5 })
		var reply struct{ Bots int }
		c.expectAdmin(202, &reply, "POST", "/bots", `{"count":20}`)
		if reply.Bots != 20 {
			t.Errorf("%d bots", reply.Bots)
		}
		time.Sleep(30 * time.Second)
		var stats statsReply
		c.expectAdmin(200, &stats, "GET", "/stats", "")
		if stats.Bots != 20 || stats.Hunts == 0 || stats.Hunts > 20 || stats.Solving.Count < 500 || stats.Checked == 0 || stats.Mismatches != 0 {
			t.Errorf("%+v", stats)
		}
		c.expectAdmin(204, nil, "DELETE", "/bots", "")
		synctest.Wait()
		if c.bots.Count() != 0 || c.game.Count() != 0 {
			t.Errorf("stopped: %d bots, %d hunts", c.bots.Count(), c.game.Count())
		}
		c.expectAdmin(202, &reply, "POST", "/bots", `{}`)
		if reply.Bots != 1000 {
			t.Errorf("%d bots unless told", reply.Bots)
		}
		c.expectAdmin(503, nil, "POST", "/bots", `{"count":4001}`)
		c.expectAdmin(400, nil, "POST", "/bots", `{"count":0}`)
	})
}
