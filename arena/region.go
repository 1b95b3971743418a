package arena

import "os"

// A region is 1/64 of what the pool has already, within these bounds, so that
// what is got and not yet used stays below that share; but large enough for one
// block in any case.
const (
	minRegion = 1 << 20
	maxRegion = 64 << 20
)

// region is memory from the operating system, of which the first bytes are cut.
type region struct {
	mem  []byte // nil in a purego build
	size int
	cut  int // always whole units
}

// left returns the bytes that are not cut.
func (r *region) left() int { return r.size - r.cut }

// cut returns a run of up to want blocks of step bytes, and at least one.
func (p *Pool) cut(step, want int) (*run, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	from := &p.current
	if from.left() < step {
		next, err := p.obtain(step)
		if err != nil {
			return nil, err
		}
		if from = &next; next.left()-step > p.current.left() {
			p.current = next
			from = &p.current
		}
	}
	return from.carve(step, min(want, from.left()/step), p.options.Grow), nil
}

// carve cuts n blocks off the region.
func (r *region) carve(step, n int, grows bool) *run {
	lead := r.cut % MaxAlign
	out := &run{lead: uint32(lead), slots: make([]slot, n)}
	from, to := r.cut-lead, r.cut+n*step
	if r.mem != nil {
		out.mem = r.mem[from:to:to]
	}
	if grows {
		out.growth = make([]growth, n)
	}
	r.cut = to
	return out
}

// obtain gets a region with room for at least need bytes.
func (p *Pool) obtain(need int) (region, error) {
	size, err := p.regionSize(need)
	if err != nil {
		return region{}, err
	}
	mem, err := obtain(size)
	if err != nil {
		return region{}, &ExhaustedError{Where: "system", Asked: uint64(size), Err: err}
	}
	p.memory = append(p.memory, mem)
	p.reserved.Add(int64(size))
	p.gotten.Add(1)
	return region{mem: mem, size: size}, nil
}

// regionSize returns how large the next region is to be: whole pages.
func (p *Pool) regionSize(need int) (int, error) {
	page := int64(os.Getpagesize())
	reserved := p.reserved.Load()
	size := max(int64(need), min(max(reserved/64, minRegion), maxRegion))
	size = (size + page - 1) / page * page
	if limit := p.options.Limit; limit > 0 && size > limit-reserved {
		size = (limit - reserved) / page * page
		if size < int64(need) {
			return 0, &ExhaustedError{Where: "pool", Asked: uint64(need), Free: uint64(limit - reserved), Size: uint64(limit)}
		}
	}
	return int(size), nil
}
