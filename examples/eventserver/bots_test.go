package main

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestBots has bots walk for a minute, in no time, and others that are stopped.
func TestBots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newGoteborg(t, func(c *config) { c.canary = 0.5 })
		var reply struct{ Bots int }
		c.expectAdmin(202, &reply, "POST", "/bots", `{"count":20}`)
		if reply.Bots != 20 || c.bots.count() != 20 {
			t.Errorf("%d bots", reply.Bots)
		}
		time.Sleep(botLife / 2)
		var stats statsReply
		c.expectAdmin(200, &stats, "GET", "/stats", "")
		if stats.Bots != 20 || stats.Hunts == 0 || stats.Hunts > 20 || stats.Solving.Count < 500 || stats.Checked == 0 || stats.Mismatches != 0 {
			t.Errorf("%+v", stats)
		}
		time.Sleep(botLife)
		synctest.Wait()
		if c.bots.count() != 0 || c.hunts.count() != 0 {
			t.Errorf("after a minute: %d bots, %d hunts", c.bots.count(), c.hunts.count())
		}
		c.expectAdmin(202, &reply, "POST", "/bots", `{"count":5}`)
		time.Sleep(2 * botStep)
		c.expectAdmin(204, nil, "DELETE", "/bots", "")
		synctest.Wait()
		if c.bots.count() != 0 || c.hunts.count() != 0 {
			t.Errorf("stopped: %d bots, %d hunts", c.bots.count(), c.hunts.count())
		}
		c.expectAdmin(202, &reply, "POST", "/bots", `{}`)
		if reply.Bots != 1000 {
			t.Errorf("%d bots unless told", reply.Bots)
		}
		c.expectAdmin(503, nil, "POST", "/bots", `{"count":4001}`)
		c.expectAdmin(400, nil, "POST", "/bots", `{"count":0}`)
	})
}

// TestSweep ends hunts by itself.
func TestSweep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newGoteborg(t, nil)
		p, _ := c.join("")
		time.Sleep(50 * time.Minute)
		p.show()
		time.Sleep(50 * time.Minute)
		p.show()
		time.Sleep(65 * time.Minute)
		if c.hunts.count() != 0 {
			t.Errorf("%d hunts", c.hunts.count())
		}
	})
}
