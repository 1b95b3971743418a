package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/csr"
)

// selfLoop returns the file of a town of squares, but that a crossing has an arc to itself,
// which no Builder writes.
func selfLoop(t *testing.T, file string) []byte {
	t.Helper()
	writeSquares(t, file, "loop")
	g, err := csr.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const crossing = 19 // where it breaks the index of labels
	arc := 1            // the first but one of the crossing
	for v := range csr.Node(crossing) {
		arc += g.Degree(v)
	}
	return withTarget(g.Bytes(), arc, crossing)
}

// withTarget returns a file in which an arc leads elsewhere and all sums are right again.
func withTarget(file []byte, arc int, target uint16) []byte {
	file = append([]byte{}, file...)
	le, castagnoli := binary.LittleEndian, crc32.MakeTable(crc32.Castagnoli)
	sections := int(le.Uint16(file[14:]))
	for i := range sections {
		entry := file[64+32*i:]
		data := file[le.Uint64(entry[8:]):][:le.Uint64(entry[16:])]
		if le.Uint32(entry) == 2 {
			le.PutUint16(data[2*arc:], target)
		}
		le.PutUint32(entry[24:], crc32.Checksum(data, castagnoli))
	}
	clear(file[28:32])
	clear(file[56:64])
	sum := sha256.Sum256(file)
	copy(file[56:64], sum[:8])
	le.PutUint32(file[28:], crc32.Checksum(file[:64+32*sections], castagnoli))
	return file
}

// badMaps put something under a name that is no map.
func badMaps(t *testing.T) map[string]func(name string) error {
	write := func(b []byte) func(string) error {
		return func(name string) error { return os.WriteFile(name, b, 0o600) }
	}
	whole := goteborg(t).Bytes()
	return map[string]func(name string) error{
		"nothing":   func(string) error { return nil },
		"empty":     write(nil),
		"garbage":   write([]byte("garbage")),
		"cut short": write(whole[:len(whole)/2]),
		"too long":  write(append(append([]byte{}, whole...), 0)),
		"directory": func(name string) error { return os.Mkdir(name, 0o700) },
		"sparse": func(name string) error {
			if err := os.WriteFile(name, whole[:4096], 0o600); err != nil {
				return err
			}
			return os.Truncate(name, 1<<40)
		},
		"sparse, small": func(name string) error {
			return errors.Join(os.WriteFile(name, whole[:64], 0o600), os.Truncate(name, 1<<20))
		},
	}
}

// TestBadMaps leaves what is no map under the watched name: the map that the server has
// stays, players go on, a hangup and the end wait for nothing, and the next sound map is
// taken.
func TestBadMaps(t *testing.T) {
	maps := badMaps(t)
	addSpecialFiles(maps)
	for name, put := range maps {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				logTo(t, slog.DiscardHandler)
				s := newTarget(t, nil)
				before := s.world.Load()
				path, token := s.begin()
				if err := errors.Join(os.RemoveAll(s.mapFile), put(s.mapFile)); err != nil {
					t.Skip(err) // not every system and file system has all of them
				}
				time.Sleep(5 * time.Second) // of the bubble: the watcher sees it
				if _, err := s.reload(t.Context()); err == nil {
					t.Error("it was taken for a map")
				}
				if w := s.ask("GET", path, token, ""); w.Code != 200 || s.world.Load() != before {
					t.Errorf("status %d, %s", w.Code, w.Body)
				}
				if err := os.RemoveAll(s.mapFile); err != nil {
					t.Fatal(err)
				}
				writeSquares(t, s.mapFile, "squares, again")
				time.Sleep(5 * time.Second)
				if now := s.world.Load(); now.drawing.Name != "squares, again" {
					t.Errorf("the map is %q", now.drawing.Name)
				}
			})
		})
	}
}

// TestSelfLoop leaves a map with all sums right that no Builder writes: taken or not, the
// server goes on.
func TestSelfLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		logTo(t, slog.DiscardHandler)
		s := newTarget(t, nil)
		path, token := s.begin()
		if err := os.WriteFile(s.mapFile, selfLoop(t, s.mapFile), 0o600); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		if w := s.ask("GET", path, token, ""); w.Code != 200 {
			t.Errorf("status %d, %s", w.Code, w.Body)
		}
		s.begin()
	})
}

// TestBadMapsAtStart end the program with a word.
func TestBadMapsAtStart(t *testing.T) {
	maps := badMaps(t)
	addSpecialFiles(maps)
	logTo(t, slog.DiscardHandler)
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

// TestLargeMap is refused before memory is taken for it, by a bound that can be set.
func TestLargeMap(t *testing.T) {
	file := filepath.Join(t.TempDir(), "map.csr")
	writeSquares(t, file, "squares")
	size := stat(file).Size()
	for most, ok := range map[int64]bool{size: true, size - 1: false, 0: true} {
		if _, err := newMapFile(config{mapFile: file, mapBytes: most}).load(t.Context(), nil); (err == nil) != ok {
			t.Errorf("at most %d bytes: %v", most, err)
		}
	}
}

// TestApart: what hangs blocks nobody, and nobody else begins meanwhile; a panic is an error.
func TestApart(t *testing.T) {
	logTo(t, slog.DiscardHandler)
	synctest.Test(t, func(t *testing.T) {
		turn, hang := make(chan struct{}, 1), make(chan struct{})
		ctx, cancel := context.WithTimeout(t.Context(), mapPatience)
		defer cancel()
		if err := apart(ctx, turn, func() error { <-hang; return nil }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("what hangs: %v", err)
		}
		if err := apart(t.Context(), turn, func() error { return nil }); err != errStillReading {
			t.Errorf("another: %v", err)
		}
		close(hang)
		synctest.Wait()
		if err := apart(t.Context(), turn, func() error { panic("a map") }); err == nil {
			t.Error("a panic is no error")
		}
		if err := apart(t.Context(), turn, func() error { return nil }); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

// TestSwapBack has one engine take a world and the other not: both answer on the one that
// they had.
func TestSwapBack(t *testing.T) {
	logTo(t, slog.DiscardHandler)
	c := newTarget(t, nil)
	path, token := c.begin()
	now := c.world.Load()
	another, err := goteborgWorld()
	if err != nil {
		t.Fatal(err)
	}
	_ = c.engines.services[search].Close() // always nil
	if err := c.engines.swap(now, another); err == nil {
		t.Error("the world was taken")
	}
	if w := c.ask("GET", path, token, ""); w.Code != 200 {
		t.Errorf("status %d, %s", w.Code, w.Body)
	}
}
