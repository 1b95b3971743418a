package osmfile

import (
	"io"
	"sort"
)

// presume lists the blobs, and concludes which of them have nothing but nodes: all before
// the first that has something else, found by bisection as if nodes came first.
func (f *File) presume(want Kinds) error {
	if f.complete || f.unpack != nil || want&Nodes != 0 {
		return nil
	}
	r := io.NewSectionReader(f.r, 0, f.size)
	for {
		err := f.list(r)
		if err == io.EOF {
			break
		}
		if err != nil {
			last := len(f.blobs) - 1
			return locate(&f.blobs[last], last, err)
		}
	}
	f.complete = true
	w := &worker{}
	first := sort.Search(len(f.blobs), func(i int) bool { return f.peek(w, i)&^Nodes != 0 })
	if first == len(f.blobs) {
		return nil
	}
	for i := range f.blobs[:first] {
		if b := &f.blobs[i]; b.kinds == 0 && !b.header {
			b.kinds, b.presumed = Nodes, true
		}
	}
	return nil
}

// peek returns the kinds of objects in a blob, 0 if there are none or it is damaged.
func (f *File) peek(w *worker, i int) Kinds {
	b := &f.blobs[i]
	if b.header || b.other || w.read(f.r, b) != nil {
		return 0
	}
	payload, err := w.payload(w.message)
	if err != nil || w.block.decode(payload, 0, nil) != nil {
		return 0
	}
	b.kinds = w.kinds
	return w.kinds
}

// note notes what was found in a blob. It is ErrUnsorted if something else was presumed;
// then nothing more is.
func (s *blobScan) note(i int, found Kinds) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := &s.blobs[i]
	wrong := b.presumed && found&^Nodes != 0
	b.kinds, b.presumed = found, false
	if !wrong {
		return nil
	}
	for i := range s.blobs {
		if b := &s.blobs[i]; b.presumed {
			b.kinds, b.presumed = 0, false
		}
	}
	return ErrUnsorted
}
