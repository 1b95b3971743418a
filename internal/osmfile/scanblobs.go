package osmfile

import (
	"context"
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/veltrix/cairn/internal/parallel"
)

// blobScan hands out the blobs of a Scan to the workers, and keeps their order.
type blobScan struct {
	*File
	ctx   context.Context
	want  Kinds
	begin func() Visitor
	done  func(int64)
	read  atomic.Int64 // of a compressed file

	mu     sync.Mutex
	r      io.ReaderAt // of what is in the file
	block  int         // the next one
	handed int         // how many were handed out
	ended  bool        // no more are

	turns parallel.Ended
	err   error // of the first blob that has one; belongs to whose turn it is
}

// task is a blob on its way.
type task struct {
	blob
	block int
	turn  int
	err   error
}

// scanBlobs scans PBF.
func (f *File) scanBlobs(ctx context.Context, want Kinds, begin func() Visitor, done func(int64)) error {
	s := &blobScan{File: f, ctx: ctx, want: want, begin: begin, done: done, r: io.NewSectionReader(f.r, 0, f.size)}
	if f.unpack != nil {
		text, err := f.text(&s.read)
		if err != nil {
			return &Error{Block: -1, Err: err}
		}
		s.r = &forward{r: text}
	}
	parallel.Run(runtime.GOMAXPROCS(0), func(int) { s.work(&worker{}) })
	if s.err != nil {
		return s.err
	}
	f.complete = true
	done(f.size)
	return nil
}

// worker is what decoding takes, kept from blob to blob.
type worker struct {
	inflater
	block
	message []byte
}

// work decodes blobs until there are no more.
func (s *blobScan) work(w *worker) {
	for {
		t, ok := s.take(w)
		if !ok {
			return
		}
		s.handle(w, &t)
	}
}

// handle decodes a blob, and ends it when all before it have ended.
func (s *blobScan) handle(w *worker, t *task) {
	defer s.turns.End(t.turn)
	v, err := s.decode(w, t)
	s.turns.After(t.turn - 1)
	if s.err != nil {
		return
	}
	if err == nil && v != nil {
		err = s.note(t.block, w.kinds)
	}
	if err == nil && v != nil {
		err = v.End()
	}
	if err != nil {
		s.fail(t, err)
		return
	}
	s.progress(t)
}

// progress tells how much of the file was read.
func (s *blobScan) progress(t *task) {
	if s.unpack != nil {
		s.done(s.read.Load())
	} else {
		s.done(t.start + int64(t.size))
	}
}

// fail ends the Scan with the error of a blob.
func (s *blobScan) fail(t *task, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended, s.err = true, locate(&t.blob, t.block, err)
	if err == s.ctx.Err() {
		s.err = err
	}
}

// locate adds the place to an error.
func locate(b *blob, block int, err error) error {
	e, ok := err.(*Error)
	if !ok {
		e = &Error{Err: err}
	}
	e.Offset, e.Block = b.offset, block
	if e.Err == io.ErrUnexpectedEOF {
		e.Err = syntax("the file ends too early: %w", e.Err)
	}
	return e
}

// take returns the next blob to decode.
func (s *blobScan) take(w *worker) (t task, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for !s.ended {
		t, ok := s.nextBlob()
		if s.ended = t.err != nil || !ok; ok && (t.err != nil || !t.lacks(s.want)) {
			if t.turn = s.handed; t.err == nil && s.unpack != nil {
				t.err = w.read(s.r, &t.blob) // a stream is read in order
			}
			s.handed++
			return t, true
		}
	}
	return t, false
}

// nextBlob returns the next blob of the file, in order. ok is false behind the last.
func (s *blobScan) nextBlob() (t task, ok bool) {
	t.block = s.block
	s.block++
	if err := s.ctx.Err(); err != nil {
		t.err = err
		return t, true
	}
	if t.block < len(s.blobs) {
		t.blob = s.blobs[t.block]
		return t, true
	}
	if s.complete {
		return t, false
	}
	if t.err = s.list(s.r); t.err == io.EOF {
		return t, false
	}
	t.blob = s.blobs[t.block]
	return t, true
}

// list adds the next blob to those that are known, also if it is damaged.
func (f *File) list(r io.ReaderAt) error {
	offset := int64(0)
	if n := len(f.blobs); n > 0 {
		offset = f.blobs[n-1].start + int64(f.blobs[n-1].size)
	}
	b, err := readBlobHeader(r, offset)
	if err == nil && f.unpack == nil && b.start+int64(b.size) > f.size {
		err = io.ErrUnexpectedEOF
	}
	if err != io.EOF {
		b.offset = offset
		f.blobs = append(f.blobs, b)
	}
	return err
}

// decode hands what is in a blob to a new visitor.
func (s *blobScan) decode(w *worker, t *task) (Visitor, error) {
	if t.err != nil {
		return nil, t.err
	}
	if s.unpack == nil {
		if err := w.read(s.r, &t.blob); err != nil {
			return nil, err
		}
	}
	payload, err := w.payload(w.message)
	if err != nil {
		return nil, err
	}
	if t.header {
		return nil, checkHeader(payload)
	}
	v := s.begin()
	err = w.block.decode(payload, s.want, v)
	return v, err
}

// read reads the message of a blob.
func (w *worker) read(r io.ReaderAt, b *blob) (err error) {
	w.message, err = readAt(w.message[:0], r, b.start, int64(b.size))
	return err
}
