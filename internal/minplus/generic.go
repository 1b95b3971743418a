package minplus

// minima is the Go form of the pair kernels. Sums of type S hold two entries of type T;
// none is the upper limit.
func minima[T uint16 | uint32 | uint64, S uint32 | uint64](dst []S, rows []T, pairs []Pair, none S) {
	dst, rows = dst[:len(pairs)], first(rows, len(rows))
	for i, p := range pairs {
		dst[i] = minimum(rows[p.A:][:p.N], rows[p.B:][:p.N], none)
	}
}

// minimum returns the least of none and all a[i] + b[i]. Two sums are compared with each
// other before the running minimum, which shortens the dependency chain of the loop.
// There are two running minima, as many as stay in registers.
func minimum[T uint16 | uint32 | uint64, S uint32 | uint64](a, b []T, none S) S {
	b = b[:len(a)]
	m, n := none, none
	for i := len(a) &^ 3; i < len(a); i++ {
		m = min(m, S(a[i])+S(b[i]))
	}
	for i := 0; i < len(a)-3; i += 4 {
		m = min(m, min(S(a[i])+S(b[i]), S(a[i+1])+S(b[i+1])))
		n = min(n, min(S(a[i+2])+S(b[i+2]), S(a[i+3])+S(b[i+3])))
	}
	return min(m, n)
}

// lower is the Go form of the kernel for ways.
func lower[T uint16 | uint32](dst, rows []T, ways []Way, at uint32, none T) {
	for i := range dst {
		dst[i] = none
	}
	for _, w := range ways {
		row := rows[w.Row+at:][:len(dst)]
		for i, x := range row {
			dst[i] = T(min(uint32(dst[i]), uint32(x)+w.Cost))
		}
	}
}

// relax is the Go form of the relaxing kernel.
func relax[T uint32 | uint64](row, other []T, w T) {
	other = other[:len(row)]
	for i := len(row) &^ 3; i < len(row); i++ {
		row[i] = min(row[i], other[i]+w)
	}
	for i := 0; i < len(row)-3; i += 4 {
		row[i] = min(row[i], other[i]+w)
		row[i+1] = min(row[i+1], other[i+1]+w)
		row[i+2] = min(row[i+2], other[i+2]+w)
		row[i+3] = min(row[i+3], other[i+3]+w)
	}
}

// lowerFans is the Go form of the kernel for fans.
func lowerFans(costs []uint32, fans []Fan) {
	for i := range fans {
		f := &fans[i]
		side, above := costs[f.Side], costs[f.Above:][:f.N]
		for j, c := range costs[f.Side-uint32(f.Back):][:f.N] {
			above[j] = min(above[j], side+c)
		}
	}
}

// lowerFansEach is the Go form of the kernel for fans that differ by direction.
func lowerFansEach(up, down []uint32, fans []Fan) {
	for i := range fans {
		f := &fans[i]
		first := f.Side - uint32(f.Back)
		sideUp, sideDown := up[f.Side], down[f.Side]
		aboveUp, aboveDown, ups, downs := up[f.Above:][:f.N], down[f.Above:][:f.N], up[first:][:f.N], down[first:][:f.N]
		for j := range ups {
			aboveUp[j] = min(aboveUp[j], sideDown+ups[j])
			aboveDown[j] = min(aboveDown[j], sideUp+downs[j])
		}
	}
}

// narrow is the Go form of the narrowing kernel.
func narrow(dst []uint16, src []uint32) bool {
	dst = dst[:len(src)]
	ok := true
	for i, x := range src {
		dst[i] = uint16(min(x, None16))
		if x >= None16 && x != None32 {
			ok = false
		}
	}
	return ok
}
