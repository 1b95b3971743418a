//go:build !purego

package minplus

import "os"

// avx2 tells whether the assembly runs on this machine.
var avx2 = hasAVX2() && permits(os.Getenv("GODEBUG"))

// hasAVX2 tells whether the processor has AVX2, and the operating system saves the
// registers it uses: Intel's manual, volume 1, 14.7.1.
func hasAVX2() bool {
	const (
		osxsaveAndAVX = 1<<27 | 1<<28 // leaf 1, ecx
		avx2          = 1 << 5        // leaf 7, ebx
		xmmAndYMM     = 1<<1 | 1<<2   // xcr0
	)
	leaves, _, _ := cpuid(0)
	_, _, ecx := cpuid(1)
	if leaves < 7 || ecx&osxsaveAndAVX != osxsaveAndAVX || xgetbv()&xmmAndYMM != xmmAndYMM {
		return false
	}
	_, ebx, _ := cpuid(7)
	return ebx&avx2 != 0
}

// cpuid executes CPUID with ecx = 0.
//
//go:noescape
func cpuid(leaf uint32) (eax, ebx, ecx uint32)

// xgetbv returns the low half of XCR0.
//
//go:noescape
func xgetbv() uint32

// pairs16AVX2 is Pairs16 without checks; dst has at least len(pairs) entries.
//
//go:noescape
func pairs16AVX2(dst []uint32, rows []uint16, pairs []Pair)

// pairs32AVX2 is Pairs32 without checks; dst has at least len(pairs) entries.
//
//go:noescape
func pairs32AVX2(dst, rows []uint32, pairs []Pair)

// lower16AVX2 is Lower16: dst has at least a block of entries, and nothing is checked.
//
//go:noescape
func lower16AVX2(dst, rows []uint16, ways []Way, at uint32)

// relax32AVX2 is Relax32 without checks; other has at least len(row) entries.
//
//go:noescape
func relax32AVX2(row, other []uint32, w uint32)

// narrowAVX2 is Narrow without checks; dst has at least len(src) entries.
//
//go:noescape
func narrowAVX2(dst []uint16, src []uint32) bool

// fans32AVX2 is Fans32; nothing is checked.
//
//go:noescape
func fans32AVX2(costs []uint32, fans []Fan)

// fansEach32AVX2 is FansEach32; nothing is checked.
//
//go:noescape
func fansEach32AVX2(up, down []uint32, fans []Fan)
