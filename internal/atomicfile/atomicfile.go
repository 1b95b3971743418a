// Package atomicfile replaces files whole: a reader sees the old contents or
// the new, never a part, and after a power cut one of the two is on the disk.
package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
)

// Write makes data the contents of the named file, readable by everyone. It
// writes to a temporary file in the same folder, syncs it and renames it; if
// any of that fails, the temporary file is removed and the named one is as it
// was.
func Write(name string, data []byte) error {
	dir, base := filepath.Split(name)
	if dir == "" {
		dir = "."
	}
	f, err := os.CreateTemp(dir, "."+base+".*")
	if err != nil {
		return err
	}
	err = fill(f, data)
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	syncDir(dir)
	return nil
}

// fill writes, syncs and closes f.
func fill(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncDir makes the rename itself last. Not every system can open or sync a
// folder; where it cannot there is nothing more to be done.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
