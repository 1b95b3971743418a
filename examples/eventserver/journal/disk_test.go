package journal

import (
	"errors"
	"io"
	"os"
	"sync"
	"syscall"
)

// disk is files with so much room for all of them, and with faults.
type disk struct {
	mu     sync.Mutex
	room   int64 // bytes that can still be written
	sync   error // of each fsync
	shrink error // of each truncation
}

// create makes an empty file on the disk, which is one of the system as well.
func (d *disk) create(name string) (file, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	return &diskFile{disk: d, File: f}, err
}

// set changes what the disk does.
func (d *disk) set(change func(d *disk)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change(d)
}

// diskFile is a file of a disk.
type diskFile struct {
	disk *disk
	*os.File
	size int64
}

// WriteAt writes as much as there is room for, as a full disk does.
func (f *diskFile) WriteAt(b []byte, at int64) (n int, err error) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	fits := min(int64(len(b)), max(f.disk.room+f.size-at, 0))
	if fits < int64(len(b)) {
		err = &os.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
	}
	n, failed := f.File.WriteAt(b[:fits], at)
	f.grow(max(f.size, at+int64(n)))
	return n, errors.Join(failed, err)
}

// grow notes the size of the file. The lock is held.
func (f *diskFile) grow(size int64) {
	f.disk.room -= size - f.size
	f.size = size
}

// Truncate gives room back.
func (f *diskFile) Truncate(size int64) error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if f.disk.shrink != nil {
		return f.disk.shrink
	}
	f.grow(size)
	return f.File.Truncate(size)
}

// Sync fails as it is told.
func (f *diskFile) Sync() error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	return f.disk.sync
}

// ReadAt reads from the system.
func (f *diskFile) ReadAt(b []byte, at int64) (int, error) { return f.File.ReadAt(b, at) }

// Close gives the room of a file back, whose name another has taken or will take.
func (f *diskFile) Close() error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	f.grow(0)
	return f.File.Close()
}

var _ io.WriterAt = (*diskFile)(nil)
