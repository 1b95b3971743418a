package arena

import (
	"errors"
	"os"
	"slices"
)

// A new region is 1/64 of the memory that the pool has already, within these bounds, so
// that unused memory stays below that share. It has room for one block in any case.
const (
	minRegion = 1 << 20
	maxRegion = 64 << 20
)

// region is memory from the operating system, from which runs are cut.
type region struct {
	mem  []byte // nil in a purego build
	size int
	free []span // not in a run: in order, not adjacent, in whole units
}

// span is the bytes of a region between two offsets.
type span struct{ from, to int }

func (s span) size() int { return s.to - s.from }

// newRun returns a run of up to want blocks of step bytes, and at least one. It gets a
// new region if need be.
func (p *Pool) newRun(step, want int) (*run, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r, i := p.fit(step, want)
	if r == nil {
		var err error
		if r, err = p.obtain(step); err != nil {
			return nil, err
		}
		i = 0
	}
	return r.cut(i, step, min(want, r.free[i].size()/step), p.options.Grow), nil
}

// fit returns the first span that has room for want blocks, or else the largest; the
// region is nil if that has no room for one.
func (p *Pool) fit(step, want int) (in *region, at int) {
	most := step - 1
	for _, r := range p.regions {
		for i, s := range r.free {
			if s.size() > most {
				in, at, most = r, i, s.size()
			}
			if most >= want*step {
				return in, at
			}
		}
	}
	return in, at
}

// cut cuts n blocks off span i of the region.
func (r *region) cut(i, step, n int, grows bool) *run {
	from := r.free[i].from
	to, lead := from+n*step, from%MaxAlign
	out := &run{region: r, place: span{from, to}, lead: uint32(lead), slots: make([]slot, n)}
	if r.mem != nil {
		out.mem = r.mem[from-lead : to : to]
	}
	if grows {
		out.growth = make([]growth, n)
	}
	if r.free[i].from = to; r.free[i].size() == 0 {
		r.free = slices.Delete(r.free, i, i+1)
	}
	return out
}

// coalesce makes a span free again, merged with the free spans beside it.
func (r *region) coalesce(s span) {
	i, _ := slices.BinarySearchFunc(r.free, s.from, func(f span, from int) int { return f.from - from })
	r.free = slices.Insert(r.free, i, s)
	if i+1 < len(r.free) && r.free[i+1].from == s.to {
		r.free[i].to = r.free[i+1].to
		r.free = slices.Delete(r.free, i+1, i+2)
	}
	if i > 0 && r.free[i-1].to == s.from {
		r.free[i-1].to = r.free[i].to
		r.free = slices.Delete(r.free, i, i+1)
	}
}

// returnRuns takes back runs without arenas.
func (p *Pool) returnRuns(runs []*run) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.returnRunsLocked(runs)
}

// returnRunsLocked is returnRuns while the lock is held.
func (p *Pool) returnRunsLocked(runs []*run) {
	for _, r := range runs {
		r.region.coalesce(r.place)
	}
}

// shrink returns to the operating system the regions of which nothing is cut.
func (p *Pool) shrink() error {
	var errs []error
	p.regions = slices.DeleteFunc(p.regions, func(r *region) bool {
		if len(r.free) != 1 || r.free[0].size() < r.size {
			return false
		}
		errs = append(errs, discard(r.mem))
		p.reserved.Add(-int64(r.size))
		return true
	})
	return errors.Join(errs...)
}

// obtain gets a region with room for at least need bytes. If the limit requires it,
// unused regions, which are too small, are given up first.
func (p *Pool) obtain(need int) (*region, error) {
	size, err := p.regionSize(need)
	if err != nil {
		if bad := p.shrink(); bad != nil {
			return nil, errors.Join(err, bad)
		}
		if size, err = p.regionSize(need); err != nil {
			return nil, err
		}
	}
	mem, err := obtain(size)
	if err != nil {
		return nil, &ExhaustedError{Where: "system", Asked: uint64(size), Err: err}
	}
	r := &region{mem: mem, size: size, free: []span{{0, size}}}
	p.regions = append(p.regions, r)
	p.reserved.Add(int64(size))
	p.obtained.Add(1)
	return r, nil
}

// regionSize returns the size of the next region, in whole pages.
func (p *Pool) regionSize(need int) (int, error) {
	page := int64(os.Getpagesize())
	reserved := p.reserved.Load()
	size := max(int64(need), min(max(reserved/64, minRegion), maxRegion))
	size = (size + page - 1) / page * page
	if limit := p.options.Limit; limit != 0 && size > limit-reserved {
		left := max(limit-reserved, 0)
		size = left / page * page
		if size < int64(need) {
			return 0, &ExhaustedError{Where: "pool", Asked: uint64(need), Free: uint64(left), Size: uint64(max(limit, 0))}
		}
	}
	return int(size), nil
}
