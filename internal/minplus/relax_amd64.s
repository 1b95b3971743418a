//go:build !purego

#include "textflag.h"

// Four vectors an iteration, then one an iteration, then the last eight entries, which may
// overlap those before. These are computed first and stored last: the overlap is written
// twice with the same values, and no load waits for a store.
//
//	DI  row       AX  the next entry
//	SI  other     CX  where the last eight begin
//	Y0  w         Y1  the last eight

// func relax32AVX2(row, other []uint32, w uint32)
TEXT ·relax32AVX2(SB), NOSPLIT, $0-52
	MOVQ         row_base+0(FP), DI
	MOVQ         row_len+8(FP), CX
	MOVQ         other_base+24(FP), SI
	MOVL         w+48(FP), BX
	SUBQ         $8, CX
	JB           few
	VMOVD        BX, X0
	VPBROADCASTD X0, Y0
	VPADDD       (SI)(CX*4), Y0, Y1
	VPMINUD      (DI)(CX*4), Y1, Y1
	XORL         AX, AX
	LEAQ         -24(CX), DX // up to here four vectors do not pass the end
	CMPQ         DX, AX
	JLT          more

four:
	VPADDD  (SI)(AX*4), Y0, Y2
	VPADDD  32(SI)(AX*4), Y0, Y3
	VPADDD  64(SI)(AX*4), Y0, Y4
	VPADDD  96(SI)(AX*4), Y0, Y5
	VPMINUD (DI)(AX*4), Y2, Y2
	VPMINUD 32(DI)(AX*4), Y3, Y3
	VPMINUD 64(DI)(AX*4), Y4, Y4
	VPMINUD 96(DI)(AX*4), Y5, Y5
	VMOVDQU Y2, (DI)(AX*4)
	VMOVDQU Y3, 32(DI)(AX*4)
	VMOVDQU Y4, 64(DI)(AX*4)
	VMOVDQU Y5, 96(DI)(AX*4)
	ADDQ    $32, AX
	CMPQ    AX, DX
	JLE     four

more:
	CMPQ AX, CX
	JGE  last

one:
	VPADDD  (SI)(AX*4), Y0, Y2
	VPMINUD (DI)(AX*4), Y2, Y2
	VMOVDQU Y2, (DI)(AX*4)
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     one

last:
	VMOVDQU Y1, (DI)(CX*4)
	VZEROUPPER
	RET

few:
	ADDQ $8, CX
	JZ   done

single:
	MOVL    -4(SI)(CX*4), AX
	MOVL    -4(DI)(CX*4), DX
	ADDL    BX, AX
	CMPL    AX, DX
	CMOVLCS AX, DX
	MOVL    DX, -4(DI)(CX*4)
	SUBQ    $1, CX
	JNZ     single

done:
	RET
