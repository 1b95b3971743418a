package journal

import (
	"errors"
	"log/slog"
	"time"
)

// group is writes that are committed together.
type group struct {
	payload []byte
	done    chan struct{} // closed when it is known whether they last
	err     error         // why they do not
}

// wait waits until it is known whether the group lasts.
func (g *group) wait() error {
	<-g.done
	return g.err
}

// finish tells those who wait.
func (g *group) finish(err error) {
	g.err = err
	close(g.done)
}

// gathering returns the group that a record of a size belongs to. The lock is held.
func (j *Journal) gathering(size int) *group {
	if n := len(j.groups); n > 0 && len(j.groups[n-1].payload)+size <= maxPayload {
		return j.groups[n-1]
	}
	g := &group{done: make(chan struct{})}
	j.groups = append(j.groups, g)
	return g
}

// commitAll commits groups, and writes the file anew, until the journal is closed. It alone
// uses the store.
func (j *Journal) commitAll() {
	defer close(j.ended)
	for {
		select {
		case <-j.wake:
		case c := <-j.compacted:
			j.install(c)
		}
		if j.commitNext() {
			break
		}
	}
	if j.compacting {
		(<-j.compacted).discard()
	}
}

// commitNext commits the next group, if there is one, and tells whether there will be none any
// more.
func (j *Journal) commitNext() (over bool) {
	if !j.waiting() {
		j.repair()
		return j.over()
	}
	time.Sleep(time.Until(j.lastCommit.Add(delay))) // others join the group meanwhile
	j.lastCommit = time.Now()
	g := j.take()
	j.commit(g)
	j.wakeUp() // there may be another, or the journal is to be closed
	return false
}

// waiting tells whether there is a group to be committed.
func (j *Journal) waiting() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.groups) > 0
}

// over tells whether the journal is closed, and all is committed.
func (j *Journal) over() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.closed && len(j.groups) == 0
}

// take takes the first group, which takes no more then.
func (j *Journal) take() *group {
	j.mu.Lock()
	defer j.mu.Unlock()
	g := j.groups[0]
	j.groups = j.groups[1:]
	return g
}

// commit has a group last, or tells those who wait why not.
func (j *Journal) commit(g *group) {
	err := j.append(g.payload)
	var unsure *unsureError
	switch {
	case err == nil:
		j.count(func(s *Stats) { s.Commits++ })
	case errors.As(err, &unsure):
		j.setBroken(err)
		fallthrough
	default:
		j.count(func(s *Stats) { s.Failed++ })
	}
	j.report(err)
	g.finish(err)
	if err == nil && j.end-j.live > max(j.garbage, j.live) {
		j.compact()
	}
}

// report logs the first commit that fails, and the first after that which does not.
func (j *Journal) report(err error) {
	switch {
	case err != nil && !j.failing:
		slog.Error("the journal takes no writes", "file", j.name, "error", err)
	case err == nil && j.failing:
		slog.Info("the journal takes writes again", "file", j.name)
	}
	j.failing = err != nil
}

// setBroken refuses all writes with an error until the file is written anew; nil takes them
// again.
func (j *Journal) setBroken(err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.broken = err; err == nil {
		return
	}
	for _, g := range j.groups {
		g.finish(err)
	}
	j.groups = nil
}

// count changes the statistics.
func (j *Journal) count(change func(s *Stats)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	change(&j.stats)
	j.stats.Bytes, j.stats.Live, j.stats.Keys = j.end, j.live, len(j.index)
}
