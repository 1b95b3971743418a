package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var kills = flag.Int("kills", 6, "how often TestKill kills the server")

// TestKill kills the server with SIGKILL at random moments under load, and starts it again: no
// change that a client was told of is missing, and none is there twice. The journal is written
// anew all the time, and some kills hit the server as it begins.
//
//	go test ./examples/eventserver -run TestKill -v -kills 200
func TestKill(t *testing.T) {
	dir, r := t.TempDir(), rand.New(rand.NewPCG(uint64(*kills), 1))
	args := "-rate 0 -hunts.each 0 -canary 0 -state.garbage 30000 -state " + dir
	walkers := newWalkers(t, 32, 1)
	for n := 0; n <= *kills && !t.Failed(); n++ {
		if n%4 == 3 {
			early := launch(t, args)
			time.Sleep(time.Duration(r.IntN(500)) * time.Millisecond)
			early.kill()
		}
		server := startProcess(t, args)
		each(walkers, func(w *walker) {
			w.server = server
			w.check()
		})
		expectHunts(t, server, walkers)
		time.AfterFunc(time.Duration(50+r.IntN(300))*time.Millisecond, func() { _ = server.Process.Kill() })
		each(walkers, (*walker).walk)
		server.kill() // waits until it is no more
	}
	told := 0
	for _, w := range walkers {
		told += w.told
	}
	if told == 0 {
		t.Error("the server has told nothing")
	}
	info, err := os.Stat(filepath.Join(dir, "journal"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d kills, %d changes told, the journal has %d bytes", *kills, told, info.Size())
}

// each has all walkers do something at the same time.
func each(walkers []*walker, do func(w *walker)) {
	var group sync.WaitGroup
	for _, w := range walkers {
		group.Go(func() { do(w) })
	}
	group.Wait()
}

// expectHunts expects as many hunts as there are walkers with one, and no more than those beside
// them whose names nobody was told.
func expectHunts(t *testing.T, server *process, walkers []*walker) {
	t.Helper()
	least, most := 0, 0
	for _, w := range walkers {
		if w.path != "" {
			least++
		}
		most += w.unnamed
	}
	most += least
	r, err := http.Get(server.admins + "/stats")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var stats struct{ Hunts int }
	if err := json.NewDecoder(r.Body).Decode(&stats); err != nil || stats.Hunts < least || stats.Hunts > most {
		t.Errorf("%d hunts, want %d to %d; %v", stats.Hunts, least, most, err)
	}
}

// TestStreamAfterKill goes on with the next event where the client says that it was.
func TestStreamAfterKill(t *testing.T) {
	args := "-state " + t.TempDir()
	w := newWalkers(t, 1, 2)[0]
	w.server = startProcess(t, args)
	for w.path == "" || w.known.Event < 3 {
		if err := w.act(); err != nil {
			t.Fatal(err)
		}
	}
	w.server.kill()
	w.server = startProcess(t, args)
	request, err := http.NewRequest("GET", w.server.players+w.path+"/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+w.token)
	request.Header.Set("Last-Event-ID", fmt.Sprint(w.known.Event))
	stream, err := http.DefaultClient.Do(request)
	if err != nil || stream.StatusCode != http.StatusOK {
		t.Fatal(stream, err)
	}
	defer stream.Body.Close()
	event := w.known.Event
	w.t, w.known.Arrived = t, false
	if err := w.toClue(); err != nil {
		t.Fatal(err)
	}
	id, _ := bufio.NewReader(stream.Body).ReadString('\n')
	if want := fmt.Sprintf("id: %d", event+1); strings.TrimSpace(id) != want {
		t.Errorf("%q, want %q", id, want)
	}
}
