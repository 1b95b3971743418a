package indexkit

import (
	"fmt"
	"sync"

	"github.com/veltrix/cairn/internal/flatfile"
)

// File is an index as a file: the bytes that it was opened from, or bytes that are made when
// they are first asked for. It is safe for concurrent use after Opened.
type File struct {
	once  sync.Once
	bytes []byte
}

// Opened notes the bytes that an index was opened from.
func (f *File) Opened(b []byte) { f.bytes = b }

// Bytes returns the file, which encode makes at the first call unless there is one.
func (f *File) Bytes(encode func() []byte) []byte {
	f.once.Do(func() {
		if f.bytes == nil {
			f.bytes = encode()
		}
	})
	return f.bytes
}

// ReadFile returns the index that decode makes of the named file, read into memory.
func ReadFile[X any](f *flatfile.Format, name string, decode func(b []byte) (X, error)) (x X, err error) {
	b, err := f.ReadFile(name)
	if err != nil {
		return x, err
	}
	return named(name, b, decode)
}

// MapFile returns the index that decode makes of the named file, mapped into memory. hold
// must have unmap called with b when nothing can read b any more.
func MapFile[X any](f *flatfile.Format, name string, decode func(b []byte) (X, error), hold func(x X, b []byte, unmap func([]byte))) (x X, err error) {
	b, unmap, err := f.MapFile(name)
	if err != nil {
		return x, err
	}
	if x, err = named(name, b, decode); err != nil {
		unmap(b)
		return x, err
	}
	hold(x, b, unmap)
	return x, nil
}

// named puts the name of the file into the error of decode.
func named[X any](name string, b []byte, decode func(b []byte) (X, error)) (x X, err error) {
	if x, err = decode(b); err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return x, err
}
