package api

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/eventlog"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

const (
	heartbeat    = 15 * time.Second // between signs of life, so that proxies keep the connection
	writeTimeout = 10 * time.Second // for a client to take what is written, or to be cut off
)

// serveStream sends the events of a log as they happen, in the form that browsers
// know as EventSource (WHATWG HTML, "Server-sent events"). A client that names the
// last event it has had in Last-Event-ID gets those after it. One that names none,
// or one that is gone or never was, gets an event "reset" first, with the snapshot:
// the whole hunt, as it is now, as JSON on one line. An event that happens while
// that is made may come again after it. snapshot may return nil if there is no hunt
// any more.
//
// The stream ends when the log is closed and everything is sent, when the context
// of the request ends, and when the client does not take what is written: nothing
// is queued for a slow one, which after a gap gets a reset like any other. So it
// holds a goroutine and the buffers of a connection. The server's WriteTimeout does
// not end it.
func serveStream(w http.ResponseWriter, r *http.Request, log *eventlog.Log, snapshot func() []byte) {
	if !log.Join() {
		fail(w, r, &refusal.Error{Status: http.StatusTooManyRequests, Text: fmt.Sprintf("the hunt has %d streams already", eventlog.MaxReaders), Retry: heartbeat})
		return
	}
	defer log.Leave()
	s := stream{w, http.NewResponseController(w)}
	if err := s.begin(); err != nil || r.Method == http.MethodHead {
		return
	}
	s.follow(r, log, snapshot)
	_ = s.extend() // for the end of the response, which is written after this; without it the client is cut off
}

// stream is a response that goes on.
type stream struct {
	w          http.ResponseWriter
	controller *http.ResponseController
}

// begin sends the header.
func (s stream) begin() error {
	h := s.w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would hold events back
	h.Set("X-Content-Type-Options", "nosniff")
	s.w.WriteHeader(http.StatusOK)
	return s.send(nil)
}

// follow sends events until there are no more, or the client or the server is gone.
func (s stream) follow(r *http.Request, log *eventlog.Log, snapshot func() []byte) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	n := lastEventID(r.Header)
	for err := error(nil); err == nil; {
		v := log.Since(n)
		switch {
		case !v.Complete:
			n = v.Resume
			err = s.send(appendEvents(nil, []eventlog.Event{{N: n, Kind: "reset", Data: snapshot()}}))
		case len(v.Events) > 0:
			n += uint64(len(v.Events))
			err = s.send(appendEvents(nil, v.Events))
		case v.Closed:
			_ = s.sendFarewell(n, v.Farewell) // the stream ends here in any case
			return
		default:
			err = s.wait(r.Context(), v.News, beat.C)
		}
	}
}

// sendFarewell sends the last event of a stream that goes on elsewhere, if there is one.
func (s stream) sendFarewell(n uint64, farewell eventlog.Event) error {
	if farewell.Kind == "" {
		return nil
	}
	farewell.N = n
	return s.send(appendEvents(nil, []eventlog.Event{farewell}))
}

// wait waits for news, and shows that the connection lives in the meantime.
func (s stream) wait(ctx context.Context, news <-chan struct{}, beat <-chan time.Time) error {
	select {
	case <-news:
		return nil
	case <-beat:
		return s.send([]byte(":\n\n"))
	case <-ctx.Done():
		return ctx.Err()
	}
}

// send writes some text, which the client has to take in time.
func (s stream) send(text []byte) error {
	if err := s.extend(); err != nil {
		return err
	}
	if _, err := s.w.Write(text); err != nil {
		return err
	}
	return s.controller.Flush()
}

// extend gives the client time for what is written next.
func (s stream) extend() error {
	err := s.controller.SetWriteDeadline(time.Now().Add(writeTimeout))
	if errors.Is(err, errors.ErrUnsupported) { // as of a response in memory, which never waits
		return nil
	}
	return err
}

// lastEventID returns the number of the last event that a client has had; if it
// does not say, one that no log reaches.
func lastEventID(h http.Header) uint64 {
	n, err := strconv.ParseUint(h.Get("Last-Event-ID"), 10, 64)
	if err != nil {
		return math.MaxUint64
	}
	return n
}

// appendEvents appends the text of events. One without data is left out.
func appendEvents(text []byte, events []eventlog.Event) []byte {
	for _, e := range events {
		if e.Data != nil {
			text = fmt.Appendf(text, "id: %d\nevent: %s\ndata: %s\n\n", e.N, e.Kind, e.Data)
		}
	}
	return text
}
