package main

import (
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"testing"
)

// init bounds the size of files where the environment says so, until SIGUSR1 takes the bound
// away.
func init() {
	size, err := strconv.ParseUint(os.Getenv("EVENTSERVER_FILE_BYTES"), 10, 64)
	if err != nil {
		return
	}
	var limit syscall.Rlimit
	_ = syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit) // without it the test fails
	room := make(chan os.Signal, 1)
	signal.Notify(room, syscall.SIGUSR1)
	most := limit.Max
	limit.Cur = size
	_ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
	go func() {
		<-room
		limit.Cur = most
		_ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
	}()
}

// TestFullDisk leaves the journal no room, as a quota does: all that changes a hunt is refused,
// and reading goes on. Once there is room all goes on, and nothing is lost that was told.
func TestFullDisk(t *testing.T) {
	args := "-rate 0 -canary 0 -state " + t.TempDir()
	server := startProcess(t, args, "EVENTSERVER_FILE_BYTES=30000")
	walkers := newWalkers(t, 8, 3)
	for _, w := range walkers {
		w.server = server
	}
	play := func(done func(w *walker) bool) {
		each(walkers, func(w *walker) {
			for !done(w) && !t.Failed() {
				if err := w.act(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	play(func(w *walker) bool { return w.refused > 20 })
	each(walkers, (*walker).check) // by reading
	if err := server.Process.Signal(syscall.SIGUSR1); err != nil {
		t.Fatal(err)
	}
	for _, w := range walkers {
		w.told = 0
	}
	play(func(w *walker) bool { return w.told > 20 })
	server.kill()
	server = startProcess(t, args)
	each(walkers, func(w *walker) {
		w.server = server
		w.check()
	})
	expectHunts(t, server, walkers)
}
