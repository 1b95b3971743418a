package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// logged is what a program logs, which may be read while it runs.
type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// program is the event server as it is started from a shell.
type program struct {
	players, admins string // addresses
	log             *logged
	leave           func()     // what SIGTERM does
	status          <-chan int // it ends with
}

// stop has it leave and returns the status.
func (p program) stop() int {
	p.leave()
	return <-p.status
}

// started runs the program, whose administrators have adminSecret.
func started(t *testing.T, args ...string) program {
	t.Helper()
	t.Setenv("CAIRN_ADMIN_TOKEN", adminSecret)
	usual := slog.Default()
	t.Cleanup(func() { slog.SetDefault(usual) })
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	read, write := io.Pipe()
	status := make(chan int, 1)
	p := program{log: &logged{}, leave: cancel, status: status}
	go func() {
		status <- run(ctx, append([]string{"-addr", "127.0.0.1:0", "-admin", "127.0.0.1:0"}, args...), write, p.log)
		write.Close()
	}()
	lines := bufio.NewScanner(read)
	for _, line := range []*string{&p.players, &p.admins} {
		if !lines.Scan() {
			t.Fatalf("ended with status %d: %s", <-status, p.log)
		}
		*line = strings.TrimPrefix(lines.Text(), "administration on ")
	}
	return p
}

