// Package journal keeps small values by key in one file, so that they outlast the process.
//
//	j, err := journal.Open("state", nil) // a folder, which is made if need be
//	defer j.Close()
//	err = j.Load(func(key journal.Key, value []byte) error { ... }) // what is there
//	wait := j.Write(key, value) // an empty value deletes the key
//	err = wait()                // nil: it lasts, also if the machine fails
//
// The file is the list of all writes (a log as of Bitcask, Sheehy and Smith 2010). Writes
// that come within 5 milliseconds are one frame, are written at once, and share one fsync
// (group commit, DeWitt et al. 1984):
//
//	file    "cairnjl1" frame...
//	frame   length of the payload   uint32, at most 1 MiB
//	        CRC-32C of the payload  uint32
//	        CRC-32C of the offset of the frame (uint64) and the 8 bytes above  uint32
//	        payload: record...
//	record  key 12 bytes, length of the value uint16, value
//
// Numbers are little-endian. Once more than half of the file is out of date, the values that
// count are copied to a new file, which takes the name of the old one. So the file begins
// with a snapshot, and the journal goes on behind it.
//
// A process or a machine that fails leaves at most one frame unfinished, at the end, of
// which nobody was told that it lasts. Open cuts it off. Anything else that is wrong is a
// *CorruptError, and the file stays as it is.
package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Key names a value.
type Key = [12]byte

// Errors of writes that do not last, beside those of the file.
var (
	ErrClosed  = errors.New("the journal is closed")
	ErrTooLong = fmt.Errorf("the value has more than %d bytes", MaxValue)
)

// delay is how far apart commits begin at least; a write waits no longer than this for its own.
const delay = 5 * time.Millisecond

// Options are the settings of a Journal. The zero value has the defaults.
type Options struct {
	Garbage int64 // bytes that may be out of date before the file is written anew; 0: 16 MiB
}

// Journal keeps values by key. It is safe for concurrent use. It keeps some 50 bytes of
// memory for each key, and no values.
type Journal struct {
	name    string // of the file
	garbage int64
	lock    *os.File
	make    func(name string) (file, error) // an empty file
	wake    chan struct{}                   // has room for one
	ended   chan struct{}                   // closed when the committer has ended

	mu     sync.Mutex
	groups []*group // that wait to be committed; the last one takes more
	closed bool
	broken error // why the file takes nothing until it is written anew
	stats  Stats

	store         // of the committer alone
	compacted     chan *compaction
	compacting    bool      // one is under way
	failing       bool      // the last commit has not lasted
	compactFailed time.Time // the last one that did
	lastCommit    time.Time
}

// Stats are what a Journal holds and has done.
type Stats struct {
	Bytes       int64  // of the file
	Live        int64  // of those, the values that count
	Keys        int    // that have a value
	Commits     uint64 // of groups that last
	Failed      uint64 // groups that do not
	Compactions uint64 // times that the file was written anew
}

// Open opens the journal of a folder. Both are made if they are not there. The error is a
// *CorruptError if something is wrong with the file beside an unfinished end, and that of
// the system if it is in use already. It costs one reading of the file. Close it.
func Open(dir string, o *Options) (*Journal, error) {
	return open(dir, o, func(name string) (file, error) { return os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600) })
}

// open is Open with the way in which new files are made.
func open(dir string, o *Options, create func(name string) (file, error)) (j *Journal, err error) {
	j = &Journal{name: filepath.Join(dir, "journal"), garbage: 16 << 20, make: create, wake: make(chan struct{}, 1), ended: make(chan struct{}), compacted: make(chan *compaction, 1)}
	if o != nil && o.Garbage > 0 {
		j.garbage = o.Garbage
	}
	if err := makeDir(dir); err != nil {
		return nil, err
	}
	if j.lock, err = lockFile(j.name + ".lock"); err != nil {
		return nil, err
	}
	if err = j.openFile(); err != nil {
		_ = j.lock.Close() // nothing was written to it
		return nil, err
	}
	j.count(func(*Stats) {})
	go j.commitAll()
	return j, nil
}

// Load calls add for each value that was there when the journal was opened. It belongs before the
// first Write. An error of add ends it, and is returned as a *CorruptError with the offset of
// the record.
func (j *Journal) Load(add func(key Key, value []byte) error) error {
	_, err := scan(j.file, headerSize, j.end, func(at int64, key Key, value []byte) error {
		if j.index[key].offset != at {
			return nil
		}
		if err := add(key, value); err != nil {
			return &CorruptError{j.name, at, err}
		}
		return nil
	})
	return j.named(err)
}

// Write gives a key a value, or none if value is empty, and returns at once. wait returns
// nil when that lasts. Else its error says why not, and the key has the value that it had
// before; after an fsync that has failed, and then the process, it may have the new one. Writes
// of one key happen in the order of the calls.
func (j *Journal) Write(key Key, value []byte) (wait func() error) {
	if len(value) > MaxValue {
		return func() error { return ErrTooLong }
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case j.closed:
		return func() error { return ErrClosed }
	case j.broken != nil:
		j.wakeUp() // to try again
		err := j.broken
		return func() error { return err }
	}
	g := j.gathering(recordSize(value))
	g.payload = appendRecord(g.payload, key, value)
	j.wakeUp()
	return g.wait
}

// Stats returns what the journal holds and has done by now.
func (j *Journal) Stats() Stats {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.stats
}

// Close commits what was written and ends the journal. Writes have ErrClosed from then on.
func (j *Journal) Close() error {
	j.mu.Lock()
	closed := j.closed
	j.closed = true
	j.mu.Unlock()
	if closed {
		return ErrClosed
	}
	j.wakeUp()
	<-j.ended
	return errors.Join(j.file.Close(), j.lock.Close())
}

// wakeUp has the committer look what there is to do.
func (j *Journal) wakeUp() {
	select {
	case j.wake <- struct{}{}:
	default:
	}
}
