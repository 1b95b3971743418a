package world

import (
	"context"
	"log/slog"
	"os"
	"time"
)

// Watch looks at a file again and again, and calls changed on its own goroutine when the
// file has another size, time or identity than before; a file that was renamed to the name
// has an identity of its own. It calls once the next look finds no further change, so that
// a file that is being copied can finish. A missing file is no change. known is what Stat
// returned before the file was last read: changes since then count, even if they happen
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
