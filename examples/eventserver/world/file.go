package world

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

// DefaultBytes is as large as a map may be unless told: a million nodes or so.
const DefaultBytes = 64 << 20

// File is where a map is read from. Others may write there, and nothing that they leave may
// end or block the server. It is safe for concurrent use.
type File struct {
	name  string // empty: the map of Göteborg
	most  int64  // bytes
	found float64
	turn  chan struct{} // holds one while the file is being read
}

// NewFile returns the file of a name, or the map of Göteborg that is built in if the name
// is empty. The file may have most bytes; 0: DefaultBytes. found is as in New.
func NewFile(name string, most int64, found float64) *File {
	if most == 0 {
		most = DefaultBytes
	}
	return &File{name: name, most: most, found: found, turn: make(chan struct{}, 1)}
}

// Name returns the name of the file, which is empty for the map that is built in.
func (f *File) Name() string { return f.name }

// errStillReading: the file has not answered an earlier request yet, as on a network drive
// that is away.
var errStillReading = errors.New("the map is still being read from last time")

// Load returns the World of the map that the file has now, or the one in use, now, if that
// is the same; now may be nil. The error says why the file cannot be used. Load returns
// when ctx is done, whatever the file does meanwhile.
func (f *File) Load(ctx context.Context, now *World) (*World, error) {
	var w *World // written by another goroutine, which may go on after ctx is done
	if err := apart(ctx, f.turn, func() (err error) { w, err = f.open(ctx, now); return err }); err != nil {
		return nil, err
	}
	return w, nil
}

// apart runs do on a goroutine of its own, with Guard. It returns when ctx is done, and the
// goroutine goes on alone if it hangs. Until that has ended, apart returns errStillReading.
func apart(ctx context.Context, turn chan struct{}, do func() error) error {
	select {
	case turn <- struct{}{}:
	default:
		return errStillReading
	}
	done := make(chan error, 1)
	go func() {
		err := Guard(do)
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

// Guard runs do, which uses a map. A panic is logged and returned as an error: the last
// defence against a bad map, behind all checks.
func Guard(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("a map has caused a panic", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("the map has caused a panic: %v", p)
		}
	}()
	return do()
}

// open is Load on the caller's own goroutine.
func (f *File) open(ctx context.Context, now *World) (*World, error) {
	g, err := f.read()
	if err != nil {
		return nil, err
	}
	if now != nil && now.Graph.Hash() == g.Hash() {
		return now, nil
	}
	return New(ctx, g, f.found)
}

// read reads and checks the map. It is read, not mapped in place, so that the file may be
// replaced in any way.
func (f *File) read() (*csr.CSRGraph, error) {
	if f.name == "" {
		return csr.FromBytes(testdata.GoteborgStreets())
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

// checkRegular refuses files that cannot be maps, without reading them.
func checkRegular(name string, info os.FileInfo, most int64) error {
	switch {
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: not a regular file (%v)", name, info.Mode().Type())
	case info.Size() > most:
		return fmt.Errorf("%s: %d bytes, and a map has at most %d here", name, info.Size(), most)
	}
	return nil
}
