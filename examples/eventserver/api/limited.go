package api

import (
	"net/http"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/limits"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// limited passes on the requests that the limiter allows.
func (s *Server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ok, retry := s.limiter.Allow(limits.Client(r), time.Now()); !ok && !s.probes(r) {
			fail(w, r, &refusal.Error{Status: http.StatusTooManyRequests, Text: "too many requests from one address", Retry: retry})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// probes tells whether a trusted proxy asks on its own account whether the server is well. It
// must not be refused because of clients that it does not name.
func (s *Server) probes(r *http.Request) bool {
	return isProbe(r) && s.options.Proxies.Contains(limits.Client(r))
}

// isProbe tells whether a request asks how the server is, as load balancers do.
func isProbe(r *http.Request) bool { return r.URL.Path == "/healthz" || r.URL.Path == "/readyz" }
