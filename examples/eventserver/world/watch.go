package world

import (
	"context"
	"log/slog"
	"os"
	"time"
)

// Watch looks at a file again and again and calls changed, on its own goroutine,
// when it is another than before: by its size, its time or its identity, which a
// file that was renamed to the name has of its own. It waits until it finds the file
// unchanged for one more look, so that one that is being copied is let finish, and
// while there is no file of the name nothing has changed. known is what Stat said of
// the file before it was last read: what happens to it from then on is a change, even
// before Watch begins. It returns when ctx is done.
//
// Polling costs some µs a look and works on every system and network drive.
func Watch(ctx context.Context, name string, known os.FileInfo, every time.Duration, changed func()) {
	look := time.NewTicker(every)
	defer look.Stop()
	for last := known; ; {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		now := Stat(name)
		if same(now, last) && !same(now, known) {
			known = now
			changed()
		}
		if now == nil && last != nil {
			slog.Warn("the map file is not there any more; the map stays", "file", name)
		}
		last = now
	}
}

// Stat describes a file as Watch wants it. It is nil for one that is not there, or cannot
// be looked at.
func Stat(name string) os.FileInfo {
	info, err := os.Stat(name)
	if err != nil {
		return nil
	}
	return info
}

// same tells whether two looks have found the same file in the same state.
func same(a, b os.FileInfo) bool {
	return a != nil && b != nil && os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}
