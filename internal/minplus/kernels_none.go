//go:build !amd64 || purego

package minplus

// avx2 is false: the generic code runs, and the kernels are never called.
const avx2 = false

func pairs16AVX2([]uint32, []uint16, []Pair)       {}
func pairs32AVX2(_, _ []uint32, _ []Pair)          {}
func lower16AVX2(_, _ []uint16, _ []Way, _ uint32) {}
func relax32AVX2(_, _ []uint32, _ uint32)          {}
func narrowAVX2([]uint16, []uint32) (fits bool)    { return false }
func fans32AVX2([]uint32, []Fan)                   {}
func fansEach32AVX2(_, _ []uint32, _ []Fan)        {}
