package api

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/limits"
)

// TestLimited goes through the handler.
func TestLimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		served := 0
		s := &Server{limiter: limits.NewLimiter(0.1, 1)}
		h := s.limited(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { served++ }))
		ask := func(from string) *httptest.ResponseRecorder {
			w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = from
			r.Header.Set("X-Forwarded-For", "198.51.100.7") // what anybody can write
			h.ServeHTTP(w, r)
			return w
		}
		for _, from := range []string{"192.0.2.1:1234", "192.0.2.2:1234", "@"} { // the last is a Unix socket's
			if w := ask(from); w.Code != http.StatusOK {
				t.Errorf("%s: status %d", from, w.Code)
			}
		}
		if w := ask("192.0.2.1:999"); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "10" {
			t.Errorf("status %d, %v", w.Code, w.Header())
		}
		time.Sleep(10 * time.Second)
		if w := ask("192.0.2.1:999"); w.Code != http.StatusOK || served != 4 {
			t.Errorf("after ten seconds: status %d, %d served", w.Code, served)
		}
	})
}
