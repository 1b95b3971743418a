package osmfile

import (
	"context"
	"errors"
	"io"
	"math"
	"sync/atomic"
)

// scanText scans XML. Once all of it was read, it stops after the last object of the
// kinds that are wanted.
func (f *File) scanText(ctx context.Context, want Kinds, begin func() Visitor, done func(int64)) error {
	read, end := new(atomic.Int64), int64(math.MaxInt64)
	if f.seen != nil {
		end = f.lastOf(want)
	}
	text, err := f.text(read)
	if err != nil {
		return &Error{Block: -1, Err: err}
	}
	s := &xmlScan{text: xmlText{r: text}, want: want, begin: begin, seen: map[Kinds]int64{}}
	s.between = func() error {
		done(read.Load())
		return ctx.Err()
	}
	if err := s.run(end); err != nil {
		return s.locate(ctx, err)
	}
	if f.seen == nil {
		f.seen = s.seen
	}
	done(f.size)
	return nil
}

// lastOf returns where the last object of some kinds ends.
func (f *File) lastOf(want Kinds) (end int64) {
	for kind, last := range f.seen {
		if kind&want != 0 {
			end = max(end, last)
		}
	}
	return end
}

// locate adds the place to an error.
func (s *xmlScan) locate(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return err
	}
	e, ok := err.(*Error)
	if !ok {
		e = &Error{Offset: s.text.offset, Err: err}
	}
	if e.Block = -1; e.Err == io.ErrUnexpectedEOF {
		e.Err = syntax("the text ends too early: %w", e.Err)
	}
	return e
}
