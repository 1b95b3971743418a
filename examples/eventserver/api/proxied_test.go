package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/proxies"
)

// newProxied returns a target behind a proxy, 10.0.0.1, with a small rate for each client.
func newProxied(t *testing.T) *target {
	return newTarget(t, func(c *settings) {
		c.Rate, c.Hunts, c.Each = 2, 1000, 2
		if err := c.proxies.Set("10.0.0.1"); err != nil {
			t.Fatal(err)
		}
	})
}

// via asks through the proxy, for a client that it names, if it does.
func (s *target) via(client, method, path, token, body string) *httptest.ResponseRecorder {
	r := request(method, path, token, body)
	r.RemoteAddr = "10.0.0.1:4711"
	if client != "" {
		r.Header.Set("X-Forwarded-For", client)
	}
	w := httptest.NewRecorder()
	s.players.ServeHTTP(w, r)
	return w
}

// TestPlayersBehindProxy have limits of their own, however many there are.
func TestPlayersBehindProxy(t *testing.T) {
	s := newProxied(t)
	for n := range 300 {
		client := fmt.Sprintf("198.51.%d.%d", n/200, n%200)
		if w := s.via(client, "POST", "/hunts", "", `{"lon":12.005,"lat":57.003,"range":4000}`); w.Code != http.StatusCreated {
			t.Fatalf("player %d: status %d, %s", n, w.Code, w.Body)
		}
	}
	codes := map[int]int{}
	for range 20 {
		codes[s.via("203.0.113.1", "GET", "/map", "", "").Code]++
	}
	if codes[429] == 0 {
		t.Errorf("one player: %v", codes)
	}
}

// TestProbesOfProxy are answered, also if the proxy has sent requests of clients without a name.
func TestProbesOfProxy(t *testing.T) {
	s := newProxied(t)
	refused := func(client, path string) bool {
		return s.via(client, "GET", path, "", "").Code == http.StatusTooManyRequests
	}
	for range 20 {
		refused("unknown", "/map")
	}
	if !refused("unknown", "/map") || refused("", "/readyz") || refused("", "/healthz") {
		t.Error("clients without a name are not refused, or the proxy is")
	}
	for range 20 {
		refused("203.0.113.1", "/healthz")
	}
	if !refused("203.0.113.1", "/healthz") {
		t.Error("there is no limit for one client")
	}
}

// TestNoProxy counts requests for the address that they come from, whatever they say.
func TestNoProxy(t *testing.T) {
	s := newTarget(t, func(c *settings) { c.Rate, c.proxies = 2, proxies.Trusted{} })
	codes := map[int]int{}
	for n := range 20 {
		codes[s.via(fmt.Sprintf("198.51.100.%d", n), "GET", "/map", "", "").Code]++
	}
	if codes[429] == 0 {
		t.Errorf("%v", codes)
	}
}
