package api

import (
	"net/http"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/limits"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// limited passes on the requests that a limiter allows.
func limited(l *limits.Limiter, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ok, retry := l.Allow(limits.Client(r), time.Now()); !ok {
			fail(w, &refusal.Error{Status: http.StatusTooManyRequests, Text: "too many requests from one address", Retry: retry})
			return
		}
		next.ServeHTTP(w, r)
	})
}
