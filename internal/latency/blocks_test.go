package latency

import "testing"

func TestCutIsEven(t *testing.T) {
	for n := range 300 {
		bounds := cut(n, blocks)
		if bounds[0] != 0 || bounds[len(bounds)-1] != n || len(bounds)-1 != min(n, blocks) {
			t.Fatalf("%d samples: bounds %v", n, bounds)
		}
		for i := range bounds[1:] {
			size := bounds[i+1] - bounds[i]
			if size < n/blocks || size > n/blocks+1 || size == 0 {
				t.Fatalf("%d samples: block %d has %d", n, i, size)
			}
		}
	}
}

// A few runs have 64 blocks together, or a little more; many runs have one each.
func TestMoreRunsHaveLongerBlocks(t *testing.T) {
	for runs := 1; runs < fewest; runs++ {
		if all := runs * partsOf(runs); all < blocks || all >= blocks+runs {
			t.Errorf("%d runs make %d blocks", runs, all)
		}
	}
	for _, runs := range []int{fewest, fewest + 1, 100} {
		if got := partsOf(runs); got != 1 {
			t.Errorf("each of %d runs makes %d blocks", runs, got)
		}
	}
}

func TestBlocksSumUpToTheSamples(t *testing.T) {
	runs := []run{filled(1, 2, 3).run, filled(4, 5).run}
	var total block
	for _, b := range blocksOf(runs) {
		total.sum += b.sum
		total.count += b.count
	}
	if total != (block{15, 5}) {
		t.Errorf("blocks of 1 to 5 have %+v together", total)
	}
	if none := blocksOf([]run{{Group: 1, Stride: 1}}); len(none) != 0 {
		t.Errorf("no samples make blocks: %v", none)
	}
}

// Of a block of one sample and one of three, every resampled mean lies between those of
// the two.
func TestBlocksWeighByTheirSize(t *testing.T) {
	low, high := bootstrap([]block{{10, 1}, {60, 3}})
	if low != 10 || high != 20 {
		t.Errorf("means of 10 and 20 give the interval %v to %v", low, high)
	}
}
