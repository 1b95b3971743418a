package places

import (
	"math/bits"
	"math/rand/v2"
)

// random draws numbers that depend on the seed alone. Those of rand.Rand also depend on the
// width of an int.
type random struct{ rand.PCG }

// below returns a number below n, all equally likely (Lemire 2019). n is not 0.
func (r *random) below(n uint64) uint64 {
	high, low := bits.Mul64(r.Uint64(), n)
	if low < n {
		for surplus := -n % n; low < surplus; {
			high, low = bits.Mul64(r.Uint64(), n)
		}
	}
	return high
}
