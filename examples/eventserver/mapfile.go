package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

// mapPatience is how long a map may take to be read and prepared before the one in use
// stays. Maps that a page can draw take some seconds.
const mapPatience = 2 * time.Minute

// mapFile is a file that a map lies in, and what is expected of it: whoever may write
// there must not end or block the server, whatever they leave. It is safe for concurrent
// use.
type mapFile struct {
	name  string // empty: the map of Göteborg
	most  int64  // bytes; 0: defaultMapBytes
	found float64
	turn  chan struct{} // holds one while the file is being read
}

// defaultMapBytes is as large as a map may be unless told: a million nodes or so.
const defaultMapBytes = 64 << 20

func newMapFile(c config) *mapFile {
	f := &mapFile{name: c.mapFile, most: c.mapBytes, found: c.found, turn: make(chan struct{}, 1)}
	if f.most == 0 {
		f.most = defaultMapBytes
	}
	return f
}

// errStillReading: the file has not answered an earlier request yet, as on a network drive
// that is away.
var errStillReading = errors.New("the map is still being read from last time")

// load returns the world of the map that the file has now, or the one in use if that is
// the same. It returns when ctx is done, whatever the file does meanwhile.
func (f *mapFile) load(ctx context.Context, now *world) (*world, error) {
	var w *world // written by another goroutine, which may go on after ctx is done
	if err := apart(ctx, f.turn, func() (err error) { w, err = f.open(ctx, now); return err }); err != nil {
		return nil, err
	}
	return w, nil
}

// apart does something on a goroutine of its own, behind the last fence, unless it is being
// done already. It returns when ctx is done: what hangs is left to hang alone, and holds the
// turn until it is over.
func apart(ctx context.Context, turn chan struct{}, do func() error) error {
	select {
	case turn <- struct{}{}:
	default:
		return errStillReading
	}
	done := make(chan error, 1)
	go func() {
		err := fenced(do)
		<-turn
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// fenced does something, and makes an error of a panic: the last fence, behind all checks.
func fenced(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("a map has caused a panic", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("the map has caused a panic: %v", p)
		}
	}()
	return do()
}

// open is load on the caller's own goroutine.
func (f *mapFile) open(ctx context.Context, now *world) (*world, error) {
	g, err := f.read()
	if err != nil {
		return nil, err
	}
	if now != nil && now.graph.Hash() == g.Hash() {
		return now, nil
	}
	return newWorld(ctx, g, f.found)
}

// read reads and checks the map. It is read, not mapped, so that who replaces the file may
// do as they like.
func (f *mapFile) read() (*csr.CSRGraph, error) {
	if f.name == "" {
		return csr.FromBytes(testdata.Goteborg())
	}
	b, err := readRegular(f.name, f.most)
	if err != nil {
		return nil, err
	}
	g, err := csr.FromBytes(b)
	if err == nil {
		err = g.Verify()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.name, err)
	}
	return g, nil
}

// readRegular reads a regular file of so many bytes at most. It looks before it opens, as
// to open a device may do something, and again afterwards, as names change.
func readRegular(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err == nil {
		err = checkRegular(name, info, most)
	}
	if err != nil {
		return nil, err
	}
	file, err := os.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if info, err = file.Stat(); err == nil {
		err = checkRegular(name, info, most)
	}
	if err != nil {
		return nil, err
	}
	b := make([]byte, info.Size())
	if _, err := io.ReadFull(file, b); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

// checkRegular refuses what is no map, whatever is in it.
func checkRegular(name string, info os.FileInfo, most int64) error {
	switch {
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: not a regular file (%v)", name, info.Mode().Type())
	case info.Size() > most:
		return fmt.Errorf("%s: %d bytes, and a map has at most %d here", name, info.Size(), most)
	}
	return nil
}
