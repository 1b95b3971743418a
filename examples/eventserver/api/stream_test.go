package api

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/eventlog"
	"github.com/veltrix/cairn/examples/eventserver/internal/wire"
	"github.com/veltrix/cairn/examples/eventserver/limits"
)

// streamed is a server of one log, in a synctest bubble.
type streamed struct {
	*testing.T
	log   *eventlog.Log
	pipes *wire.Pipes
}

// inBubble runs a test of a stream whose snapshot is {"now":true}.
func inBubble(t *testing.T, test func(s streamed)) {
	synctest.Test(t, func(t *testing.T) {
		log := &eventlog.Log{}
		mux := http.NewServeMux()
		mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
			serveStream(w, r, log, func() []byte { return []byte(`{"now":true}`) })
		})
		server := limits.NewServer(new(requests).counted((&Server{limiter: limits.NewLimiter(0, 0)}).limited(routed(mux))), nil) // all that is around it
		server.ReadTimeout, server.WriteTimeout = time.Second, time.Second
		test(streamed{t, log, wire.Serve(t, server)})
	})
}

// open opens a stream that goes on after the event with an id.
func (s streamed) open(id string) (*http.Response, *wire.Conn) {
	s.Helper()
	c := s.pipes.Dial(s.T)
	if id != "" {
		id = "Last-Event-ID: " + id + "\r\n"
	}
	c.Say("GET / HTTP/1.1\r\nHost: x\r\n" + id + "\r\n")
	return c.Hear(), c
}

// next reads up to the next empty line; at the end of the stream it is "EOF".
func next(t *testing.T, r *bufio.Reader) string {
	t.Helper()
	var lines []string
	for {
		line, err := r.ReadString('\n')
		switch {
		case err == io.EOF && line == "" && len(lines) == 0:
			return "EOF"
		case err != nil:
			return err.Error()
		case line == "\n":
			return strings.Join(lines, "|")
		}
		lines = append(lines, strings.TrimSuffix(line, "\n"))
	}
}

// expectStream reads what is to come, each with the time in seconds at which it does.
func expectStream(t *testing.T, r *bufio.Reader, want ...string) {
	t.Helper()
	began := time.Now()
	for _, w := range want {
		got := next(t, r)
		if got = fmt.Sprintf("%v %s", time.Since(began).Seconds(), got); got != w {
			t.Fatalf("got  %q\nwant %q", got, w)
		}
	}
}

// TestStream follows a hunt from the beginning to the end, beyond the time-outs of the server.
func TestStream(t *testing.T) {
	inBubble(t, func(s streamed) {
		fill(s.log, 4)
		response, _ := s.open("")
		if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "text/event-stream" || response.Header.Get("Cache-Control") != "no-store" {
			t.Fatalf("%d, %v", response.StatusCode, response.Header)
		}
		go func() {
			time.Sleep(time.Second)
			s.log.Append("moved", []byte(`{"n":5}`))
			s.log.Append("found", []byte(`{"n":6}`))
			time.Sleep(40 * time.Second)
			s.log.Append("ended", []byte(`{}`))
			s.log.Close()
		}()
		expectStream(t, bufio.NewReader(response.Body), `0 id: 4|event: reset|data: {"now":true}`,
			`1 id: 5|event: moved|data: {"n":5}`, `1 id: 6|event: found|data: {"n":6}`,
			"15 :", "30 :", `41 id: 7|event: ended|data: {}`, "41 EOF")
	})
}

// TestStreamResumes goes on where the client says that it was.
func TestStreamResumes(t *testing.T) {
	const reset = `0 id: 40|event: reset|data: {"now":true}`
	for id, want := range map[string]string{
		"39": `0 id: 40|event: moved|data: {}`, "40": "15 :", // nothing is new
		"7": reset, "41": reset, "-1": reset, "x": reset, "18446744073709551616": reset,
	} {
		inBubble(t, func(s streamed) {
			s.log.Join()
			fill(s.log, 40)
			response, _ := s.open(id)
			expectStream(s.T, bufio.NewReader(response.Body), want)
			s.log.Leave()
		})
	}
}

// TestStreamTellsTheEnd to a client that has missed more than is kept.
func TestStreamTellsTheEnd(t *testing.T) {
	inBubble(t, func(s streamed) {
		s.log.Join()
		fill(s.log, 40)
		s.log.Append("expired", []byte(`{}`))
		s.log.Close()
		response, _ := s.open("2")
		expectStream(s.T, bufio.NewReader(response.Body), `0 id: 40|event: reset|data: {"now":true}`, `0 id: 41|event: expired|data: {}`, "0 EOF")
		s.log.Leave()
	})
}

// TestStreamIsReused: a stream that ends between heartbeats ends well, and leaves a
// connection that is as good as new.
func TestStreamIsReused(t *testing.T) {
	inBubble(t, func(s streamed) {
		response, c := s.open("0")
		time.AfterFunc(28*time.Second, s.log.Close)
		expectStream(s.T, bufio.NewReader(response.Body), "15 :", "28 EOF")
		c.Say("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n")
		if again := c.Hear(); again.StatusCode != http.StatusOK {
			t.Errorf("status %d", again.StatusCode)
		}
	})
}

// TestSlowReader is cut off, and what it did not take is not kept for it.
func TestSlowReader(t *testing.T) {
	inBubble(t, func(s streamed) {
		response, _ := s.open("0")
		s.log.Append("moved", []byte(`{}`))
		began := time.Now()
		synctest.Wait()
		s.expectReaders(1)
		time.Sleep(writeTimeout)
		synctest.Wait()
		s.expectReaders(0)
		if rest, err := io.ReadAll(response.Body); err == nil || time.Since(began) != writeTimeout {
			t.Errorf("after %v: %q, %v", time.Since(began), rest, err)
		}
	})
}

// fill appends n events.
func fill(log *eventlog.Log, n int) {
	for range n {
		log.Append("moved", []byte("{}"))
	}
}

func (s streamed) expectReaders(want int) {
	s.Helper()
	if n := s.log.Readers(); n != want {
		s.Errorf("%d readers, want %d", n, want)
	}
}

// TestReaderGoes away without a word.
func TestReaderGoes(t *testing.T) {
	inBubble(t, func(s streamed) {
		_, c := s.open("0")
		s.expectReaders(1)
		_ = c.Close()
		synctest.Wait()
		s.expectReaders(0)
	})
}

func TestTooManyStreams(t *testing.T) {
	inBubble(t, func(s streamed) {
		for range eventlog.MaxReaders {
			if response, _ := s.open("0"); response.StatusCode != http.StatusOK {
				t.Fatalf("status %d", response.StatusCode)
			}
		}
		if response, _ := s.open("0"); response.StatusCode != http.StatusTooManyRequests || response.Header.Get("Retry-After") != "15" {
			t.Errorf("status %d, %v", response.StatusCode, response.Header)
		}
	})
}

// TestStreamHead asks for the header alone.
func TestStreamHead(t *testing.T) {
	w, log := httptest.NewRecorder(), &eventlog.Log{}
	serveStream(w, httptest.NewRequest(http.MethodHead, "/", nil), log, nil)
	if w.Code != http.StatusOK || w.Body.Len() != 0 || log.Readers() != 0 {
		t.Errorf("status %d, %q", w.Code, w.Body)
	}
}
