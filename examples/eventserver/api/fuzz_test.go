package api

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// documentedStatuses are those of the reference, and those that a file of the page is
// answered with where a request has conditions or ranges.
var documentedStatuses = []int{
	200, 201, 202, 204, 301, 304, 307, 400, 401, 404, 405, 408, 409, 410, 413, 415, 421, 422, 429, 503,
	206, 412, 416,
}

// firstFlush is a response whose request is over once something was flushed: a
// stream ends then.
type firstFlush struct {
	*httptest.ResponseRecorder
	over context.CancelFunc
}

// Flush ends the request.
func (w firstFlush) Flush() { w.over() }

// FuzzAPI sends requests as they come over a connection, with any header and body. In
// them ID and TOKEN stand for those of a hunt that there is, so that strangers do not
// have to guess them.
func FuzzAPI(f *testing.F) {
	for _, line := range []string{"GET /", "GET /docs", "GET /map", "GET /stats", "GET /metrics", "GET /healthz", "GET /page/app.js", "DELETE /bots", "PUT /engine",
		"GET /hunts/ID", "GET /hunts/ID/path", "GET /hunts/ID/stream", "HEAD /hunts/ID/stream", "DELETE /hunts/ID", "POST /hunts/../hunts", "OPTIONS *", "GET /hunts/%2e%2e/map"} {
		f.Add(line, "Authorization: Bearer TOKEN\r\nLast-Event-ID: 1\r\nAccept-Encoding: gzip\r\nIf-None-Match: *", "")
	}
	for line, bodies := range map[string][]string{
		"POST /hunts": {`{"lon":12.005,"lat":57.003,"clues":3,"range":4000,"seed":7}`, `{"lon":12.01,"lat":57,"clues":12}`, `{"clues":0}`, `[]`},
		"POST /hunts/ID/events": {`{"type":"moved","lon":12.002,"lat":57.001}`, `{"type":"found"}`, `{"type":"closed","lon":12.004,"lat":57.002}`, `{"type":"reopened","lon":12.004,"lat":57.002}`,
			`{"type":"closed","area":[[12.0005,57.0001],[12.0015,57.0001],[12.001,57.001]]}`, `{"type":"reopened","area":[[12.0005,57.0001],[12.0015,57.0001],[12.001,57.001]]}`},
		"POST /bots":          {`{"count":1}`, `{"count":5001}`, `{"count":1e3}`},
		"POST /hunts/ID/path": {`{}`},
	} {
		for _, body := range bodies {
			f.Add(line, "Authorization: Bearer TOKEN\r\nContent-Type: application/json", body)
		}
	}
	fixture.LogTo(f, slog.DiscardHandler)
	shared := newTarget(f, nil)
	f.Fuzz(func(t *testing.T, line, header, body string) {
		s := &target{t, shared.Server, shared.file, shared.players, shared.admins}
		s.game.EndAll("ended")
		path, token := s.begin()
		names := strings.NewReplacer("ID", strings.TrimPrefix(path, "/hunts/"), "TOKEN", token)
		text := names.Replace(line + " HTTP/1.1\r\nHost: x\r\n" + header)
		for range 2 { // the second meets what the first has done
			s.probe(text + fmt.Sprintf("\r\nContent-Length: %d\r\n\r\n%s", len(body), body))
		}
	})
}

// probe sends one request, if it is one, and looks at the answer and at what there is
// afterwards.
func (s *target) probe(text string) {
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
	if err != nil {
		return
	}
	ctx, over := context.WithCancel(context.Background())
	defer over()
	w := firstFlush{httptest.NewRecorder(), over}
	s.players.ServeHTTP(w, r.WithContext(ctx))
	expectDocumented(s, r.Method, w.ResponseRecorder)
	s.bots.Halt()
	s.bots.Wait()
	if n, arenas := s.game.Count(), s.game.Memory().Active; n > s.game.Limit() || arenas != int64(n) || s.streams.Load() != 0 {
		s.Errorf("%d hunts, %d arenas, %d streams", n, arenas, s.streams.Load())
	}
}

// expectDocumented expects an answer that the reference describes.
func expectDocumented(t testing.TB, method string, w *httptest.ResponseRecorder) {
	t.Helper()
	if !slices.Contains(documentedStatuses, w.Code) {
		t.Errorf("status %d, %s", w.Code, w.Body)
	}
	var body struct{ Error string }
	err := json.Unmarshal(w.Body.Bytes(), &body)
	if w.Code >= 400 && w.Code != 412 && w.Code != 416 && method != http.MethodHead && (err != nil || body.Error == "") {
		t.Errorf("status %d with the body %q: %v", w.Code, w.Body, err)
	}
	if w.Body.Len() > 0 && w.Header().Get("Content-Type") == "" {
		t.Errorf("status %d without a type: %.100s", w.Code, w.Body)
	}
}
