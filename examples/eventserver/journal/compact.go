package journal

import (
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"time"
)

// retryAfter is how long after a compaction has failed the next is tried, at least.
const retryAfter = time.Second

// compaction is a copy of a file, without what is out of date in it. While it is made the
// journal goes on in the file.
type compaction struct {
	store          // the copy
	from    store  // the file, as it was when the copy was begun
	read    int64  // up to where the file is copied
	payload []byte // of the next frame
	err     error
}

// newName is the name of the copy until it is the journal.
func (j *Journal) newName() string { return j.name + ".new" }

// compact begins to copy the file, unless that is being done, or has failed a moment ago.
func (j *Journal) compact() {
	if j.compacting || time.Since(j.compactFailed) < retryAfter {
		return
	}
	j.compacting = true
	c := &compaction{from: j.store, read: headerSize}
	c.from.index = maps.Clone(j.index)
	go func() {
		c.err = c.fill(j.make, j.newName())
		j.compacted <- c
	}()
}

// fill copies the values that count.
func (c *compaction) fill(create func(name string) (file, error), name string) (err error) {
	c.store = store{end: headerSize, index: make(map[Key]place, len(c.from.index))}
	if c.file, err = create(name); err != nil {
		return err
	}
	if _, err = c.file.WriteAt([]byte(magic), 0); err != nil {
		return err
	}
	err = c.add(c.from.end, func(at int64, key Key) bool { return c.from.index[key].offset == at })
	if err != nil {
		return err
	}
	return c.file.Sync() // so that there is less to wait for in the end
}

// add adds the records of the file up to an offset, from where it was last, if they count.
func (c *compaction) add(to int64, counts func(at int64, key Key) bool) error {
	end, err := scan(c.from.file, c.read, to, func(at int64, key Key, value []byte) error {
		if !counts(at, key) {
			return nil
		}
		return c.addRecord(key, value)
	})
	switch {
	case err != nil:
		return err
	case end != to: // it was whole
		return &CorruptError{Offset: end, Err: errFrame}
	}
	c.read = to
	return c.flush()
}

// addRecord adds a record to the copy.
func (c *compaction) addRecord(key Key, value []byte) error {
	if len(c.payload)+recordSize(value) > maxPayload {
		if err := c.flush(); err != nil {
			return err
		}
	}
	c.payload = appendRecord(c.payload, key, value)
	return nil
}

// flush writes the records that were added. They need not last yet.
func (c *compaction) flush() error {
	if len(c.payload) == 0 {
		return nil
	}
	frame := appendFrame(nil, c.payload, c.end)
	if _, err := c.file.WriteAt(frame, c.end); err != nil {
		return err
	}
	err := c.note(c.end+frameSize, c.payload)
	c.end += int64(len(frame))
	c.payload = c.payload[:0]
	return err
}

// discard closes a copy that is of no use.
func (c *compaction) discard() {
	if c.file != nil {
		_ = c.file.Close() // the next Open removes it
	}
}

// install goes on in a copy, once what was written meanwhile is in it.
func (j *Journal) install(c *compaction) {
	j.compacting = false
	err := c.err
	if err == nil {
		err = c.add(j.end, func(int64, Key) bool { return true })
	}
	if err == nil {
		err = j.publish(c.file)
	}
	var unsure *unsureError
	if err != nil && !errors.As(err, &unsure) {
		c.discard()
		j.compactFailed = time.Now()
		_ = os.Remove(j.newName()) // room for others
		slog.Error("the journal cannot be written anew", "file", j.name, "error", j.named(err))
		return
	}
	_ = j.file.Close() // it is of no use any more
	j.store = c.store
	j.setBroken(err)
	j.count(func(s *Stats) { s.Compactions++ })
}

// publish gives a file that is complete the name of the journal. If the error is an
// *unsureError it has the name, but may lose it if the machine fails.
func (j *Journal) publish(f file) error {
	if err := f.Sync(); err != nil {
		return err
	}
	if err := os.Rename(j.newName(), j.name); err != nil {
		return err
	}
	if err := syncDir(j.name); err != nil {
		return &unsureError{fmt.Errorf("the folder: %w", err)}
	}
	return nil
}

// repair copies the file if it takes nothing as it is.
func (j *Journal) repair() {
	j.mu.Lock()
	broken := j.broken
	j.mu.Unlock()
	if broken != nil {
		j.compact()
	}
}
