package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// askFrom asks as a player at an address.
func (s *target) askFrom(client, method, path, body string) *httptest.ResponseRecorder {
	r := request(method, path, "", body)
	r.RemoteAddr = client + ":1000"
	w := httptest.NewRecorder()
	s.players.ServeHTTP(w, r)
	return w
}

// TestCosts grow with what is asked for.
func TestCosts(t *testing.T) {
	for _, c := range []struct{ nodes, reached, clues, want int }{
		{0, 0, 1, 0}, {8000, 8000, 1, 6}, {8000, 8000, 5, 14}, {8000, 8000, 12, 92},
		{100000, 0, 5, 25}, {100000, 100000, 5, 175}, {100000, 100000, 12, 414},
	} {
		if got := planCost(c.nodes, c.reached, c.clues); got != c.want {
			t.Errorf("%d of %d nodes, %d clues: %d, want %d", c.reached, c.nodes, c.clues, got, c.want)
		}
	}
	for clues, want := range map[int]int{1: 0, 3: 0, 4: 1, 12: 3} {
		if got := waysCost(clues); got != want {
			t.Errorf("the way through %d clues: %d, want %d", clues, got, want)
		}
	}
}

// servedIn returns how many of a client's requests are served that it makes as fast as it can
// for some minutes.
func (s *target) servedIn(minutes int, client, method, path, body string) (n int) {
	for end := time.Now().Add(time.Duration(minutes) * time.Minute); time.Now().Before(end); time.Sleep(time.Second / 100) {
		if s.askFrom(client, method, path, body).Code/100 == 2 {
			n++
		}
	}
	return n
}

// TestDearRequests: at the rate that one address may have, it gets as much of a processor
// with hunts of 12 clues as with those of one, or with maps.
func TestDearRequests(t *testing.T) {
	for _, c := range []struct {
		method, path, body string
		least, most        int
	}{
		{"GET", "/healthz", "", 5900, 6100},
		{"GET", "/map", "", 600, 750},
		{"POST", "/hunts", `{"lon":11.97,"lat":57.70,"clues":1,"range":4294967295}`, 850, 950},
		{"POST", "/hunts", `{"lon":11.97,"lat":57.70,"clues":5,"range":4294967295}`, 380, 440},
		{"POST", "/hunts", `{"lon":11.97,"lat":57.70,"clues":12,"range":4294967295}`, 60, 70},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newGoteborg(t, func(c *settings) { c.Rate = 100 })
			if n := s.servedIn(1, "192.0.2.1", c.method, c.path, c.body); n < c.least || n > c.most {
				t.Errorf("%s %s %s: %d in a minute, want %d to %d", c.method, c.path, c.body, n, c.least, c.most)
			}
		})
	}
}

// TestHuntsOfOneAddress: one address cannot take all the hunts, nor keep others from them.
func TestHuntsOfOneAddress(t *testing.T) {
	s := newTarget(t, func(c *settings) { c.Each = 3 })
	const body = `{"lon":12.005,"lat":57.003,"range":4000}`
	var created []createdReply
	for i := range 5 {
		w := s.askFrom("192.0.2.1", "POST", "/hunts", body)
		if i >= 3 {
			if expectError(t, w, http.StatusTooManyRequests, ""); w.Header().Get("Retry-After") != "60" {
				t.Errorf("%v", w.Header())
			}
			continue
		}
		var h createdReply
		if err := json.Unmarshal(w.Body.Bytes(), &h); err != nil || w.Code != http.StatusCreated {
			t.Errorf("hunt %d: status %d, %v", i, w.Code, err)
		}
		created = append(created, h)
	}
	for i := range 4 { // one household
		if w := s.askFrom(fmt.Sprintf("[2001:db8::%d]", i+1), "POST", "/hunts", body); (w.Code == http.StatusCreated) != (i < 3) {
			t.Errorf("IPv6, hunt %d: status %d", i, w.Code)
		}
	}
	s.expectAdmin(202, nil, "POST", "/bots", `{"count":1}`) // which are nobody's
	for _, h := range created {
		s.expect(204, nil, "DELETE", "/hunts/"+h.ID, h.Token, "")
	}
	if w := s.askFrom("192.0.2.1", "POST", "/hunts", body); w.Code != http.StatusCreated {
		t.Errorf("afterwards: status %d", w.Code)
	}
	s.bots.Halt()
}

// TestBotsAreNobodys, so that they may be more than one address may have.
func TestBotsAreNobodys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newGoteborg(t, func(c *settings) { c.Each, c.Rate = 5, 1 })
		c.expectAdmin(202, nil, "POST", "/bots", `{"count":20}`)
		time.Sleep(5 * time.Second)
		if n := c.game.Count(); n < 15 {
			t.Errorf("%d hunts of 20 bots", n)
		}
		c.bots.Halt()
		synctest.Wait()
	})
}
