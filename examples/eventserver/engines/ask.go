package engines

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/service"
)

// ErrMoved is the error of a question under which the map was replaced: it may be asked
// again, on the next map.
var ErrMoved = errors.New("the map was replaced meanwhile")

// Ask has the questions of one hunt answered together by the engine in use, and returns which
// has answered those to the target of the first: the other one, if the hunt is of the canary and
// both agree. All are answered on the graph whose hash is version, or the error is ErrMoved. The
// paths lie in arenas: Release them, unless there is an error. key is a number that was drawn for the hunt, and says whether it is of the canary.
// Questions that wait for longer than 2 seconds have context.DeadlineExceeded as error.
func (e *Engines) Ask(ctx context.Context, key uint64, version uint64, calls []service.Call) (by Engine, err error) {
	by = e.Current()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err = e.services[by].DoBatch(ctx, calls)
	for i := 0; i < len(calls) && err == nil; i++ {
		err = answered(&calls[i], version)
	}
	if err != nil {
		Release(calls)
		return by, err
	}
	if e.chosen(key) {
		by = e.compareAll(ctx, by, calls)
	}
	return by, nil
}

// Release gives back the memory of the paths of some calls.
func Release(calls []service.Call) {
	for i := range calls {
		_ = calls[i].Arena.Release() // if there is one
	}
}

// answered returns why a question has no answer on the graph of a version, if so.
func answered(c *service.Call, version uint64) error {
	if errors.Is(c.Err, csr.ErrWrongGraph) || c.Version != 0 && c.Version != version { // 0: no graph was asked
		return ErrMoved
	}
	return c.Err
}

// compareAll asks the other engine the questions to the target of the first as well, and returns
// which engine has answered all of them.
func (e *Engines) compareAll(ctx context.Context, by Engine, calls []service.Call) Engine {
	all := 1 - by
	for i := range calls {
		if calls[i].To == calls[0].To && e.compare(ctx, by, &calls[i]) == by {
			all = by
		}
	}
	return all
}

// compare asks the other engine as well. If both say the same, the call has the answer
// of the other from then on. To fail where the engine in use answers is to disagree.
func (e *Engines) compare(ctx context.Context, by Engine, c *service.Call) Engine {
	other := 1 - by
	a, err := e.services[other].Do(ctx, c.Request)
	if a.Version != 0 && a.Version != c.Version || err != nil && excused(ctx, err) { // 0: no graph was asked
		_ = a.Arena.Release() // if there is one
		return by
	}
	e.checked.Add(1)
	if err != nil || a.Distance != c.Distance || !slices.Equal(a.Path, c.Path) {
		e.mismatches.Add(1)
		logMismatch(by, c, &a, err)
		_ = a.Arena.Release()
		return by
	}
	_ = c.Arena.Release()
	c.Answer = a
	return other
}

// excused tells whether an engine that has failed could not be asked at the moment,
// which says nothing of its answers.
func excused(ctx context.Context, err error) bool {
	for _, reason := range []error{service.ErrShed, service.ErrDeadline, service.ErrClosed, csr.ErrWrongGraph} {
		if errors.Is(err, reason) {
			return true
		}
	}
	return ctx.Err() != nil
}

// logMismatch logs what it takes to ask both engines again.
func logMismatch(by Engine, c *service.Call, other *service.Answer, err error) {
	var changes []csr.Patch
	if c.Overlay != nil {
		changes, _ = c.Overlay.Changes()
	}
	slog.Error("engines disagree", "map", fmt.Sprintf("%016x", c.Version), "from", c.From, "to", c.To, "changes", changes,
		by.String(), c.Distance, by.String()+"_path", c.Path, (1 - by).String(), other.Distance, (1-by).String()+"_path", other.Path, "error", err)
}
