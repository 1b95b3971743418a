package arena

// Stats describes the memory of a pool.
type Stats struct {
	Reserved int64 // bytes held from the operating system, whether or not in use
	InUse    int64 // bytes of the arenas that are taken: the sizes asked for, and growth
	Peak     int64 // the largest InUse so far
	Active   int64 // arenas taken and not given back
	Regions  int64 // how often memory was obtained from the operating system
	Resets   int64 // successful calls of Reset
}

// Stats returns the pool's numbers. Each is exact at the moment it is read; other
// goroutines may go on between one and the next. It costs some 20 ns, and a few for each
// shard. It never delays Make: slices are not counted, only arenas.
func (p *Pool) Stats() Stats {
	s := Stats{
		Reserved: p.reserved.Load(),
		InUse:    p.inUse.Load(),
		Active:   p.active.Load(),
		Regions:  p.obtained.Load(),
	}
	s.Peak = max(p.peak.Load(), s.InUse) // a Take may be between the two
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, store := range p.stores {
		s.Resets += store.resets.Load()
	}
	return s
}

// Fragmentation returns Reserved/Peak: memory obtained over the most that was in use at
// once. It is 1 at best, and 0 for a pool that was never used.
func (s Stats) Fragmentation() float64 {
	if s.Peak == 0 {
		return 0
	}
	return float64(s.Reserved) / float64(s.Peak)
}

// addInUse counts bytes that were taken, and the peak.
func (p *Pool) addInUse(bytes int64) {
	use := p.inUse.Add(bytes)
	for {
		peak := p.peak.Load()
		if use <= peak || p.peak.CompareAndSwap(peak, use) {
			return
		}
	}
}
