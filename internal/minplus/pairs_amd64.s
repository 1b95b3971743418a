//go:build !purego

#include "textflag.h"

// tail masks the entries behind the end of a row: 64 bytes of zeros, then 64 of ones.
// Loaded from 64-k on, the first k bytes are zeros and the rest ones.
DATA tail<>+0x00(SB)/8, $0
DATA tail<>+0x08(SB)/8, $0
DATA tail<>+0x10(SB)/8, $0
DATA tail<>+0x18(SB)/8, $0
DATA tail<>+0x20(SB)/8, $0
DATA tail<>+0x28(SB)/8, $0
DATA tail<>+0x30(SB)/8, $0
DATA tail<>+0x38(SB)/8, $0
DATA tail<>+0x40(SB)/8, $-1
DATA tail<>+0x48(SB)/8, $-1
DATA tail<>+0x50(SB)/8, $-1
DATA tail<>+0x58(SB)/8, $-1
DATA tail<>+0x60(SB)/8, $-1
DATA tail<>+0x68(SB)/8, $-1
DATA tail<>+0x70(SB)/8, $-1
DATA tail<>+0x78(SB)/8, $-1
GLOBL tail<>(SB), RODATA|NOPTR, $128

// Both kernels take the blocks of a pair two at a time, from the last two to the
// first. The last two are masked; where a row ends in the first of them, that
// one is loaded twice and the second copy masked as a whole. So a pair of any N
// is one loop with one branch to mispredict, and nothing is read beyond the
// block that a row ends in.
//
// Meanwhile the first two cache lines of both rows are prefetched for the pair eight
// ahead, or the last; the processor's own prefetcher fetches the rest of a row.
//
//	DI   the next minimum    AX, BX  the two rows
//	SI   rows                R8      first entry of the two current blocks
//	DX   the pair            R9      first entry of the mask, counted from tail
//	CX   the last pair       R10     first entry of the last block
//	R11  tail                Y0, Y1  minima of the first and the second blocks

// func pairs16AVX2(dst []uint32, rows []uint16, pairs []Pair)
TEXT ·pairs16AVX2(SB), NOSPLIT, $0-72
	MOVQ  dst_base+0(FP), DI
	MOVQ  rows_base+24(FP), SI
	MOVQ  pairs_base+48(FP), DX
	MOVQ  pairs_len+56(FP), CX
	TESTQ CX, CX
	JZ    done
	LEAQ  tail<>(SB), R11
	LEAQ  (CX)(CX*2), CX
	LEAQ  -12(DX)(CX*4), CX

pair:
	LEAQ       96(DX), R8 // eight pairs ahead
	CMPQ       R8, CX
	CMOVQHI    CX, R8
	MOVL       0(R8), AX
	MOVL       4(R8), BX
	PREFETCHT0 (SI)(AX*2)
	PREFETCHT0 (SI)(BX*2)
	PREFETCHT0 64(SI)(AX*2)
	PREFETCHT0 64(SI)(BX*2)

	MOVL     0(DX), AX
	MOVL     4(DX), BX
	MOVL     8(DX), R8
	LEAQ     (SI)(AX*2), AX
	LEAQ     (SI)(BX*2), BX
	SUBQ     $1, R8 // the last entry
	JB       empty
	MOVQ     R8, R9
	MOVQ     R8, R10
	ANDQ     $~31, R8
	ANDQ     $31, R9
	XORQ     $31, R9
	ANDQ     $~15, R10
	VMOVDQU  (AX)(R8*2), Y0
	VMOVDQU  (AX)(R10*2), Y1
	VPADDUSW (BX)(R8*2), Y0, Y0
	VPADDUSW (BX)(R10*2), Y1, Y1
	VPOR     (R11)(R9*2), Y0, Y0
	VPOR     32(R11)(R9*2), Y1, Y1
	SUBQ     $32, R8
	JB       reduce

blocks:
	VMOVDQU  (AX)(R8*2), Y2
	VMOVDQU  32(AX)(R8*2), Y3
	VPADDUSW (BX)(R8*2), Y2, Y2
	VPADDUSW 32(BX)(R8*2), Y3, Y3
	VPMINUW  Y2, Y0, Y0
	VPMINUW  Y3, Y1, Y1
	SUBQ     $32, R8
	JAE      blocks

reduce:
	VPMINUW      Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPMINUW      X1, X0, X0
	VPHMINPOSUW  X0, X0
	VPEXTRW      $0, X0, AX
	MOVL         AX, (DI)

next:
	ADDQ $4, DI
	ADDQ $12, DX
	CMPQ DX, CX
	JBE  pair
	VZEROUPPER

done:
	RET

empty:
	MOVL $0xFFFF, (DI)
	JMP  next

// func pairs32AVX2(dst, rows []uint32, pairs []Pair)
TEXT ·pairs32AVX2(SB), NOSPLIT, $0-72
	MOVQ     dst_base+0(FP), DI
	MOVQ     rows_base+24(FP), SI
	MOVQ     pairs_base+48(FP), DX
	MOVQ     pairs_len+56(FP), CX
	TESTQ    CX, CX
	JZ       done
	LEAQ     tail<>(SB), R11
	LEAQ     (CX)(CX*2), CX
	LEAQ     -12(DX)(CX*4), CX
	VPCMPEQD Y7, Y7, Y7
	VPSRLD   $1, Y7, Y7 // None32, the cap

pair:
	LEAQ       96(DX), R8 // eight pairs ahead
	CMPQ       R8, CX
	CMOVQHI    CX, R8
	MOVL       0(R8), AX
	MOVL       4(R8), BX
	PREFETCHT0 (SI)(AX*4)
	PREFETCHT0 (SI)(BX*4)
	PREFETCHT0 64(SI)(AX*4)
	PREFETCHT0 64(SI)(BX*4)

	MOVL    0(DX), AX
	MOVL    4(DX), BX
	MOVL    8(DX), R8
	LEAQ    (SI)(AX*4), AX
	LEAQ    (SI)(BX*4), BX
	SUBQ    $1, R8 // the last entry
	JB      empty
	MOVQ    R8, R9
	MOVQ    R8, R10
	ANDQ    $~15, R8
	ANDQ    $15, R9
	XORQ    $15, R9
	ANDQ    $~7, R10
	VMOVDQU (AX)(R8*4), Y0
	VMOVDQU (AX)(R10*4), Y1
	VPADDD  (BX)(R8*4), Y0, Y0
	VPADDD  (BX)(R10*4), Y1, Y1
	VPOR    (R11)(R9*4), Y0, Y0
	VPOR    32(R11)(R9*4), Y1, Y1
	SUBQ    $16, R8
	JB      reduce

blocks:
	VMOVDQU (AX)(R8*4), Y2
	VMOVDQU 32(AX)(R8*4), Y3
	VPADDD  (BX)(R8*4), Y2, Y2
	VPADDD  32(BX)(R8*4), Y3, Y3
	VPMINUD Y2, Y0, Y0
	VPMINUD Y3, Y1, Y1
	SUBQ    $16, R8
	JAE     blocks

reduce:
	VPMINUD      Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPMINUD      X1, X0, X0
	VPSHUFD      $0x4E, X0, X1
	VPMINUD      X1, X0, X0
	VPSHUFD      $0xB1, X0, X1
	VPMINUD      X1, X0, X0
	VPMINUD      X7, X0, X0
	VMOVD        X0, (DI)

next:
	ADDQ $4, DI
	ADDQ $12, DX
	CMPQ DX, CX
	JBE  pair
	VZEROUPPER

done:
	RET

empty:
	MOVL $0x7FFFFFFF, (DI)
	JMP  next
