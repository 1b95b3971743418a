package api

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/eventlog"
	"github.com/veltrix/cairn/examples/eventserver/internal/wire"
	"github.com/veltrix/cairn/examples/eventserver/limits"
)

// real is a target on a real connection of this machine.
type real struct {
	*target
	addr string
	done chan string // gets the path of each request that was answered
}

// newReal has a target listen until the test ends.
func newReal(t *testing.T) *real {
	t.Helper()
	s := &real{target: newTarget(t, nil), done: make(chan string, 1000)}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.addr = listener.Addr().String()
	server := limits.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { s.done <- r.URL.Path }()
		s.players.ServeHTTP(w, r)
	}), nil)
	stopped := make(chan error)
	go func() { stopped <- server.Serve(listener) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-stopped
	})
	return s
}

// dial opens a connection; what hangs fails, long after it should have worked.
func (s *real) dial(t *testing.T) *wire.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	_ = c.SetDeadline(time.Now().Add(time.Minute))
	return wire.New(t, c)
}

// TestPathTricks asks for what is not there in all ways that have once worked somewhere.
func TestPathTricks(t *testing.T) {
	s := newReal(t)
	path, token := s.begin()
	long := strings.Repeat("x", 7000)
	for _, target := range []string{
		"/hunts/../engine", "/hunts/%2e%2e/engine", "/hunts/..%2fengine", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%5c..%5cetc", "/page/..%2fmain.go",
		"/page/%2e%2e/main.go", "/page/", "/page", "/page/%00", "//evil.example", "//evil.example/%2e%2e", "//evil.example//map", "/\\evil.example", "///", "/hunts//",
		"/hunts/", "/hunts/%00", "/hunts/%ff", "/map/", "/map%00", "/map\x00", "/map%", "/%zz", "/map;x=1", "/MAP", "/map%2f", "http://evil.example/engine", "http:///x", "*", "map", "?", "",
		"/engine", "/debug/pprof/", "/debug/vars", "/reload", path + "%2fpath", path + "/../" + path + "/x", path + "/path/", path + "/nothing", "/" + long, "/hunts/" + long,
		"/hunts/" + strings.Repeat("../", 2000), "/" + strings.Repeat("/", 7000), "/x?" + long, "/x#" + long, path + " HTTP/9.9\r\nX:",
	} {
		c := s.dial(t)
		c.Say("GET " + target + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n")
		expectNowhere(t, target, c.Hear())
	}
	if s.game.Count() != 1 {
		t.Errorf("%d hunts", s.game.Count())
	}
}

// expectNowhere expects a refusal, or to be sent elsewhere on the same server.
func expectNowhere(t *testing.T, target string, response *http.Response) {
	t.Helper()
	body, err := io.ReadAll(response.Body)
	location := response.Header.Get("Location")
	switch status := response.StatusCode; {
	case err != nil:
		t.Errorf("%.80q: %v", target, err)
	case slices.Contains([]int{301, 307}, status):
		if !strings.HasPrefix(location, "/") || strings.HasPrefix(location, "//") {
			t.Errorf("%.80q: sent to %s", target, location)
		}
	case status == http.StatusNotFound:
		if !json.Valid(body) {
			t.Errorf("%.80q: %s", target, body)
		}
	case !slices.Contains([]int{400, 421, 431, 505}, status): // most of which package http answers by itself
		t.Errorf("%.80q: status %d, %s", target, status, body)
	}
}

// TestEndlessBodies are not waited for, whether or not they say how long they are.
func TestEndlessBodies(t *testing.T) {
	s := newReal(t)
	for _, c := range []struct{ length, part string }{
		{"Content-Length: 1099511627776", strings.Repeat(" ", 5000)},
		{"Transfer-Encoding: chunked", "1388\r\n" + strings.Repeat(" ", 5000) + "\r\n"},
	} {
		w := s.dial(t)
		w.Say("POST /hunts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + c.length + "\r\n\r\n" + c.part)
		response := w.Hear()
		if response.StatusCode != http.StatusRequestEntityTooLarge || !response.Close {
			t.Errorf("%s: status %d, %v", c.length, response.StatusCode, response.Header)
		}
	}
}

// TestUnreadBodies come with requests that have none.
func TestUnreadBodies(t *testing.T) {
	s := newReal(t)
	path, token := s.begin()
	for _, line := range []string{"GET /map", "GET " + path, "GET /healthz", "DELETE " + path} {
		w := s.dial(t)
		w.Say(line + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\nContent-Length: 1099511627776\r\n\r\n{")
		if response := w.Hear(); response.StatusCode/100 != 2 {
			t.Errorf("%s: status %d", line, response.StatusCode)
		}
	}
}

// TestCutBodies breaks off in the middle of each body.
func TestCutBodies(t *testing.T) {
	s := newReal(t)
	path, token := s.begin()
	for _, route := range []string{"/hunts", path + "/events"} {
		w := s.dial(t)
		w.Say("POST " + route + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n" + `{"lon":12.005,`)
		_ = w.Close()
		if got := <-s.done; got != route {
			t.Fatalf("%s was answered", got)
		}
	}
	for o, n := range s.requests.all() {
		if o != (outcome{"POST /hunts", http.StatusCreated}) && (o.status != http.StatusBadRequest || n != 1) {
			t.Errorf("%s: %d times %d", o.route, n, o.status)
		}
	}
	if s.game.Count() != 1 || s.bots.Count() != 0 {
		t.Errorf("%d hunts, %d bots", s.game.Count(), s.bots.Count())
	}
}

// follow opens the stream of a hunt.
func (s *real) follow(t *testing.T, path, token string) (*wire.Conn, *http.Response) {
	t.Helper()
	w := s.dial(t)
	w.Say("GET " + path + "/stream HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 0\r\nAuthorization: Bearer " + token + "\r\n\r\n")
	response := w.Hear()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("status %d", response.StatusCode)
	}
	return w, response
}

// TestCutStreams leaves nothing behind of a client that has gone.
func TestCutStreams(t *testing.T) {
	s := newReal(t)
	path, token := s.begin()
	for range 2 * eventlog.MaxReaders {
		w, _ := s.follow(t, path, token)
		_ = w.Close()
		<-s.done
	}
	if n := s.streams.Load(); n != 0 {
		t.Errorf("%d streams", n)
	}
}

// TestStreamOfAHunt tells what is played, as the answers do, until the end. That the server
// restarts is no event of the hunt, and has the number of the last one.
func TestStreamOfAHunt(t *testing.T) {
	for last, end := range map[string]func(s *real, path, token string){
		`id: 3|event: ended|data: {"event":3}`:      func(s *real, path, token string) { s.ask("DELETE", path, token, "") },
		`id: 2|event: restarting|data: {"event":2}`: func(s *real, path, token string) { s.Drain() },
	} {
		s := newReal(t)
		path, token := s.begin()
		_, response := s.follow(t, path, token)
		events := bufio.NewReader(response.Body)
		for n, kind := range []string{"moved", "closed"} {
			answer := s.ask("POST", path+"/events", token, fmt.Sprintf(`{"type":%q,"lon":12.00%d,"lat":57.001}`, kind, 2+4*n))
			if want := fmt.Sprintf("id: %d|event: %s|data: %s", n+1, kind, strings.TrimSpace(answer.Body.String())); next(t, events) != want {
				t.Errorf("want %s", want)
			}
		}
		end(s, path, token)
		for _, want := range []string{last, "EOF"} {
			if got := next(t, events); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		}
		<-s.done
	}
}
