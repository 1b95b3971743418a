package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// running is a server that runs in the test's process.
type running struct {
	*testing.T
	url  string
	stop func() // and wait until it has ended
}

// start starts a server with flags, and waits until it listens.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, stdout := io.Pipe()
	status := make(chan int, 1)
	var stderr bytes.Buffer
	go func() {
		status <- run(ctx, append([]string{"-addr", "127.0.0.1:0", "-drain", "0s", "-name", "one"}, args...), stdout, &stderr)
		_ = stdout.Close() // never fails
	}()
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		cancel()
		t.Fatalf("status %d: %s", <-status, &stderr)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	r := &running{t, strings.TrimSpace(url), func() {
		cancel()
		if n := <-status; n != 0 {
			t.Errorf("status %d: %s", n, &stderr)
		}
		status <- 0
	}}
	t.Cleanup(r.stop)
	return r
}

// ask asks for something and returns the answer, whose status it expects.
func (r *running) ask(status int, method, path, token, body string, into any) http.Header {
	r.Helper()
	request, err := http.NewRequest(method, r.url+path, strings.NewReader(body))
	if err != nil {
		r.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		r.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != status {
		r.Errorf("%s %s: status %d, want %d", method, path, answer.StatusCode, status)
	}
	if into != nil {
		err = json.NewDecoder(answer.Body).Decode(into)
	}
	if err != nil {
		r.Error(err)
	}
	return answer.Header
}

// view is what the test wants to know of a hunt.
type view struct {
	ID, Token, Map string
	Event          uint64
}

// TestBeginsAgain has a hunt be there when the server begins again. Each answer names the server
// and the map.
func TestBeginsAgain(t *testing.T) {
	dir := t.TempDir()
	s := start(t, "-state", dir)
	var hunt view
	header := s.ask(201, "POST", "/hunts", "", `{"lon":11.97,"lat":57.70}`, &hunt)
	if header.Get("Cairn-Server") != "one" || header.Get("Cairn-Map") != hunt.Map || hunt.Map == "" {
		t.Errorf("%v, map %s", header, hunt.Map)
	}
	s.ask(200, "POST", "/hunts/"+hunt.ID+"/events", hunt.Token, `{"type":"moved","lon":11.968,"lat":57.702}`, nil)
	s.stop()
	var again view
	start(t, "-state", dir).ask(200, "GET", "/hunts/"+hunt.ID, hunt.Token, "", &again)
	if again.Event != 1 {
		t.Errorf("event %d", again.Event)
	}
}

// TestServing tells proxies to send players elsewhere before it goes down.
func TestServing(t *testing.T) {
	s := start(t)
	s.ask(200, "GET", "/serving", "", "", nil)
	s.ask(200, "GET", "/readyz", "", "", nil)
	leaving := &server{}
	leaving.leaving.Store(true)
	answer := &recorded{header: http.Header{}}
	leaving.serving(answer, nil)
	if answer.status != http.StatusNotFound {
		t.Errorf("status %d", answer.status)
	}
}

// recorded is a response of which only the status is wanted.
type recorded struct {
	header http.Header
	status int
}

func (r *recorded) Header() http.Header         { return r.header }
func (r *recorded) WriteHeader(status int)      { r.status = status }
func (r *recorded) Write(b []byte) (int, error) { return len(b), nil }

// TestOrganisers see how the server is, and cannot replace its map alone.
func TestOrganisers(t *testing.T) {
	t.Setenv("CAIRN_ADMIN_TOKEN", "secret")
	s, err := newServer(t.Context(), config{hunts: 10, workers: 1, buckets: 1, replicas: 1, expire: 1e12, admin: "127.0.0.1:0", addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	var out bytes.Buffer
	servers, err := s.listen(&out, make(chan error, 2))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = shutdown(servers) }()
	urls := strings.Fields(out.String())
	r := &running{t, urls[1], nil}
	r.ask(200, "GET", "/metrics", "secret", "", nil)
	r.ask(409, "POST", "/reload", "secret", "", nil)
	r.ask(401, "GET", "/metrics", "", "", nil)
}

// TestRefused says what is wrong with flags, maps and NATS.
func TestRefused(t *testing.T) {
	noMap := filepath.Join(t.TempDir(), "no.csr")
	if err := os.WriteFile(noMap, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]string{
		"x":                            "flags only",
		"-hunts 0":                     "-hunts",
		"-buckets 65":                  "-buckets",
		"-replicas 2":                  "-replicas",
		"-replicas 3":                  "-nats",
		"-publish x":                   "-nats",
		"-fresh -1s":                   "-fresh",
		"-expire 1ms":                  "-expire",
		"-rate -1":                     "-rate",
		"-map " + noMap:                "csr",
		"-nats nats://127.0.0.1:1":     "NATS at",
		"-nats x -publish " + noMap:    "NATS at",
		"-nats x -publish /not/there":  "not/there",
		"-state " + noMap:              "no.csr",
		"-trusted-proxy everybody":     "everybody",
		"-nats nats://127.0.0.1:1 -no": "not defined",
	} {
		var stderr bytes.Buffer
		if status := run(t.Context(), strings.Fields(args), io.Discard, &stderr); status != 2 || !strings.Contains(stderr.String(), want) {
			t.Errorf("%s: status %d, %q", args, status, &stderr)
		}
	}
	if _, err := parse([]string{"-h"}, io.Discard); !errors.Is(err, flag.ErrHelp) {
		t.Error(err)
	}
}
