package parallel

import (
	"runtime"
	"sync/atomic"
	"time"
)

// Ended counts the parts of a computation that have ended, for parts that build on others:
//
//	parallel.Each(workers, len(rows), func(_, i int) {
//		defer ended.End(i)
//		for j := 0; j < i; j++ {
//			ended.After(j)
//			add(rows[i], rows[j])
//		}
//	})
//
// Each begins parts in ascending order, so that a part may wait for those before it. It
// does best to use the latest last.
type Ended struct{ parts atomic.Int64 }

// After waits until more than so many parts have ended, and returns how many.
func (e *Ended) After(parts int) int {
	for round := 0; ; round++ {
		if now := int(e.parts.Load()); now > parts {
			return now
		}
		pause(round)
	}
}

// End ends a part. It waits until those before it have ended. It must be called after a
// panic, too.
func (e *Ended) End(part int) {
	for round := 0; int(e.parts.Load()) < part; round++ {
		pause(round)
	}
	e.parts.Add(1)
}

// EndAny ends one of some parts that nobody tells apart, at once.
func (e *Ended) EndAny() { e.parts.Add(1) }

// pause lets some time pass: at first next to none, since parts are short, and more when
// it turns out that the goroutine that is waited for has no processor.
func pause(round int) {
	switch {
	case round < 50:
	case round < 1000:
		runtime.Gosched()
	default:
		time.Sleep(50 * time.Microsecond)
	}
}
