package main

import (
	"bufio"
	"net"
	"net/http"
	"testing"
	"time"

	natsd "github.com/nats-io/nats-server/v2/server"
)

// startNATS starts a NATS server on a port, or on any if it is -1.
func startNATS(t *testing.T, dir string, port int) *natsd.Server {
	t.Helper()
	s, err := natsd.NewServer(&natsd.Options{Host: "127.0.0.1", Port: port, NoSigs: true, JetStream: true, StoreDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	if !s.ReadyForConnections(20 * time.Second) {
		t.Fatal("NATS does not serve")
	}
	t.Cleanup(s.Shutdown)
	return s
}

// startTwo starts two servers that share a NATS server.
func startTwo(t *testing.T, nats *natsd.Server) (a, b *running) {
	t.Helper()
	return start(t, "-nats", nats.ClientURL(), "-name", "a", "-fresh", "0", "-replicas", "1"), start(t, "-nats", nats.ClientURL(), "-name", "b", "-fresh", "0", "-replicas", "1")
}

const moved = `{"type":"moved","lon":11.968,"lat":57.702}`

// follow returns the lines of the stream of a hunt, and the channel is closed when it ends.
func (r *running) follow(hunt view) <-chan string {
	r.Helper()
	request, err := http.NewRequestWithContext(r.Context(), "GET", r.url+"/hunts/"+hunt.ID+"/stream", nil)
	if err != nil {
		r.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+hunt.Token)
	answer, err := http.DefaultClient.Do(request)
	if err != nil || answer.StatusCode != http.StatusOK {
		r.Fatal(answer, err)
	}
	lines := make(chan string, 100)
	go func() {
		defer answer.Body.Close()
		defer close(lines)
		for text := bufio.NewScanner(answer.Body); text.Scan(); {
			lines <- text.Text()
		}
	}()
	return lines
}

// expectLine reads lines until one is wanted.
func expectLine(t *testing.T, lines <-chan string, want string) {
	t.Helper()
	for line := range lines {
		if line == want {
			return
		}
	}
	t.Errorf("the stream has ended without %q", want)
}

// TestTwoServers has each play a hunt in turns. A stream at one ends once the other has the hunt.
func TestTwoServers(t *testing.T) {
	a, b := startTwo(t, startNATS(t, t.TempDir(), -1))
	var hunt, now view
	a.ask(201, "POST", "/hunts", "", `{"lon":11.97,"lat":57.70}`, &hunt)
	lines := a.follow(hunt)
	expectLine(t, lines, "event: reset")
	b.ask(200, "POST", "/hunts/"+hunt.ID+"/events", hunt.Token, moved, nil)
	expectLine(t, lines, "event: elsewhere")
	for range lines { // it ends
	}
	a.ask(200, "GET", "/hunts/"+hunt.ID, hunt.Token, "", &now)
	if now.Event != 1 {
		t.Errorf("event %d", now.Event)
	}
	a.ask(204, "DELETE", "/hunts/"+hunt.ID, hunt.Token, "", nil)
	b.ask(404, "GET", "/hunts/"+hunt.ID, hunt.Token, "", nil)
}

// TestNATSBeginsAgain goes on with NATS once it is there again, also where a stream is followed.
func TestNATSBeginsAgain(t *testing.T) {
	dir := t.TempDir()
	nats := startNATS(t, dir, -1)
	a, b := startTwo(t, nats)
	var hunt, now view
	a.ask(201, "POST", "/hunts", "", `{"lon":11.97,"lat":57.70}`, &hunt)
	lines := a.follow(hunt)
	port := nats.Addr().(*net.TCPAddr).Port
	nats.Shutdown()
	nats.WaitForShutdown()
	startNATS(t, dir, port)
	a.ask(200, "POST", "/hunts/"+hunt.ID+"/events", hunt.Token, moved, nil) // which waits for NATS
	expectLine(t, lines, "id: 1")
	b.ask(200, "GET", "/hunts/"+hunt.ID, hunt.Token, "", &now)
	if now.Event != 1 {
		t.Errorf("event %d", now.Event)
	}
	expectLine(t, lines, "event: elsewhere")
}
