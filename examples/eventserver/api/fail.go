package api

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/limits"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// fail answers a request that was not served because of an error. Nothing of the
// response may have been written before.
func fail(w http.ResponseWriter, r *http.Request, err error) {
	e := refusal.Explain(err)
	if e.Status == http.StatusInternalServerError {
		logFailure(r, err)
	}
	if e.Status == refusal.ClientGone {
		w.WriteHeader(refusal.ClientGone) // nobody reads it but the counts
		return
	}
	body, _ := json.Marshal(struct { // two strings have no error
		Error string `json:"error"`
		Field string `json:"field,omitempty"`
	}{e.Text, e.Field})
	if e.Retry > 0 {
		w.Header().Set("Retry-After", seconds(e.Retry))
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(e.Status)
	_, _ = w.Write(append(body, '\n')) // a client that is gone does not matter here
}

// logFailure logs an error that is the server's own, with who has asked for what, and the stack
// of a panic.
func logFailure(r *http.Request, err error) {
	log := slog.With("client", limits.Client(r), "route", r.Pattern, "error", err)
	var panicked *service.PanicError
	if errors.As(err, &panicked) {
		log = log.With("stack", string(panicked.Stack))
	}
	log.Error("request failed")
}

// seconds returns a time as Retry-After has it, in whole seconds, rounded up.
func seconds(d time.Duration) string {
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}
