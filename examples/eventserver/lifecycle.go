package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"sync"
	"time"
)

// grace is how long requests that are under way may take when the server goes down.
const grace = 10 * time.Second

// keepServing reads the map again at each hangup, until ctx is done, which is time to
// leave, or a listener has failed.
func (s *server) keepServing(ctx context.Context, failed <-chan error) error {
	hangup := make(chan os.Signal, 1)
	notifyHangup(hangup)
	defer signal.Stop(hangup)
	for {
		select {
		case <-hangup:
			s.reloaded(ctx)
		case err := <-failed:
			return err
		case <-ctx.Done():
			return s.leave(failed)
		}
	}
}

// leave has load balancers send players elsewhere, and gives them time to notice: until
// then all is served as before.
func (s *server) leave(failed <-chan error) error {
	s.leaving.Store(true)
	slog.Info("going down", "drain", s.config.drain, "hunts", s.hunts.count())
	select {
	case err := <-failed:
		return err
	case <-time.After(s.config.drain):
		return nil
	}
}

// shut ends what would go on for ever: streams, whose readers learn that the server is
// restarting, and bots. Nothing of the kind begins any more; other requests are served as
// before.
func (s *server) shut() {
	s.leaving.Store(true)
	s.draining.Store(true)
	s.bots.halt()
	for _, h := range s.hunts.all() {
		h.mu.Lock()
		h.farewell("restarting")
		h.mu.Unlock()
	}
}

// close ends everything that the server has begun; nobody may be served any more.
func (s *server) close() {
	s.shut()
	s.stop()
	s.bots.running.Wait()
	if !waited(&s.running, grace) {
		slog.Warn("the map file does not answer; the server ends all the same", "file", s.mapFile)
	}
	s.engines.close()
	for _, h := range s.hunts.all() {
		s.end(h, "restarting")
	}
	if err := s.pool.Close(); err != nil {
		slog.Error("a hunt has left memory behind", "error", err)
	}
}

// waited waits for a group, but no longer than some time, and tells whether it is done.
func waited(group *sync.WaitGroup, most time.Duration) bool {
	done := make(chan struct{})
	go func() {
		group.Wait()
		close(done)
	}()
	timeout := time.NewTimer(most)
	defer timeout.Stop()
	select {
	case <-done:
		return true
	case <-timeout.C:
		return false
	}
}
