// Package atomicfile replaces files whole: a reader sees the old contents or
// the new, never a part, and after a power cut one of the two is on the disk.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Write makes data the contents of the named file. It writes to a temporary file
// in the same folder, syncs it and renames it. If any of that fails, the temporary file
// is removed and the named one is as it was.
//
// A new file gets the mode that the umask leaves of 0666. A file that is replaced
// keeps its mode and, where the system lets the process give files away, its
// owner; other hard links to it keep the old contents. A file that the process
// may not write is not replaced. A link stays a link, and the file that it leads to is
// replaced. Pipes and character devices are written to; folders, sockets and disks are
// refused.
//
// The temporary file of map.csr is .map.csr.tmp. Only a process that is killed
// leaves it behind, and the next Write of the same file removes it. Writers into
// one folder wait for each other, on Unix by a lock on the folder.
func Write(name string, data []byte) error {
	name, old, err := target(name)
	if err != nil {
		return err
	}
	if old != nil && !old.Mode().IsRegular() {
		return writeThrough(name, data)
	}
	return replace(name, old, data)
}

// Check returns an error if Write would refuse the named file, or if it is one of the
// inputs, under whatever name. A program asks before long work whose result it could not
// write. Inputs without a name, or that are not there, do not count.
func Check(name string, inputs ...string) error {
	_, old, err := target(name)
	if err != nil || old == nil {
		return err
	}
	for _, input := range inputs {
		if info, err := os.Stat(input); err == nil && os.SameFile(info, old) && old.Mode().IsRegular() {
			return refuse(name, fmt.Errorf("is the input %s, which would be lost", input))
		}
	}
	return nil
}

// replace replaces a file, or makes it if old is nil.
func replace(name string, old fs.FileInfo, data []byte) error {
	if old != nil {
		if err := writable(name); err != nil {
			return err
		}
	}
	dir, base := filepath.Split(name)
	if dir == "" {
		dir = "."
	}
	unlock := lockFolder(dir)
	defer unlock()
	temporary := filepath.Join(dir, "."+base+".tmp")
	f, err := create(temporary, old)
	if err != nil {
		return err
	}
	err = fill(f, old, data)
	if err == nil {
		err = os.Rename(temporary, name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temporary))
	}
	syncFolder(dir)
	return nil
}

// create makes the temporary file with the mode of the old file, so that it is no easier
// to read. A temporary file that is there already was left by a process that was killed,
// since the caller holds the lock.
func create(temporary string, old fs.FileInfo) (*os.File, error) {
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var mode fs.FileMode = 0o666
	if old != nil {
		mode = old.Mode().Perm()
	}
	return os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
}

// fill writes, syncs and closes f, and makes it like the file it replaces.
func fill(f *os.File, old fs.FileInfo, data []byte) error {
	_, err := f.Write(data)
	if err == nil && old != nil {
		keepOwner(f, old)
		err = f.Chmod(old.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// writable returns an error if a file cannot be written. A rename would not notice.
func writable(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// writeThrough writes to a pipe or a device. It waits for the reader of a pipe.
func writeThrough(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// syncFolder makes the rename itself durable, on systems that can open and sync a
// folder.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
