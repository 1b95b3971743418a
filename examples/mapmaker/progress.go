package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// interval is how often progress is reported.
const interval = time.Second

// watch returns a reader of f that regularly reports to w how much was read. Call done
// after the last read.
func watch(f *os.File, w io.Writer) (r *counter, done func()) {
	var size int64
	if info, err := f.Stat(); err == nil {
		size = info.Size()
	}
	c := &counter{r: f}
	stop := make(chan struct{})
	var wait sync.WaitGroup
	wait.Go(func() {
		tick := time.NewTicker(interval)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				fmt.Fprintf(w, "mapmaker: read %.1f of %.1f MB\n", float64(c.n.Load())/1e6, float64(size)/1e6)
			}
		}
	})
	return c, func() {
		close(stop)
		wait.Wait()
	}
}

// counter counts what is read through it.
type counter struct {
	r io.Reader
	n atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}
