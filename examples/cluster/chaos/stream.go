//go:build unix

package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// stream follows the events of a hunt, and connects again when it is cut off, as browsers do.
type stream struct {
	crowd       *crowd
	path, token string
	last        atomic.Uint64 // event that it has had
}

// follow follows until ctx is done.
func (s *stream) follow(ctx context.Context) {
	for begun := false; ctx.Err() == nil; begun = true {
		if begun {
			s.crowd.resumed.Add(1)
		}
		s.read(ctx)
		select {
		case <-time.After(200 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}

// silence is how long nothing comes before the stream is dead: there is a sign of life every 15 s.
const silence = 20 * time.Second

// read reads the stream until it ends.
func (s *stream) read(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	alive := time.AfterFunc(silence, cancel)
	defer alive.Stop()
	r, err := http.NewRequestWithContext(ctx, "GET", s.crowd.url+s.path+"/stream", nil)
	if err != nil {
		panic(fmt.Sprint("a request cannot be made: ", err))
	}
	r.Header.Set("Authorization", "Bearer "+s.token)
	r.Header.Set("Last-Event-ID", strconv.FormatUint(s.last.Load(), 10))
	response, err := s.crowd.streams.Do(r)
	if err != nil {
		return
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return
	}
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	id := uint64(0)
	for lines.Scan() {
		alive.Reset(silence)
		if n, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
			id, _ = strconv.ParseUint(n, 10, 64) // 0 is no event
		}
		if kind, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			s.note(id, kind)
		}
	}
}

// note notes an event, which has to be the next one, unless the server says that some are missing.
func (s *stream) note(id uint64, kind string) {
	last := s.last.Load()
	switch {
	case kind == "restarting" || kind == "elsewhere":
		return
	case kind == "reset":
		if id < last && !s.crowd.rolling.Load() {
			s.crowd.wrong("%s: the stream goes back from %d to %d", s.path, last, id)
		}
	case id != last+1:
		s.crowd.wrong("%s: the stream tells event %d after %d", s.path, id, last)
	}
	s.crowd.told.Add(1)
	s.last.Store(id)
}

// reaches tells whether the stream has told all up to an event, for which it waits a while.
func (s *stream) reaches(n uint64) bool {
	for range 300 {
		if s.last.Load() == n {
			return true
		}
		time.Sleep(100 * time.Millisecond)
	}
	return false
}