// postJSON sends JSON.
func postJSON(t *testing.T, address, body string) *http.Response {
	t.Helper()
	r, err := http.Post(address, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// followNew makes a hunt and follows it.
func (p program) followNew(t *testing.T) (stream *http.Response) {
	t.Helper()
	r := postJSON(t, p.players+"/hunts", `{"lon":11.9634,"lat":57.7107}`)
	body, _ := io.ReadAll(r.Body)
	_, rest, _ := strings.Cut(string(body), `"token":"`)
	token, _, _ := strings.Cut(rest, `"`)
	request, err := http.NewRequest("GET", p.players+r.Header.Get("Location")+"/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	if stream, err = http.DefaultClient.Do(request); err != nil || stream.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", stream, err)
	}
	return stream
}

// TestRun starts the program, follows a hunt, and has it end: the stream ends with it,
// the status is 0, and the log tells of all that an organiser has to know.
func TestRun(t *testing.T) {
	p := started(t, "-drain", "0")
	stream := p.followNew(t)
	admin := strings.Replace(p.admins, "://", "://"+adminSecret+"@", 1)
	if r := postJSON(t, admin+"/bots", `{"count":10}`); r.StatusCode != http.StatusAccepted {
		t.Errorf("bots: status %d", r.StatusCode)
	}
	if status := p.stop(); status != 0 {
		t.Errorf("status %d", status)
	}
	text, err := io.ReadAll(stream.Body)
	if err != nil || !strings.Contains(string(text), "event: restarting\n") || strings.Contains(string(text), "event: ended") {
		t.Errorf("the stream ended with %v: %s", err, text)
	}
	log := p.log.String()
	for _, part := range []string{"msg=serving map=", "version=", `msg="bots begin" count=10`, `msg="going down"`, `msg="bots have ended"`, `msg="the server has ended"`} {
		if !strings.Contains(log, part) {
			t.Errorf("no %s in the log:\n%s", part, log)
		}
	}
	expectNothingLeft(t)
}

// adminSecret is the token of organisers.
const adminSecret = "secret"

// TestDrainTime passes between the news for load balancers and the end, and players are
// served in the meantime.
func TestDrainTime(t *testing.T) {
	fixture.LogTo(t, slog.DiscardHandler)
	file := filepath.Join(t.TempDir(), "map.csr")
	fixture.WriteSquares(t, file, "squares")
	synctest.Test(t, func(t *testing.T) {
		c, err := newServer(t.Context(), config{mapFile: file, hunts: 1, expire: time.Hour, engine: "labels", workers: 1, drain: 20 * time.Second})
		if err != nil {
			t.Fatal(err)
		}
		defer c.close()
		players, err := c.api.Players("")
		if err != nil {
			t.Fatal(err)
		}
		ask := func(method, path, body string) (status int) {
			r := httptest.NewRequest(method, "http://localhost"+path, strings.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			players.ServeHTTP(w, r)
			return w.Code
		}
		ended := make(chan time.Duration)
		go func(began time.Time) {
			_ = c.leave(nil)
			ended <- time.Since(began)
		}(time.Now())
		synctest.Wait()
		if status := ask("GET", "/readyz", ""); status != http.StatusServiceUnavailable {
			t.Errorf("load balancers get status %d", status)
		}
		if status := ask("GET", "/healthz", ""); status != http.StatusOK {
			t.Errorf("who asks whether the server runs gets status %d", status)
		}
		if status := ask("POST", "/hunts", `{"lon":12.005,"lat":57.003,"range":4000}`); status != http.StatusCreated {
			t.Errorf("players get status %d", status)
		}
		if took := <-ended; took != 20*time.Second {
			t.Errorf("%v", took)
		}
	})
}

// expectNothingLeft waits until no goroutine of a server is left, some of which have a
// moment to go after all that was waited for; it gives up after ten seconds.
func expectNothingLeft(t *testing.T) {
	t.Helper()
	stacks := make([]byte, 1<<20)
	for end := time.Now().Add(10 * time.Second); ; runtime.Gosched() {
		all := string(stacks[:runtime.Stack(stacks, true)])
		goes := func(part string) bool { return strings.Contains(all, part) }
		if !slices.ContainsFunc([]string{"(*server).", "(*Game).", "(*Bots).", "(*Reloader).", "(*listeners).", "world.Watch(", "service.(*worker)."}, goes) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("goroutines go on:\n%s", all)
		}
	}
}

// TestBadFlags end the program with status 2, as do maps that cannot be used; an address
// that it cannot listen on with status 1.
func TestBadFlags(t *testing.T) {
	for _, c := range []struct {
		status int
		args   string
	}{
		{2, "now"}, {2, "-hunts 0"}, {2, "-workers 0"}, {2, "-expire 1ms"}, {2, "-canary 2"}, {2, "-rate -1"}, {2, "-engine steam"}, {2, "-drain -1s"}, {2, "-trusted-proxy 10.0.0.0/99"}, {2, "-cors *"}, {2, "-state main.go"}, {2, "-state.garbage -1"}, {2, "-found -1"}, {2, "-hunts.each -1"}, {2, "-map.bytes 0"}, {2, "-map ."}, {2, "-map /dev/null"}, {2, "-map.bytes 9 -map main.go"},
		{2, "-colour blue"}, {2, "-map main.go"}, {2, "-map nowhere.csr"}, {1, "-addr 300.0.0.1:1"}, {0, "-h"},
	} {
		var out, errors bytes.Buffer
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		if got := run(ctx, strings.Fields(c.args), &out, &errors); got != c.status || errors.Len() == 0 && got != 0 {
			t.Errorf("%s: status %d, %s", c.args, got, errors.String())
		}
		cancel()
	}
}

func TestAdminToken(t *testing.T) {
	var printed bytes.Buffer
	t.Setenv("CAIRN_ADMIN_TOKEN", "mine")
	if got := adminToken(&printed); got != "mine" || printed.Len() != 0 {
		t.Errorf("%q, printed %q", got, &printed)
	}
	t.Setenv("CAIRN_ADMIN_TOKEN", "")
	first, second := adminToken(&printed), adminToken(&printed)
	if len(first) < 26 || first == second || printed.String() != "CAIRN_ADMIN_TOKEN="+first+"\nCAIRN_ADMIN_TOKEN="+second+"\n" {
		t.Errorf("%q and %q, printed %q", first, second, &printed)
	}
}

// TestBadMapsAtStart end the program with a word.
func TestBadMapsAtStart(t *testing.T) {
	maps := fixture.BadMaps(t)
	fixture.LogTo(t, slog.DiscardHandler)
	for name, put := range maps {
		file := filepath.Join(t.TempDir(), "map.csr")
		if put(file) != nil {
			continue
		}
		if s, err := newServer(t.Context(), config{mapFile: file, hunts: 1, expire: time.Hour, engine: "labels", workers: 1}); err == nil {
			s.close()
			t.Errorf("%s: it was taken for a map", name)
		}
	}
}
