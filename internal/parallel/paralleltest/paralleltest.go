// Package paralleltest runs tests on several numbers of processors.
package paralleltest

import (
	"fmt"
	"runtime"
	"testing"
	"time"
)

// Each runs a test on 1, 2, 3 and 8 processors, and fails if a goroutine outlives it.
// The machine may have fewer.
func Each(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, processors := range []int{1, 2, 3, 8} {
		runtime.GOMAXPROCS(processors)
		t.Run(fmt.Sprintf("processors=%d", processors), func(t *testing.T) {
			before := runtime.NumGoroutine()
			defer checkEnded(t, before)
			test(t)
		})
	}
}

// checkEnded waits for goroutines that are about to end.
func checkEnded(t *testing.T, before int) {
	for range 1000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

// Same fails unless a test has the same result on all numbers of processors.
func Same(t *testing.T, result func(t *testing.T) string) {
	t.Helper()
	var all []string
	Each(t, func(t *testing.T) {
		all = append(all, result(t))
		if all[len(all)-1] != all[0] {
			t.Error("not the result of one processor")
		}
	})
}
