package osmfile

import (
	"bufio"
	"encoding/binary"
	"io"
	"sort"
)

// Presume concludes what is in the blocks of a PBF file from some of them, as if nodes came
// first, then ways, then relations, as in nearly all files. Scan then leaves out the blocks
// that it need not read. It returns false if it concludes nothing: the file is XML, is
// compressed as a whole, or has nothing but nodes.
//
// If a later Scan finds something else than was presumed in a block, it returns ErrUnsorted.
// What no Scan reads is not checked: in the end all kinds must have been scanned.
func (f *File) Presume() (sorted bool, err error) {
	if !f.pbf || f.unpack != nil || f.complete {
		return false, nil
	}
	if err := f.listAll(); err != nil {
		return false, err
	}
	n, w := len(f.blobs), &worker{}
	ways := sort.Search(n, func(i int) bool { return f.peek(w, i)&^Nodes != 0 })
	relations := ways + sort.Search(n-ways, func(i int) bool { return f.peek(w, ways+i)&^(Nodes|Ways) != 0 })
	if ways == n {
		return false, nil
	}
	f.conclude(0, ways-1, Nodes) // the last one of a kind may have the first of the next
	f.conclude(ways, relations-1, Ways)
	return true, nil
}

// conclude notes what is presumed of the blobs from lo up to hi.
func (f *File) conclude(lo, hi int, kinds Kinds) {
	for i := lo; i < hi; i++ {
		if b := &f.blobs[i]; !b.header && !b.other {
			b.kinds, b.presumed = kinds, true
		}
	}
}

// listAll lists all blobs.
func (f *File) listAll() error {
	r := io.NewSectionReader(f.r, 0, f.size)
	for {
		err := f.list(r)
		if err == io.EOF {
			f.complete = true
			return nil
		}
		if err != nil {
			last := len(f.blobs) - 1
			return locate(&f.blobs[last], last, err)
		}
	}
}

// peek returns the kind of the first objects in a blob, 0 if there are none or it is damaged.
func (f *File) peek(w *worker, i int) Kinds {
	b := &f.blobs[i]
	if b.header || b.other || w.read(f.r, b) != nil {
		return 0
	}
	r, err := w.payloadReader(w.message)
	if err != nil {
		return 0
	}
	return firstKind(bufio.NewReaderSize(r, 1<<12))
}

// firstKind returns the kind of objects in the first group of a block.
func firstKind(r *bufio.Reader) Kinds {
	for {
		key, err := binary.ReadUvarint(r)
		n, err2 := binary.ReadUvarint(r) // a number, or the length of bytes
		switch {
		case err != nil || err2 != nil || key&7 != wireVarint && key&7 != wireBytes:
			return 0
		case key == 2<<3|wireBytes && n > 0:
			field, _ := r.ReadByte() // 0 with an error
			return groupKinds[field>>3&7]
		case key&7 == wireBytes:
			if _, err := r.Discard(int(min(n, maxBlob))); err != nil {
				return 0
			}
		}
	}
}

// note notes what was found in a blob. It is ErrUnsorted if something else was presumed;
// then nothing more is.
func (s *blobScan) note(i int, found Kinds) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := &s.blobs[i]
	wrong := b.presumed && found&^b.kinds != 0
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
