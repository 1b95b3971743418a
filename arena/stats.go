package arena

// Stats is what a pool has, gives and gave.
type Stats struct {
	Reserved int64 // bytes got from the operating system and not given back, whether or not in use
	InUse    int64 // bytes of the arenas that are taken, as they were asked for and grew
	Peak     int64 // the most that InUse has been
	Active   int64 // arenas taken and not given back
	Regions  int64 // times that memory was got from the operating system
	Resets   int64 // calls of Reset that did something
}

// Stats returns the pool's numbers. Each is exact at the moment it is read; other
// goroutines may go on between one and the next. It costs some 20 ns, and a few
// for each shard. Who makes slices is never held up by it: they are not counted,
// only the arenas that they come from.
func (p *Pool) Stats() Stats {
	s := Stats{
		Reserved: p.reserved.Load(),
		InUse:    p.inUse.Load(),
		Active:   p.active.Load(),
		Regions:  p.gotten.Load(),
	}
	s.Peak = max(p.peak.Load(), s.InUse) // a Take may be between the two
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, stock := range p.stocks {
		s.Resets += stock.resets.Load()
	}
	return s
}

// Fragmentation returns Reserved/Peak: how much more was got than was ever needed
// at once. It is 1 at best, and 0 of a pool that was never used.
func (s Stats) Fragmentation() float64 {
	if s.Peak == 0 {
		return 0
	}
	return float64(s.Reserved) / float64(s.Peak)
}

// took counts bytes that were taken.
func (p *Pool) took(bytes int64) {
	use := p.inUse.Add(bytes)
	for {
		peak := p.peak.Load()
		if use <= peak || p.peak.CompareAndSwap(peak, use) {
			return
		}
	}
}
