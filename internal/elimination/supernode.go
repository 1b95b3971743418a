package elimination

// supernodes finds the supernodes (Liu, Ng and Peyton 1993): ranks that follow one
// another, of which each is the parent of the one before and has the same upper
// neighbours as it, but for itself. So what the arcs of a supernode lead to is known by
// its first rank: arc number i of any of its ranks leads to the same rank.
func (t *Tree) supernodes() {
	n := len(t.Order)
	t.Last = make([]uint32, n)
	for r := uint32(n); r > 0; {
		r--
		t.Last[r] = r
		if p := t.Parent[r]; p == r+1 && t.degree(r) == t.degree(p)+1 {
			t.Last[r] = t.Last[p]
		}
	}
}

// degree returns how many upper neighbours a rank has.
func (t *Tree) degree(r uint32) uint32 { return t.First[r+1] - t.First[r] }
