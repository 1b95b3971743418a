package indexkit

import "sync"

// File is an index as a file: what it was opened from, or what is made of it when
// somebody asks. It is safe for concurrent use once it is opened.
type File struct {
	once  sync.Once
	bytes []byte
}

// Opened notes what an index was opened from.
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
