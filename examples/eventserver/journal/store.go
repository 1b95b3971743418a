package journal

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
)

// file is what a journal needs of an *os.File.
type file interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Truncate(size int64) error
	Sync() error
}

// store is a file, and where the values are in it.
type store struct {
	file  file
	end   int64 // of the last frame
	live  int64 // bytes of the records that count
	index map[Key]place
}

// place is where the record of a key is.
type place struct {
	offset int64
	size   int32
}

// put notes that a record lies at an offset.
func (s *store) put(at int64, key Key, value []byte) {
	s.live -= int64(s.index[key].size)
	if len(value) == 0 {
		delete(s.index, key)
		return
	}
	size := recordSize(value)
	s.index[key] = place{at, int32(size)}
	s.live += int64(size)
}

// note is put of all records of a payload that lies at an offset.
func (s *store) note(at int64, payload []byte) error {
	return visitRecords(at, payload, func(at int64, key Key, value []byte) error {
		s.put(at, key, value)
		return nil
	})
}

// append writes a payload as the next frame. If that fails, the file is as long as before,
// or the error is an *unsureError.
func (s *store) append(payload []byte) error {
	frame := appendFrame(make([]byte, 0, frameSize+len(payload)), payload, s.end)
	if _, err := s.file.WriteAt(frame, s.end); err != nil {
		if cut := s.file.Truncate(s.end); cut != nil {
			return &unsureError{errors.Join(err, cut)}
		}
		return err
	}
	if err := s.file.Sync(); err != nil {
		_ = s.file.Truncate(s.end) // if that fails as well, the frame may be found again
		return &unsureError{err}
	}
	at := s.end + frameSize
	s.end += int64(len(frame))
	return s.note(at, payload)
}

// unsureError is the error of a write of which nobody knows what has come to the disk: after an
// fsync has failed, the next one may say that all is well (Rebello et al. 2020).
type unsureError struct{ error }

// Unwrap returns the error of the system.
func (e *unsureError) Unwrap() error { return e.error }

// openFile opens the file, or makes an empty one, and finds the values.
func (j *Journal) openFile() error {
	_ = os.Remove(j.newName()) // which a failure has left unfinished
	f, err := os.OpenFile(j.name, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return j.makeFile()
	}
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		err = j.read(f, info.Size())
	}
	if err != nil {
		_ = f.Close() // nothing was written to it
	}
	return err
}

// makeFile makes an empty file.
func (j *Journal) makeFile() error {
	f, err := j.make(j.newName())
	if err != nil {
		return err
	}
	j.store = store{file: f, end: headerSize, index: map[Key]place{}}
	if _, err = f.WriteAt([]byte(magic), 0); err == nil {
		err = j.publish(f)
	}
	if err != nil {
		_ = f.Close() // that it failed is known
	}
	return err
}

// read finds the values in a file, and cuts off an end that is not finished.
func (j *Journal) read(f file, size int64) (err error) {
	begin := make([]byte, headerSize)
	if _, err := f.ReadAt(begin, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if string(begin) != magic {
		return &CorruptError{j.name, 0, errMagic}
	}
	j.store = store{file: f, index: map[Key]place{}}
	j.end, err = scan(f, headerSize, size, func(at int64, key Key, value []byte) error {
		j.put(at, key, value)
		return nil
	})
	if err != nil {
		return j.named(err)
	}
	if j.end < size {
		slog.Warn("the end of the journal was not finished and is cut off", "file", j.name, "offset", j.end, "bytes", size-j.end)
		err = f.Truncate(j.end)
	}
	return errors.Join(err, f.Sync(), syncDir(j.name)) // the last process may not have come to that
}

// named puts the name of the file into a *CorruptError.
func (j *Journal) named(err error) error {
	var corrupt *CorruptError
	if errors.As(err, &corrupt) {
		corrupt.File = j.name
	}
	return err
}
