package journal

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// CorruptError is a file that is not as the journal has written it.
type CorruptError struct {
	File   string // its name
	Offset int64  // where it is wrong
	Err    error  // in what
}

// Error says which file, where and in what.
func (e *CorruptError) Error() string {
	return fmt.Sprintf("%s: offset %d: %v", e.File, e.Offset, e.Err)
}

// Unwrap returns what is wrong.
func (e *CorruptError) Unwrap() error { return e.Err }

// Reasons of a CorruptError.
var (
	errMagic  = errors.New("it does not begin as a journal")
	errFrame  = errors.New("the sum of a frame is wrong, and the frame is not the last")
	errRecord = errors.New("a record goes beyond its frame")
)

// visitor is called with a record and its offset. value is good until it returns.
type visitor func(at int64, key Key, value []byte) error

// scan calls visit for each record of the frames in a part of a file, and returns the end of
// the last whole frame. An error of visit ends it.
//
// The part that a failure has left unfinished is a frame that is not whole, with no whole one
// behind it: a frame is written after the one before it lasts. Any other frame that is not
// whole is a *CorruptError.
func scan(r io.ReaderAt, from, to int64, visit visitor) (end int64, err error) {
	in := bufio.NewReaderSize(io.NewSectionReader(r, from, to-from), 1<<16)
	var buffer []byte
	for at := from; at < to; {
		payload, err := readFrame(in, at, &buffer)
		if errors.Is(err, errFrame) {
			return at, checkUnfinished(r, at, to)
		}
		if err == nil {
			err = visitRecords(at+frameSize, payload, visit)
		}
		if err != nil {
			return at, err
		}
		at += frameSize + int64(len(payload))
	}
	return to, nil
}

// readFrame reads the frame at an offset. The error is errFrame if it is not whole.
func readFrame(in io.Reader, at int64, buffer *[]byte) (payload []byte, err error) {
	var head [frameSize]byte
	if err := readFull(in, head[:]); err != nil {
		return nil, err
	}
	size, ok := payloadSize(head[:], at)
	if !ok {
		return nil, errFrame
	}
	if cap(*buffer) < size {
		*buffer = make([]byte, size)
	}
	payload = (*buffer)[:size]
	if err := readFull(in, payload); err != nil {
		return nil, err
	}
	if !holds(head[:], payload) {
		return nil, errFrame
	}
	return payload, nil
}

// readFull fills b. The error is errFrame if there is less.
func readFull(in io.Reader, b []byte) error {
	_, err := io.ReadFull(in, b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errFrame
	}
	return err
}

// visitRecords calls visit for the records of a payload that lies at an offset.
func visitRecords(at int64, payload []byte, visit visitor) error {
	for len(payload) > 0 {
		key, value, rest, ok := cutRecord(payload)
		if !ok {
			return &CorruptError{Offset: at, Err: errRecord}
		}
		if err := visit(at, key, value); err != nil {
			return err
		}
		at += int64(len(payload) - len(rest))
		payload = rest
	}
	return nil
}

// checkUnfinished returns an error if what lies between two offsets is not a frame that was not
// finished.
func checkUnfinished(r io.ReaderAt, at, to int64) error {
	if to-at > frameSize+maxPayload {
		return &CorruptError{Offset: at, Err: errFrame}
	}
	tail := make([]byte, to-at)
	if _, err := r.ReadAt(tail, at); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	for i := 1; i+frameSize < len(tail); i++ {
		head, rest := tail[i:i+frameSize], tail[i+frameSize:]
		if size, ok := payloadSize(head, at+int64(i)); ok && size <= len(rest) && holds(head, rest[:size]) {
			return &CorruptError{Offset: at, Err: errFrame}
		}
	}
	return nil
}
