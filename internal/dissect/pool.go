package dissect

import "sync"

// pool is the spans that wait for a worker, of those that all workers share. Large ones
// come first, so that workers run out of them at about the same time.
type pool struct {
	lock    sync.Mutex
	change  sync.Cond // of the rest
	spans   []span    // the oldest first, which is large
	workers int
	idle    int // workers that wait for a span
	stopped bool
}

func newPool(workers int) *pool {
	p := &pool{workers: workers}
	p.change.L = &p.lock
	return p
}

// put leaves a span to any worker.
func (p *pool) put(s span) {
	p.lock.Lock()
	p.spans = append(p.spans, s)
	p.lock.Unlock()
	p.change.Signal()
}

// take waits for a span. ok is false if there will be none any more: all workers wait,
// or one has stopped them.
func (p *pool) take() (s span, ok bool) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.idle++
	for len(p.spans) == 0 && p.idle < p.workers && !p.stopped {
		p.change.Wait()
	}
	if len(p.spans) == 0 || p.stopped {
		p.stopped = true
		p.change.Broadcast()
		return span{}, false
	}
	p.idle--
	s, p.spans = p.spans[0], p.spans[1:]
	return s, true
}

// stop has no worker get another span.
func (p *pool) stop() {
	p.lock.Lock()
	p.stopped = true
	p.lock.Unlock()
	p.change.Broadcast()
}

// waiting returns how many workers have nothing to do.
func (p *pool) waiting() int {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.idle
}
