package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// started runs the program until stop, and returns the address that it prints and the
// status it ends with.
func started(t *testing.T, args ...string) (address string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	read, write := io.Pipe()
	status := make(chan int, 1)
	go func() {
		status <- run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), write, io.Discard)
		write.Close()
	}()
	lines := bufio.NewScanner(read)
	if !lines.Scan() {
		t.Fatalf("ended with status %d", <-status)
	}
	address = lines.Text()
	go io.Copy(io.Discard, read) // what else it prints
	return address, func() int { cancel(); return <-status }
}

// TestRun starts the program, follows a hunt, and has it end: the stream ends with it,
// and the status is 0.
func TestRun(t *testing.T) {
	address, stop := started(t)
	post := func(path, body string) *http.Response {
		t.Helper()
		r, err := http.Post(address+path, "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	r := post("/hunts", `{"lon":11.9634,"lat":57.7107}`)
	body, _ := io.ReadAll(r.Body)
	_, rest, _ := strings.Cut(string(body), `"token":"`)
	token, _, _ := strings.Cut(rest, `"`)
	request, err := http.NewRequest("GET", address+r.Header.Get("Location")+"/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	stream, err := http.DefaultClient.Do(request)
	if err != nil || stream.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", stream, err)
	}
	post("/bots", `{"count":10}`)
	if status := stop(); status != 0 {
		t.Errorf("status %d", status)
	}
	text, err := io.ReadAll(stream.Body)
	if err != nil || !strings.Contains(string(text), "event: ended\n") {
		t.Errorf("the stream ended with %v: %s", err, text)
	}
	expectNothingLeft(t)
}

// expectNothingLeft waits until no goroutine of a server is left, some of which have a
// moment to go after all that was waited for; it gives up after ten seconds.
func expectNothingLeft(t *testing.T) {
	t.Helper()
	stacks := make([]byte, 1<<20)
	for end := time.Now().Add(10 * time.Second); ; runtime.Gosched() {
		all := string(stacks[:runtime.Stack(stacks, true)])
		goes := func(part string) bool { return strings.Contains(all, part) }
		if !slices.ContainsFunc([]string{"(*server).", "(*bot).", "(*listeners).", "watchFile(", "dijkstra.(*worker)."}, goes) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("goroutines go on:\n%s", all)
		}
	}
}

// TestDrain tells load balancers and ends bots, but serves on.
func TestDrain(t *testing.T) {
	c := newGoteborg(t, nil)
	p, _ := c.join("")
	c.expect(202, nil, "POST", "/bots", "", `{"count":3}`)
	if w := c.ask("GET", "/healthz", "", ""); w.Code != 200 || w.Body.String() != "ok\n" {
		t.Errorf("healthy: %d, %q", w.Code, w.Body)
	}
	c.drain()
	for route, body := range map[string]string{
		"GET /healthz": "", "POST /hunts": `{"lon":11.9634,"lat":57.7107}`, "POST /bots": `{"count":3}`, "GET " + p.path + "/stream": "",
	} {
		method, path, _ := strings.Cut(route, " ")
		w := c.ask(method, path, p.token, body)
		if expectError(t, w, http.StatusServiceUnavailable, ""); w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: no Retry-After", route)
		}
	}
	c.bots.running.Wait()
	c.expect(200, nil, "GET", p.path, p.token, "")
	c.expect(204, nil, "DELETE", p.path, p.token, "")
}

// TestBadFlags end the program with status 2, as do maps that cannot be used; an address
// that it cannot listen on with status 1.
func TestBadFlags(t *testing.T) {
	for _, c := range []struct {
		status int
		args   string
	}{
		{2, "now"}, {2, "-hunts 0"}, {2, "-workers 0"}, {2, "-expire 1ms"}, {2, "-canary 2"}, {2, "-rate -1"}, {2, "-engine steam"},
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
